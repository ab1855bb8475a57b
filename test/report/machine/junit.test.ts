/** JUnit: which test cases there are, and how each ends. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reportJUnit } from '../../../src/report/junit.js';
import type { Finding, Receipt } from '../../../src/types.js';
import {
  ACCEPTED,
  LISTED,
  MISSED,
  makeContext,
  makeFinding,
  makeGuarded,
  makeHistorical,
  makeLetThrough,
  makeReceipt,
} from '../../support/report/input.js';
import { checkJUnit, readTestCases } from '../../support/report/junit-schema.js';

const junit = suite('JUnit');

function report(findings: readonly Finding[], changes: Partial<Receipt> = {}): string {
  const xml = reportJUnit(findings, makeReceipt(findings, changes), makeContext());
  checkJUnit(xml);
  return xml;
}

const SCANNED = ['keyfence', 'everything was scanned'];

junit('a clean scan has test cases, which pass', () => {
  assert.equal(readTestCases(report([])), [SCANNED, ['keyfence', 'no new finding']]);
});

junit('a finding is a failure, and says all there is to know', () => {
  assert.equal(readTestCases(report([makeFinding(), makeGuarded()])), [
    SCANNED,
    [
      'src/client.js',
      'Acme token acme_\u2026 at src/client.js:3:9',
      'failure',
      'critical: Acme token acme_\u2026 at src/client.js:3:9',
      [
        'why: its checksum is right (confidence high, kf1-aaaaaaaaaaaaaaaa)',
        'instead: ACME_TOKEN from the environment or your vault',
        'rotate: https://acme.example/tokens (Make a new one first.)',
      ].join('\n'),
    ],
    [
      '.env',
      'Environment file at .env',
      'failure',
      'high: Environment file at .env',
      'why: the file is guarded by its name (confidence high, kf1-bbbbbbbbbbbbbbbb)\nrotate: where it was issued',
    ],
  ]);
});

junit('a finding of a history tells its commits', () => {
  const [, finding] = readTestCases(report([makeHistorical()]));
  assert.equal(finding?.[4]?.split('\n').slice(1, 4), [
    `first: ${'1'.repeat(40)}, 2024-01-02T03:04:05+00:00`,
    `last: ${'2'.repeat(40)}, 2025-06-07T08:09:10+02:00`,
    'at HEAD: no, places: 2',
  ]);
});

junit('what is let through is skipped, with the reason', () => {
  assert.equal(readTestCases(report(makeLetThrough())).slice(2), [
    [
      'allowed.js',
      'Acme token acme_\u2026 at allowed.js:3:9',
      'skipped',
      'allowed: allow entry: revoked long ago; A <a@b>; until 2999-12-31',
      '',
    ],
    [
      'old.js',
      'Acme token acme_\u2026 at old.js:3:9',
      'skipped',
      'baseline: baseline: it was there when the project began with keyfence',
      '',
    ],
  ]);
});

junit('an incomplete scan is an error', () => {
  const xml = report([], { skipped: [MISSED, LISTED, ACCEPTED] });
  assert.equal(readTestCases(xml)[0], [
    ...SCANNED,
    'error',
    '1 file not scanned',
    'not scanned: locked.bin (unreadable (EACCES))\nwhat to do: make it readable for you and scan again; or keyfence allow --skip PATH --reason "WHY" accepts it for good',
  ]);
  assert.match(xml, 'not scanned: vendor/lib (submodule or nested repository)\n');
  assert.match(xml, 'not scanned: big.zip (too large; built by us)</system-out>');
});

junit('XML of its own is text', () => {
  const [, finding] = readTestCases(report([makeFinding({ file: '<a b="c">\'&amp;]]></a>' })]));
  assert.is(finding?.[0], '<a b="c">\'&amp;]]></a>');
});

junit('characters that no XML can hold are shown as escapes', () => {
  const bytes = 'a\x01\xef\xbf\xbe\x1b\x0c';
  const [, finding] = readTestCases(report([makeFinding({ file: bytes, layers: [bytes] })]));
  const shown = 'a\\u{1}\\u{fffe}\\u{1b}\\u{c}';
  assert.is(finding?.[0], shown);
  assert.match(finding?.[4] ?? '', `inside: ${shown}\n`);
});

junit.run();
