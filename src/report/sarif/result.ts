/** A finding as a SARIF result. */
import type { Finding, FindingHistory, Sighting, SourceName } from '../../types.js';
import { display, displayText } from '../display.js';
import { whyLetThrough } from '../exceptions.js';
import { nameOf, reasonOf, rotationOf } from '../finding-words.js';
import { historyFields } from '../json.js';
import { artifactLocation } from './artifact-location.js';
import { messageText } from './message-text.js';
import { levelOf, ruleIdOf } from './rules.js';

/** Sources whose texts need not be on the disk where a report is uploaded, which would else compute the fingerprint. */
const OF_COMMITS: readonly SourceName[] = ['range', 'history', 'message'];

/** @param ruleIndex where its rule stands. */
export function resultOf(finding: Finding, ruleIndex: number, source: SourceName): object {
  const { fingerprint, severity } = finding;
  return {
    ruleId: ruleIdOf(finding),
    ruleIndex,
    level: levelOf(severity),
    message: {
      text: messageText(`${nameOf(finding)}: ${reasonOf(finding)}. Rotate it: ${rotationOf(finding)}`),
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactLocation(finding.file),
          region: regionOf(finding),
        },
      },
    ],
    ...(finding.history ? { relatedLocations: sightingLocations(finding.history) } : {}),
    fingerprints: { 'keyfence/v1': fingerprint },
    // For files, GitHub's upload makes it of the line itself, so that an alert survives when the line moves.
    ...(OF_COMMITS.includes(source)
      ? { partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1` } }
      : {}),
    suppressions: suppressionsOf(finding),
    properties: propertiesOf(finding),
  };
}

/** A guarded file is meant as a whole. The bytes are those of the file as stored, so inside a layer there are none. */
function regionOf({ verdict, line, column, endLine, endColumn, start, end, layers }: Finding): object {
  if (verdict === 'file') return { startLine: 1 };
  const bytes = layers.length === 0 ? { byteOffset: start, byteLength: end - start } : {};
  return { startLine: line, startColumn: column, endLine, endColumn, ...bytes };
}

function sightingLocations({ first, last }: FindingHistory): object[] {
  return [
    ...(first ? [sightingLocation('first', first)] : []),
    ...(last ? [sightingLocation('last', last)] : []),
  ];
}

function sightingLocation(word: string, { commit, file, line }: Sighting): object {
  const { oid, author, date } = commit;
  return {
    physicalLocation: { artifactLocation: artifactLocation(file), region: { startLine: line } },
    message: { text: messageText(`${word} in commit ${oid} by ${display(author)}, ${date}`) },
  };
}

/** An empty list says that it is known not to be suppressed. */
function suppressionsOf(finding: Finding): object[] {
  if (finding.status === 'new') return [];
  const kind = finding.allow?.by === 'inline comment' ? 'inSource' : 'external';
  return [{ kind, status: 'accepted', justification: whyLetThrough(finding) }];
}

function propertiesOf(finding: Finding): object {
  const { confidence, verdict, severity, category, provider, status, layers, variable, commit } = finding;
  return {
    ...{ status, severity, confidence, verdict, category },
    provider: displayText(provider),
    ...(layers.length > 0 ? { layers: layers.map(display) } : {}),
    ...(variable ? { variable: displayText(variable) } : {}),
    ...(commit ? { commit: commit.oid, author: display(commit.author), date: commit.date } : {}),
    ...(finding.history ? { history: historyFields(finding.history) } : {}),
    ...(finding.remarks.length > 0 ? { remarks: finding.remarks } : {}),
  };
}
