/** `keyfence merge`: what goes together, and what does not. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { runBin, utf8 } from '../support/scanned.js';
import { mergeTexts, reportOf, sarifOf } from './reports.js';

const merging = suite('merge');

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

merging('no report, a folder, a file that is not there', () => {
  const folder = new Repository();
  mkdirSync(join(folder.top, 'folder'));
  writeFileSync(join(folder.top, 'a'), reportOf(null));
  for (const words of [[], ['folder'], ['a', 'nowhere'], ['a', '--format', 'xml']]) {
    const ran = runBin(folder, ['merge', ...words]);
    assert.equal([ran.status, ran.stdout], [2, ''], words.join(' '));
  }
  assert.is(runBin(folder, ['merge', 'a', '--output', 'nowhere/b']).status, 2);
});

merging.run();
