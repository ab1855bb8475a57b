/** `keyfence baseline`: what it records, what it keeps, and what it removes only when asked. */
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository, scratch } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { runBin, scanReport, secretText, utf8 } from '../support/scanned.js';

const baseline = suite('keyfence baseline');

const FILE = '.keyfence-baseline';

function linesIn(repository: Repository): string[] {
  const lines = readFileSync(join(repository.top, FILE), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

function fingerprints(repository: Repository): string[] {
  return [...new Set(scanReport(repository).findings.map(({ fingerprint }) => fingerprint))].sort();
}

baseline('records each secret of the tree once, and says where each stands', () => {
  const secret = secretText();
  const repository = new Repository().stage({
    'a.txt': secret,
    'sub/b.txt': `x\n${secret}`,
    'c.txt': secretText(),
  });
  const expected = fingerprints(repository);
  const ran = runBin(repository, ['baseline'], { cwd: join(repository.top, 'sub') });
  assert.is(ran.status, 0, ran.stderr);
  assert.equal([linesIn(repository), expected.length], [expected, 2]);
  const shown = utf8(ran.stdout);
  assert.match(shown, `${FILE}: 2 added, 2 entries in all\n`);
  for (const place of ['a.txt:1', 'sub/b.txt:2', 'c.txt:1']) assert.match(shown, `  ${place}  GitHub`);
  assert.match(shown, '2 of these are real credentials beyond doubt: rotate them');
  assert.match(shown, `git add ${FILE}\n`);
  assert.match(ran.stderr, /files, .* 3 findings\n$/);
});

baseline('again: keeps what is there, adds what is new, byte for byte the same where nothing is', () => {
  const repository = new Repository().stage({ 'a.txt': secretText() });
  repository.keyfence('baseline');
  const first = readFileSync(join(repository.top, FILE));
  const same = repository.keyfence('baseline');
  assert.equal([same.status, same.stdout], [0, `${FILE}: nothing to change, 1 entry in all\n`]);
  assert.ok(readFileSync(join(repository.top, FILE)).equals(first));
  repository.stage({ 'b.txt': secretText() });
  assert.match(repository.keyfence('baseline').stdout, `${FILE}: 1 added, 2 entries in all\n`);
  assert.equal(linesIn(repository), fingerprints(repository));
});

baseline('an entry whose secret is gone is reported and kept; --prune removes it and adds nothing', () => {
  const repository = new Repository().stage({ 'a.txt': secretText(), 'b.txt': secretText() });
  repository.keyfence('baseline');
  const before = linesIn(repository);
  repository.stage({ 'a.txt': 'clean\n' });
  const [kept] = fingerprints(repository) as [string];
  const gone = before.find((one) => one !== kept);
  const told = repository.keyfence('baseline');
  assert.match(
    told.stdout,
    `1 entry whose secret was not found (keyfence baseline --prune removes what is gone):\n  - ${gone}\n`,
  );
  assert.equal(linesIn(repository), before);
  repository.stage({ 'c.txt': secretText() });
  const ran = repository.keyfence('baseline', '--prune');
  assert.equal([ran.status, linesIn(repository)], [0, [kept]]);
  assert.match(ran.stdout, `${FILE}: 1 removed, 1 entry in all\n`);
});

baseline('an entry that only a scan of low confidence finds is not gone', () => {
  const repository = new Repository().stage({
    'a.txt': `key = '${sample('github-personal-access-token', { checksum: 'wrong' })}'\n`,
  });
  assert.is(repository.keyfence('baseline', '--confidence', 'low').status, 0);
  const before = linesIn(repository);
  assert.is(before.length, 1);
  const ran = repository.keyfence('baseline', '--prune');
  assert.equal([ran.stdout, linesIn(repository)], [`${FILE}: nothing to change, 1 entry in all\n`, before]);
});

baseline('--prune removes nothing after an incomplete scan, which ends with 3', () => {
  const repository = new Repository().stage({ 'a.txt': secretText() });
  repository.keyfence('baseline');
  const before = linesIn(repository);
  repository.stage({ 'a.txt': 'clean\n', 'broken.gz': Buffer.from('1f8b080000000000000301ff', 'hex') });
  const ran = repository.keyfence('baseline', '--prune');
  assert.equal([ran.status, linesIn(repository)], [3, before]);
  assert.match(ran.stdout, 'kept, because not everything was scanned');
});

baseline('a guarded file and what is no credential for certain are recorded, too', () => {
  const repository = new Repository().stage({
    '.env': `A=1\n`,
    'a.ts': `const password = '${randomText(20)}';\n`,
  });
  const expected = fingerprints(repository);
  const ran = repository.keyfence('baseline');
  assert.equal([ran.status, linesIn(repository), expected.length], [0, expected, 2]);
  assert.not.match(ran.stdout, 'beyond doubt');
});

baseline('--dry-run says the same and writes nothing', () => {
  const repository = new Repository().stage({ 'a.txt': secretText() });
  const ran = repository.keyfence('baseline', '--dry-run');
  assert.equal([ran.status, existsSync(join(repository.top, FILE))], [0, false]);
  assert.match(ran.stdout, `${FILE}: 1 added, 1 entry in all (dry run: nothing was written)\n`);
});

baseline('a tree without findings gets no file', () => {
  const repository = new Repository().stage({ 'a.txt': 'clean\n' });
  const ran = repository.keyfence('baseline');
  assert.equal(
    [ran.status, ran.stdout, existsSync(join(repository.top, FILE))],
    [0, `${FILE}: nothing to change, 0 entries in all\n`, false],
  );
});

baseline('what two branches record is merged line by line, and sorted by the next run', () => {
  const repository = new Repository().stage({
    '.gitattributes': `${FILE} merge=union\n`,
    'a.txt': secretText(),
  });
  repository.keyfence('baseline');
  repository.stage({ [FILE]: readFileSync(join(repository.top, FILE)) }).commit();
  for (const branch of ['one', 'two']) {
    repository.git('switch', '-q', '-c', branch, 'main');
    repository.stage({ [`${branch}.txt`]: secretText() }).keyfence('baseline');
    repository.git('add', FILE);
    repository.commit(branch);
  }
  repository.git('merge', '-q', '--no-edit', 'one');
  const merged = repository.keyfence('baseline');
  assert.is(merged.stdout, `${FILE}: nothing to change, 3 entries in all\n`);
  repository.stage({ 'd.txt': secretText() }).keyfence('baseline');
  assert.equal(linesIn(repository), fingerprints(repository));
});

for (const [title, prepare, message] of [
  [
    'holds something else',
    (one: Repository) => one.write({ [FILE]: 'x\n' }),
    'line 1: expected a fingerprint',
  ],
  ['is a link', (one: Repository) => symlinkSync('a.txt', join(one.top, FILE)), 'found a symbolic link'],
  ['is a folder', (one: Repository) => mkdirSync(join(one.top, FILE)), 'found a folder'],
] as const) {
  baseline(`a file that ${title} is refused and left as it is`, () => {
    const repository = new Repository().stage({ 'a.txt': secretText() });
    prepare(repository);
    const listed = repository.run('ls', ['-lA', '--time-style=full-iso']).stdout;
    const ran = repository.keyfence('baseline');
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(ran.stderr, message);
    assert.is(repository.run('ls', ['-lA', '--time-style=full-iso']).stdout, listed);
  });
}

baseline('outside a repository there is none', () => {
  const folder = new Repository({ top: scratch() }).write({ 'a.txt': secretText() });
  const ran = folder.keyfence('baseline');
  assert.equal([ran.status, existsSync(join(folder.top, FILE))], [2, false]);
});

baseline.run();
