/** Reports as `scan --format json` writes them, made by hand to be broken in one place. */
import { display } from '../../src/report/display.js';
import { reportJson } from '../../src/report/json.js';
import type { Finding, Receipt, ShardFacts } from '../../src/types.js';
import { type Ran, Repository } from '../support/repository.js';
import { runBin } from '../support/scanned.js';

export const FINDING: Finding = {
  pattern: 'github-personal-access-token',
  provider: 'GitHub',
  title: 'GitHub personal access token (classic)',
  category: 'auth-token',
  severity: 'critical',
  verdict: 'checksum-valid',
  confidence: 'high',
  note: 'a note',
  file: 'src/a.js',
  ...{ line: 3, column: 9, endLine: 3, endColumn: 49, start: 57, end: 97 },
  layers: ['base64'],
  commit: null,
  history: null,
  masked: 'ghp_…',
  fingerprint: 'kf1-abcdefghijklmnop',
  variable: 'GITHUB_TOKEN',
  revoke: 'https://github.com/settings/tokens',
  rotate: 'Delete it.',
  status: 'new',
  allow: null,
  remarks: [],
};

export const FACTS: ShardFacts = {
  ...{ index: 1, count: 2, listing: 'a'.repeat(32), rules: 'b'.repeat(32), version: '0.1.0' },
  ...{ confidence: 'medium', strict: false, unused: [], unusedSkips: [], letGo: [] },
};

export const RECEIPT: Receipt = {
  source: 'tree',
  ...{ files: 2, bytes: 100, patterns: 1144, engine: 're2', findings: 1, durationMs: 5 },
  ...{ skipped: [], unusedSkips: [], suppressed: { placeholder: 1 }, complete: true },
};

/** The report of one shard; or with `facts` null a whole one. */
export function reportOf(
  facts: Partial<ShardFacts> | null,
  { receipt = {}, findings = [FINDING] }: { receipt?: Partial<Receipt>; findings?: Finding[] } = {},
): string {
  const shard = facts === null ? {} : { shard: { ...FACTS, ...facts } };
  return reportJson(findings, { ...RECEIPT, findings: findings.length, ...receipt, ...shard });
}

/** The same as SARIF, as far as a merge looks at it. */
export function sarifOf(
  facts: Partial<ShardFacts> | null,
  rules: string[],
  receipt: Partial<Receipt> = {},
): string {
  const told = JSON.parse(reportOf(facts, { findings: [], receipt })) as { receipt: object };
  const run = {
    tool: { driver: { name: 'keyfence', version: '0.1.0', rules: rules.map((id) => ({ id })) } },
    automationDetails: { id: 'keyfence/tree/' },
    invocations: [
      {
        executionSuccessful: receipt.complete !== false,
        startTimeUtc: `2026-01-0${facts?.index ?? 1}T00:00:00.000Z`,
        endTimeUtc: `2026-01-0${facts?.index ?? 1}T00:01:00.000Z`,
        toolExecutionNotifications: [{ level: 'note', message: { text: display('not scanned') } }],
      },
    ],
    results: rules.map((ruleId, ruleIndex) => ({ ruleId, ruleIndex, properties: { status: 'new' } })),
    properties: { receipt: { ...told.receipt, findings: rules.length } },
  };
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  });
}

/** Runs `keyfence merge`. @param texts of the reports, by the names of their files. */
export function mergeTexts(texts: Record<string, string | Buffer>, ...words: string[]): Ran {
  const folder = new Repository();
  folder.write(texts);
  return runBin(folder, ['merge', ...Object.keys(texts), ...words]);
}
