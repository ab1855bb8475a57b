/** `keyfence merge`: what goes together, what does not, and reports that mean harm. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Ran, Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, TOKEN, utf8 } from '../support/scanned.js';
import { FINDING, reportOf, sarifOf } from './reports.js';

const merging = suite('merge');

/** @param texts of the reports, by the names of their files. */
function mergeTexts(texts: Record<string, string | Buffer>, ...words: string[]): Ran {
  const folder = new Repository();
  folder.write(texts);
  return runBin(folder, ['merge', ...Object.keys(texts), ...words]);
}

interface Merged {
  findings: { file: string; title: string; note: string }[];
  receipt: {
    files: number;
    findings: number;
    complete: boolean;
    shard?: object;
    unusedExceptions?: object[];
  };
}

function mergedJson(texts: Record<string, string>): Merged {
  const ran = mergeTexts(texts, '--format', 'json');
  if (ran.stdout === '') throw new Error(`no report: ${ran.stderr}`);
  return JSON.parse(utf8(ran.stdout)) as Merged;
}

merging('two shards, in any order: text, JSON, a file; and one receipt', () => {
  const texts = { 'b.json': reportOf({ index: 2 }, { findings: [] }), 'a.json': reportOf({ index: 1 }) };
  const text = mergeTexts(texts);
  assert.is(text.status, 1);
  assert.match(text.stdout, 'src/a.js:3:9  critical  GitHub personal access token (classic)  ghp_');
  assert.match(text.stdout, 'Delete it.');
  assert.match(
    text.stderr,
    /^keyfence: 4 files, 200 bytes, 1144 formats, .* 2 placeholder, 5 ms - 1 finding$/m,
  );
  const { findings, receipt } = mergedJson(texts);
  assert.equal([findings[0]?.note, receipt.files, receipt.shard], ['a note', 4, undefined]);
  const folder = new Repository().write(texts);
  const ran = runBin(folder, [
    'merge',
    'a.json',
    'b.json',
    '--format',
    'json',
    '--output',
    'all.json',
    '--quiet',
  ]);
  assert.equal([ran.status, ran.stdout], [1, '']);
  assert.equal(JSON.parse(readFileSync(join(folder.top, 'all.json'), 'utf8')).findings.length, 1);
});

merging('the exit code is that of a scan with this outcome', () => {
  const clean = { findings: [] };
  const missed = { skipped: [{ file: 'a', reason: 'unreadable', listed: false }], complete: false };
  assert.is(mergeTexts({ a: reportOf({ index: 1 }, clean), b: reportOf({ index: 2 }, clean) }).status, 0);
  const cut = mergeTexts({
    a: reportOf({}, clean),
    b: reportOf({ index: 2 }, { ...clean, receipt: missed }),
  });
  assert.is(cut.status, 3);
  assert.match(cut.stderr, 'NOT SCANNED: a (unreadable)');
});

merging('exceptions are useless that were of use in no shard', () => {
  const one = (what: string) => ({
    ...{ kind: 'allow entry' as const, file: '.keyfence.json', line: 1, what },
    ...{ reason: 'r', commit: null },
  });
  const { receipt } = mergedJson({
    a: reportOf({ index: 1, unused: [one('x'), one('y')] }),
    b: reportOf({ index: 2, unused: [one('y'), one('z')] }),
  });
  assert.equal(receipt.unusedExceptions, [
    { kind: 'allow entry', file: '.keyfence.json', line: 1, what: 'y', reason: 'r' },
  ]);
});

for (const [title, texts, problem] of [
  ['a missing one', { a: reportOf({ index: 2, count: 3 }) }, 'shard 1, 3 of 3 are missing'],
  [
    'a doubled one',
    { a: reportOf({ index: 1 }), b: reportOf({ index: 1, confidence: 'medium' }, { findings: [] }) },
    'a and b are both shard 1 of 2',
  ],
  ['the same file twice', { a: reportOf(null), b: reportOf(null) }, 'a and b are the same report'],
  [
    'another number',
    { a: reportOf({}), b: reportOf({ index: 2, count: 3 }) },
    'b is of another number of shards than a',
  ],
  [
    'another listing',
    { a: reportOf({}), b: reportOf({ index: 2, listing: 'c'.repeat(32) }) },
    'b divides something else than a',
  ],
  [
    'other rules',
    { a: reportOf({}), b: reportOf({ index: 2, rules: 'c'.repeat(32) }) },
    'b has another configuration',
  ],
  [
    'another version',
    { a: reportOf({}), b: reportOf({ index: 2, version: '9.9.9' }) },
    'another version of keyfence',
  ],
  [
    'another confidence',
    { a: reportOf({}), b: reportOf({ index: 2, confidence: 'low' }) },
    'another --confidence',
  ],
  ['another strictness', { a: reportOf({}), b: reportOf({ index: 2, strict: true }) }, 'another --strict'],
  [
    'another kind',
    { a: reportOf({}), b: reportOf({ index: 2 }, { receipt: { source: 'history' } }) },
    'another kind of scan',
  ],
  [
    'another engine',
    { a: reportOf({}), b: reportOf({ index: 2 }, { receipt: { engine: 're2js' } }) },
    'another engine',
  ],
  ['a shard and a whole one', { a: reportOf({}), b: reportOf(null) }, 'a is a shard, b is a whole report'],
  ['JSON and SARIF', { a: reportOf({}), b: sarifOf({ index: 2 }, []) }, 'a is JSON, b is SARIF'],
] as [string, Record<string, string>, string][]) {
  merging(`${title} is refused, by name`, () => {
    const ran = mergeTexts(texts);
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(ran.stderr, problem);
  });
}

merging('whole reports stand one behind the other, and nothing of them is joined', () => {
  const { findings, receipt } = mergedJson({
    a: reportOf(null),
    b: reportOf(null, { receipt: { durationMs: 6 } }),
  });
  assert.equal(
    findings.map(({ file }) => file),
    ['src/a.js', 'src/a.js'],
  );
  assert.equal([receipt.files, receipt.findings], [4, 2]);
});

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
    [changed(({ receipt }) => Object.assign(receipt, { complete: false })), 'at /receipt/complete'],
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

merging('SARIF reports become one run, with the rules of all and one receipt', () => {
  const ran = mergeTexts({
    'b.sarif': sarifOf({ index: 2 }, ['y', 'z']),
    'a.sarif': sarifOf({ index: 1 }, ['x', 'y']),
  });
  assert.is(ran.status, 1);
  assert.match(ran.stderr, 'keyfence: 4 files');
  const { runs } = JSON.parse(ran.stdout);
  assert.is(runs.length, 1);
  const [run] = runs;
  assert.equal(run.tool.driver.rules, [{ id: 'x' }, { id: 'y' }, { id: 'z' }]);
  assert.equal(
    run.results.map(({ ruleId, ruleIndex }: { ruleId: string; ruleIndex: number }) => [ruleId, ruleIndex]),
    [
      ['x', 0],
      ['y', 1],
      ['y', 1],
      ['z', 2],
    ],
  );
  const [invocation] = run.invocations;
  assert.equal(
    [invocation.startTimeUtc, invocation.endTimeUtc, invocation.toolExecutionNotifications.length],
    ['2026-01-01T00:00:00.000Z', '2026-01-02T00:01:00.000Z', 2],
  );
  assert.equal([run.properties.receipt.findings, run.properties.receipt.shard], [4, undefined]);
});

for (const [title, texts, problem] of [
  ['a missing shard', { a: sarifOf({}, []) }, 'shard 2 of 2 is missing'],
  [
    'the shards of a history',
    { a: sarifOf({}, [], { source: 'history' }), b: sarifOf({ index: 2 }, [], { source: 'history' }) },
    'cannot be joined as SARIF',
  ],
  [
    'another tool',
    { a: sarifOf(null, []).replace('"keyfence"', '"other"') },
    'a: at /runs/0/tool/driver: expected keyfence',
  ],
  ['no receipt', { a: sarifOf(null, []).replace('"receipt"', '"nothing"') }, 'expected a receipt'],
  [
    'no such rule',
    { a: sarifOf(null, ['x']).replace('"ruleIndex":0', '"ruleIndex":7') },
    'expected the index of a rule',
  ],
  [
    'no results',
    { a: sarifOf(null, []).replace('"results":[]', '"results":null') },
    'expected a list of objects',
  ],
] as [string, Record<string, string>, string][]) {
  merging(`SARIF: ${title} is refused`, () => {
    const ran = mergeTexts(texts);
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(ran.stderr, problem);
  });
}

merging('a secret in SARIF is shown nowhere', () => {
  const secret = sample(TOKEN);
  const ran = mergeTexts({ a: sarifOf(null, ['x']).replaceAll('"x"', `"${secret}"`) });
  assert.is(ran.status, 1);
  assert.not.match(ran.stdout + ran.stderr, secret.slice(4));
});

merging('no report, a folder, a file that is not there', () => {
  const folder = new Repository();
  mkdirSync(join(folder.top, 'folder'));
  writeFileSync(join(folder.top, 'a'), reportOf(null));
  for (const words of [
    [],
    ['folder'],
    ['a', 'nowhere'],
    ['a', '--format', 'xml'],
    ['a', '--format', 'sarif'],
  ]) {
    const ran = runBin(folder, ['merge', ...words]);
    assert.equal([ran.status, ran.stdout], [2, ''], words.join(' '));
  }
  assert.is(runBin(folder, ['merge', 'a', '--output', 'nowhere/b']).status, 2);
  assert.is(FINDING.status, 'new');
});

merging.run();
