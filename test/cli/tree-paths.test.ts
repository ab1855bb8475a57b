/** Files and folders that are named: scanned whatever Git ignores, and never echoed where they are not there. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { filesRead, runBin, scanReport, secretText, skippedBy, TOKEN } from '../support/scanned.js';

const paths = suite('named paths');

const FILES = [
  'a.txt',
  'src/b.txt',
  'src/deep/c.txt',
  'build/out.js',
  'logs/d.log',
  'logs/e.txt',
  '-dash',
  '12',
  '0x10',
];

function makeRepository(): Repository {
  return new Repository()
    .write(Object.fromEntries(FILES.map((file) => [file, secretText()])))
    .write({ '.gitignore': 'build/\n*.log\n', 'cache/.gitignore': '*\n', 'cache/f.txt': secretText() });
}

function expectRead(words: string[], expected: string[], cwd = '.'): void {
  paths(`keyfence scan ${words.join(' ')} (from ${cwd}) reads ${expected.join(', ')}`, () => {
    const repository = makeRepository();
    const report = scanReport(repository, words, { cwd: join(repository.top, cwd) });
    assert.equal(filesRead(report), expected);
    assert.equal([report.status, skippedBy(report)], [1, []]);
  });
}

expectRead(['a.txt'], ['a.txt']);
expectRead(['src'], ['src/b.txt', 'src/deep/c.txt']);
expectRead(['src/', './src/deep/../b.txt', 'src/deep'], ['src/b.txt', 'src/deep/c.txt']);
expectRead(['a.txt', 'src/deep', 'a.txt'], ['a.txt', 'src/deep/c.txt']);
expectRead(['.'], ['src/b.txt', 'src/deep/c.txt'], 'src');
expectRead(['..'], ['-dash', '0x10', '12', 'a.txt', 'logs/e.txt', 'src/b.txt', 'src/deep/c.txt'], 'src');
expectRead(['../a.txt', 'b.txt'], ['a.txt', 'src/b.txt'], 'src');
expectRead(['12', '0x10'], ['0x10', '12']);
expectRead(['--', '-dash'], ['-dash']);
expectRead(['a.txt', '--', '-dash', 'src/deep'], ['-dash', 'a.txt', 'src/deep/c.txt']);
// Ignored, yet named: the file itself, the folder that is ignored, the folder all of whose files are.
expectRead(['logs/d.log'], ['logs/d.log']);
expectRead(['build'], ['build/out.js']);
expectRead(['cache'], ['cache/f.txt']);
expectRead(['.'], ['build/out.js'], 'build');
// A folder of which something is left is scanned as Git sees it, unless asked otherwise.
expectRead(['logs'], ['logs/e.txt']);
expectRead(['logs', '--include-ignored'], ['logs/d.log', 'logs/e.txt']);

paths('`keyfence -- path` is a scan too', () => {
  assert.is(runBin(makeRepository(), ['--', '-dash']).status, 1);
});

paths('a folder that is ignored is scanned whole, even where one of its files is tracked', () => {
  const repository = makeRepository().write({ 'build/tracked.js': secretText() });
  repository.git('add', '-f', 'build/tracked.js');
  assert.equal(filesRead(scanReport(repository, ['build'])), ['build/out.js', 'build/tracked.js']);
});

paths('a path outside of the repository is read, and named in full', () => {
  const outside = scratch();
  const repository = makeRepository();
  const other = new Repository({ top: join(outside, 'folder') });
  other.write({ 'x.txt': secretText(), 'skipped.txt': secretText(), '.gitignore': 'skipped.txt\n' });
  assert.equal(filesRead(scanReport(repository, [other.top])), [`${other.top}/x.txt`]);
  assert.equal(
    filesRead(scanReport(repository, [`${other.top}/x.txt`, 'a.txt'])),
    [`${other.top}/x.txt`, 'a.txt'].sort(),
  );
});

paths('a path in another repository is scanned as that repository sees it', () => {
  const other = new Repository().write({
    '.gitignore': '*.log\n',
    'a.log': secretText(),
    'b.log': secretText(),
  });
  other.git('add', '-f', 'b.log');
  assert.equal(filesRead(scanReport(makeRepository(), [other.top])), [`${other.top}/b.log`]);
});

paths('a link that is named is followed, and its own text is read too', () => {
  const repository = makeRepository();
  const token = sample(TOKEN);
  symlinkSync('src', join(repository.top, 'to-folder'));
  symlinkSync('a.txt', join(repository.top, 'to-file'));
  symlinkSync(token, join(repository.top, 'to-nowhere'));
  assert.equal(filesRead(scanReport(repository, ['to-folder'])), ['src/b.txt', 'src/deep/c.txt']);
  assert.equal(filesRead(scanReport(repository, ['to-file'])), ['a.txt']);
  assert.equal(filesRead(scanReport(repository, ['to-nowhere'])), ['to-nowhere']);
  assert.equal(filesRead(scanReport(repository, ['to-folder/b.txt'])), ['src/b.txt']);
});

for (const words of [
  ['missing'],
  ['a.txt', 'missing'],
  ['a.txt/below'],
  [''],
  ['--', '-missing'],
  ['x'.repeat(5000)],
]) {
  paths(
    `a path that is not there ends it before anything is scanned: ${JSON.stringify(words).slice(0, 40)}`,
    () => {
      const ran = runBin(makeRepository(), ['scan', ...words]);
      assert.equal([ran.status, ran.stdout], [2, '']);
      assert.match(
        ran.stderr,
        /^keyfence: path [12]: (no such file or folder|cannot be read \(ENAMETOOLONG\))\n/,
      );
    },
  );
}

paths('a path that is not there is told by its position and never repeated', () => {
  const token = sample(TOKEN);
  const ran = runBin(makeRepository(), ['scan', 'a.txt', token]);
  assert.is(ran.status, 2);
  assert.match(ran.stderr, 'path 2: no such file or folder');
  assert.not.ok(ran.stderr.includes(token.slice(4, 12)));
});

paths('a folder without a file in it is not called clean', () => {
  const repository = makeRepository();
  mkdirSync(join(repository.top, 'empty'));
  const ran = runBin(repository, ['scan', 'empty']);
  assert.equal([ran.status, ran.stdout], [0, '']);
  assert.match(ran.stderr, '0 files');
  assert.match(ran.stderr, 'nothing to scan');
});

paths('a guarded file that is ignored and named is refused with the right words', () => {
  const repository = new Repository().write({ '.env': 'A=1\n', '.gitignore': '.env\n' });
  assert.match(runBin(repository, ['scan', '.env']).stdout, 'Git does not have it');
  repository.git('add', '-f', '.env');
  assert.match(runBin(repository, ['scan', '.env']).stdout, 'yet it is in Git');
  repository.write({ '.gitignore': '' });
  assert.match(runBin(repository, ['scan', '.env']).stdout, 'add the line .env');
});

paths.run();
