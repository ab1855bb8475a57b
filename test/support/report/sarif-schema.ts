/** Checks SARIF against its published JSON Schema (2.1.0, from Microsoft's package) and by what GitHub asks for besides. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

export interface SarifLocation {
  physicalLocation: {
    artifactLocation: { uri: string; uriBaseId?: string };
    region?: Record<string, number>;
  };
  message?: { text: string };
}

export interface SarifResult {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: [SarifLocation];
  relatedLocations?: SarifLocation[];
  fingerprints: Record<string, string>;
  partialFingerprints?: Record<string, string>;
  suppressions: { kind: string; status: string; justification: string }[];
  properties: Record<string, unknown>;
}

export interface SarifLog {
  $schema: string;
  runs: {
    tool: {
      driver: {
        rules: { id: string; help: { text: string }; properties: Record<string, unknown> }[];
        notifications: { id: string }[];
      };
    };
    automationDetails: { id: string };
    columnKind: string;
    invocations: {
      executionSuccessful: boolean;
      startTimeUtc: string;
      endTimeUtc: string;
      toolExecutionNotifications: {
        level: string;
        message: { text: string };
        locations: SarifLocation[];
      }[];
    }[];
    results: SarifResult[];
    properties: { receipt: Record<string, unknown> };
  }[];
}

const main = createRequire(import.meta.url).resolve('@microsoft/jest-sarif');
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(readFileSync(join(dirname(main), 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<
  string,
  unknown
>;
// One of its patterns is none in Unicode mode.
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats.default(ajv);
// It is written in draft 4, of which it uses nothing that later drafts have changed, but for the name of its id.
const isValid = ajv.compile(schema);

/** @throws with what is wrong. */
export function checkSarif(report: string): SarifLog {
  const log = JSON.parse(report) as SarifLog;
  if (!isValid(log)) throw new Error(ajv.errorsText(isValid.errors));
  for (const { results, tool, automationDetails } of log.runs) {
    if (!automationDetails.id.endsWith('/')) throw new Error('no category');
    for (const { ruleId, ruleIndex, locations } of results) {
      if (tool.driver.rules[ruleIndex]?.id !== ruleId) throw new Error('the rule is another one');
      const [{ physicalLocation }] = locations;
      const { uri, uriBaseId } = physicalLocation.artifactLocation;
      if (!/^(?:[\w.~-]|%[0-9A-F]{2}|\/)+$/.test(uri) || uriBaseId !== '%SRCROOT%') throw new Error('no URI');
      if (!physicalLocation.region?.startLine) throw new Error('no line');
    }
  }
  if (/"(?:snippet|contextRegion|primaryLocationStartColumnFingerprint)"/.test(report))
    throw new Error('text');
  return log;
}
