/** `keyfence merge` of reports that are broken, or mean harm. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sample } from '../support/sample.js';
import { TOKEN } from '../support/scanned.js';
import { mergeTexts, reportOf } from './reports.js';

const merging = suite('merge: broken reports');

/** A report with one thing changed. */
function changed(
  change: (report: { findings: Record<string, unknown>[]; receipt: Record<string, unknown> }) => void,
) {
  const report = JSON.parse(reportOf(null));
  change(report);
  return JSON.stringify(report);
}

merging('a broken report is told by its name and place, never by its text', () => {
  const secret = sample(TOKEN);
  const good = reportOf(null);
  for (const [text, problem] of [
    ['', 'line 1, column 1: expected valid JSON'],
    [good.slice(0, 900), 'expected valid JSON'],
    [`{ "${secret}": ${secret} }`, 'line 1, column '],
    [`${good} ${secret}`, 'expected valid JSON'],
    ['[]', 'at the top level: expected an object'],
    [`{ "version": 1, "version": 1 }`, 'expected each name once'],
    ['['.repeat(100_000), 'expected at most 32 levels'],
    [Buffer.from([0xff, 0xfe, 0x41]), 'expected UTF-8'],
    [good.replace('"version": 1', '"version": 2'), 'at /version: expected 1'],
    [
      changed(({ findings }) => Object.assign(findings[0] as object, { line: secret })),
      'at /findings/0/line: expected a whole number',
    ],
    [changed(({ findings }) => Object.assign(findings[0] as object, { line: -1 })), 'at /findings/0/line'],
    [
      changed(({ findings }) => Object.assign(findings[0] as object, { severity: secret })),
      'at /findings/0/severity: expected one of',
    ],
    [
      changed(({ findings }) => Object.assign(findings[0] as object, { masked: secret })),
      'at /findings/0/masked: expected a prefix',
    ],
    [
      changed(({ findings }) => Object.assign(findings[0] as object, { fingerprint: secret })),
      'at /findings/0/fingerprint',
    ],
    [
      changed(({ findings }) => Object.assign(findings[0] as object, { pattern: `${secret} ` })),
      'at /findings/0/pattern',
    ],
    [changed(({ findings }) => findings.pop()), 'at /receipt/findings: expected as many'],
    [
      changed(({ receipt }) => Object.assign(receipt, { suppressed: { [secret]: 1 } })),
      'at /receipt/suppressed',
    ],
    [
      changed(({ receipt }) => Object.assign(receipt, { skipped: [{ file: 'a', reason: 'b' }] })),
      'at /receipt/complete',
    ],
    [changed((report) => Object.assign(report, { receipt: undefined })), 'the key "receipt"'],
  ] as [string | Buffer, string][]) {
    const ran = mergeTexts({ 'good.json': reportOf(null, { receipt: { durationMs: 7 } }), 'bad.json': text });
    assert.equal([ran.status, ran.stdout], [2, ''], problem);
    assert.match(ran.stderr, `bad.json: `);
    assert.match(ran.stderr, problem);
    assert.not.match(ran.stderr, secret.slice(4));
  }
});

merging(
  'what a report says is shown as data: no control characters, nothing that looks like a secret',
  () => {
    const secret = sample(TOKEN);
    const hostile = `a\u001b[31m\u202e${secret}`;
    const text = changed(({ findings, receipt }) => {
      Object.assign(findings[0] as object, {
        ...{
          file: hostile,
          title: hostile,
          provider: hostile,
          note: hostile,
          rotate: hostile,
          revoke: hostile,
        },
        ...{ author: hostile, layers: [hostile], remarks: [hostile], variable: hostile, __proto__: null },
        allow: { reason: hostile, until: hostile, who: hostile, by: 'path rule' },
      });
      const skipped = [{ file: hostile, reason: hostile, accepted: hostile }];
      const [exception] = [{ kind: 'path rule', file: hostile, line: 1, what: hostile, reason: hostile }];
      Object.assign(receipt, { skipped, addedExceptions: [exception], unusedExceptions: [exception] });
    });
    for (const words of [[], ['--verbose'], ['--format', 'json']]) {
      const { status, stdout, stderr } = mergeTexts({ [`${secret}.json`]: text }, ...words);
      assert.is(status, 1);
      assert.not.match(stdout + stderr, secret.slice(4));
      assert.not.match(stdout + stderr, /[\u001b\u202e]/);
      assert.not.match(stdout + stderr, Buffer.from('\u202e', 'utf8').toString('latin1'));
    }
  },
);

merging.run();
