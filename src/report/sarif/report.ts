/** The findings as SARIF 2.1.0, for GitHub code scanning and everything else that reads it. No text of a file is in it. */
import type { Finding, Receipt, Skip } from '../../types.js';
import { display } from '../display.js';
import { receiptFields } from '../json.js';
import type { ReportContext } from '../reporter.js';
import { artifactLocation } from './artifact-location.js';
import { resultOf } from './result.js';
import { RuleList } from './rules.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** One run. Code scanning keeps what was found in files, in commits and in a history apart, by the run's id. */
export function reportSarif(
  findings: readonly Finding[],
  receipt: Receipt,
  { version, startTime, endTime }: ReportContext,
): string {
  const rules = new RuleList();
  const results = findings.map((finding) => resultOf(finding, rules.indexOf(finding), receipt.source));
  const run = {
    tool: {
      driver: {
        name: 'keyfence',
        version,
        semanticVersion: version,
        rules: rules.all(),
        notifications: [
          {
            id: 'not-scanned',
            shortDescription: { text: 'Something that should have been scanned was not, or was only listed' },
          },
        ],
      },
    },
    // Without the slash at its end, code scanning would not take it for a category.
    automationDetails: { id: `keyfence/${receipt.source}/` },
    invocations: [
      {
        executionSuccessful: receipt.complete,
        startTimeUtc: startTime.toISOString(),
        endTimeUtc: endTime.toISOString(),
        toolExecutionNotifications: receipt.skipped.map(notificationOf),
      },
    ],
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The top level of the repository' } } },
    // Columns are bytes of the UTF-8 text. SARIF has no word for that: this is the same wherever a line is ASCII up to there.
    columnKind: 'unicodeCodePoints',
    results,
    properties: { columnUnit: 'utf-8 bytes', receipt: receiptFields(receipt) },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function notificationOf({ file, reason, listed, accepted }: Skip): object {
  const why = accepted === undefined ? display(reason) : `${display(reason)}; ${display(accepted)}`;
  return {
    descriptor: { id: 'not-scanned', index: 0 },
    level: listed ? 'note' : 'error',
    message: { text: `not scanned: ${why}` },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(file) } }],
  };
}
