/** What holds of every format: it parses, it agrees with the others, and no hostile text gets through as it is. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FORMAT_NAMES, type FormatName, formatOfFile, loadReporter } from '../../../src/report/formats.js';
import type { Finding, Receipt } from '../../../src/types.js';
import {
  ACCEPTED,
  HOSTILE,
  LISTED,
  MISSED,
  makeContext,
  makeFinding,
  makeGuarded,
  makeHistorical,
  makeHostile,
  makeLetThrough,
  makeReceipt,
} from '../../support/report/input.js';
import { PARSERS } from '../../support/report/parsers.js';

const allFormats = suite('all formats');

async function report(format: FormatName, findings: readonly Finding[], receipt: Receipt): Promise<string> {
  return (await loadReporter(format))(findings, receipt, makeContext());
}

// Everything that neither a terminal nor a log may get: but for the newline, which only the reporter itself may write.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

for (const format of FORMAT_NAMES) {
  for (const [what, text] of Object.entries(HOSTILE)) {
    allFormats(`${format}: ${what}, wherever text can stand`, async () => {
      const findings = [
        makeHostile(text),
        makeHostile(text, { history: null }),
        makeHostile(text, {
          status: 'allowed',
          allow: { by: 'inline comment', reason: text, who: text, until: null },
        }),
      ];
      const words = Buffer.from(text, 'latin1').toString('utf8');
      const receipt = makeReceipt(findings, {
        skipped: [
          { file: text, reason: words, listed: false },
          { file: text, reason: words, listed: true, accepted: text },
        ],
        added: [{ kind: 'allow entry', file: text, line: 1, what: text, reason: text, commit: null }],
      });
      const printed = await report(format, findings, receipt);
      assert.not.match(printed, UNSEEN);
      assert.not.match(printed.replaceAll('\r\n', '\n'), /\r/);
      assert.equal(PARSERS[format](printed).newFindings, 2);
    });
  }

  allFormats(`${format}: nothing found says so`, async () => {
    const { newFindings, complete } = PARSERS[format](await report(format, [], makeReceipt([])));
    assert.equal([newFindings, complete], [0, true]);
  });

  allFormats(`${format}: an incomplete scan does not look like a clean one`, async () => {
    const receipt = makeReceipt([], { skipped: [MISSED, LISTED, ACCEPTED] });
    const printed = await report(format, [], receipt);
    const { newFindings, complete } = PARSERS[format](printed);
    assert.equal([newFindings, complete], [0, false]);
    assert.match(printed, 'locked.bin');
    assert.match(printed, 'unreadable (EACCES)');
  });

  allFormats(`${format}: 2,000 findings are all there`, async () => {
    const findings = Array.from({ length: 2000 }, (_, at) =>
      makeFinding({ file: `src/${at % 50}.js`, line: at + 1, endLine: at + 1 }),
    );
    const printed = await report(format, findings, makeReceipt(findings));
    assert.is(PARSERS[format](printed).newFindings, 2000);
  });

  allFormats(`${format}: of all kinds of findings those count that are new`, async () => {
    const findings = [makeFinding(), makeGuarded(), makeHistorical(), ...makeLetThrough()];
    const printed = await report(format, findings, makeReceipt(findings));
    assert.equal(PARSERS[format](printed), { newFindings: 3, complete: true });
    assert.ok(printed.endsWith('\n'), 'ends with a newline');
    assert.match(printed, 'src/client.js');
  });
}

for (const [file, format] of [
  ['a.json', 'json'],
  ['a.jsonl', 'jsonl'],
  ['a.sarif', 'sarif'],
  ['a.sarif.json', 'sarif'],
  ['A.SARIF', 'sarif'],
  ['a.csv', 'csv'],
  ['a.md', 'markdown'],
  ['a.xml', 'junit'],
  ['a.txt', 'text'],
  ['json', null],
  ['a.jsonx', null],
  ['a', null],
  ['', null],
] as const) {
  allFormats(`the name ${JSON.stringify(file)} tells ${format ?? 'no format'}`, () =>
    assert.is(formatOfFile(file), format),
  );
}

allFormats.run();
