/** `keyfence pre-commit FILE…`: the index as without names, and of the named files those that are not staged, whole. */
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Ran, type Report, Repository, scratch } from '../support/repository.js';
import { type Circumstances, runBin, secretText, skippedBy, utf8 } from '../support/scanned.js';
import { token } from './expect-staged.js';

const files = suite('pre-commit with names');

function run(repository: Repository, names: string[], circumstances: Circumstances = {}): Ran {
  return runBin(repository, ['pre-commit', ...names], circumstances);
}

function reportOf(repository: Repository, names: string[], circumstances: Circumstances = {}): Report {
  const ran = runBin(repository, ['pre-commit', '--format', 'json', '--', ...names], circumstances);
  if (ran.stdout === '') throw new Error(`no report, exit ${ran.status}: ${ran.stderr}`);
  return { ...(JSON.parse(utf8(ran.stdout)) as Omit<Report, 'status'>), status: ran.status };
}

/** `file:line` of each finding, sorted. */
function found(report: Report): string[] {
  return report.findings.map(({ file, line }) => `${file}:${line}`).sort();
}

/** Committed files with a secret each; `staged.txt` has an old one and gets a new one staged. */
function makeRepository(): Repository {
  const repository = new Repository();
  const old = secretText();
  repository.stage({
    '.gitignore': '*.log\n',
    'staged.txt': old,
    'unstaged.txt': secretText(),
    'sub/unstaged.txt': secretText(),
    'sub/deep/c.txt': secretText(),
    'removed.txt': secretText(),
    '-dash': secretText(),
    '12': secretText(),
  });
  repository.commit();
  repository.stage({ 'staged.txt': `${old}${secretText()}` });
  repository.write({ 'ignored.log': secretText(), 'untracked.txt': secretText() });
  return repository;
}

const shared = makeRepository();
const STAGED = 'staged.txt:2';

function expectFound(names: string[], expected: string[], cwd = ''): void {
  files(
    `pre-commit ${names.join(' ')}${cwd && ` in ${cwd}`}: ${expected.join(', ') || 'what is staged'}`,
    () => {
      const report = reportOf(shared, names, { cwd: join(shared.top, cwd) });
      assert.equal(found(report), [STAGED, ...expected].sort());
      const { source, files: count } = report.receipt;
      assert.equal([source, count, report.status], ['staged', 1 + expected.length, 1]);
    },
  );
}

expectFound([], []);
expectFound(['staged.txt'], []);
expectFound(['unstaged.txt'], ['unstaged.txt:1']);
expectFound(['unstaged.txt', 'staged.txt', 'unstaged.txt'], ['unstaged.txt:1']);
expectFound(['untracked.txt', 'ignored.log'], ['ignored.log:1', 'untracked.txt:1']);
expectFound(['sub'], ['sub/deep/c.txt:1', 'sub/unstaged.txt:1']);
expectFound(['unstaged.txt', '../staged.txt', 'deep'], ['sub/deep/c.txt:1', 'sub/unstaged.txt:1'], 'sub');
expectFound([`${shared.top}/sub/unstaged.txt`, `${shared.top}/staged.txt`], ['sub/unstaged.txt:1']);
expectFound(['-dash', '12'], ['-dash:1', '12:1']);

files('a whole tree by its folder: what is staged once, everything else whole', () => {
  const { findings, receipt } = reportOf(shared, ['.']);
  const names = findings.map(({ file }) => file).sort();
  const all = [
    '-dash',
    '12',
    'removed.txt',
    'staged.txt',
    'sub/deep/c.txt',
    'sub/unstaged.txt',
    'unstaged.txt',
  ];
  assert.equal(names, [...all, 'untracked.txt']);
  assert.equal([receipt.files, receipt.skipped], [names.length + 1, []]); // and .gitignore
});

files('the words of a hook manager take the short way, with the same outcome', () => {
  const ran = run(shared, ['unstaged.txt', join(shared.top, 'sub')]);
  assert.is(ran.status, 1);
  for (const place of ['staged.txt:2:14', 'unstaged.txt:1:14', 'sub/deep/c.txt:1:14'])
    assert.match(ran.stdout, place);
  assert.match(ran.stderr, '1 staged file, 3 named files');
});

files('partially staged: what is staged counts, not what the working tree has', () => {
  const repository = makeRepository();
  repository.write({ 'staged.txt': `\n\n\n${secretText()}` });
  assert.equal(found(reportOf(repository, ['staged.txt'])), [STAGED]);
  repository.git('add', 'staged.txt');
  repository.write({ 'staged.txt': 'clean\n' });
  assert.equal(found(reportOf(repository, ['staged.txt'])), ['staged.txt:4']);
});

files(
  'a staged file that is gone from the working tree, or cannot be read there, is scanned as it is staged',
  () => {
    const repository = makeRepository();
    repository.stage({ 'sub/new/gone.txt': secretText() });
    rmSync(join(repository.top, 'sub/new'), { recursive: true });
    chmodSync(join(repository.top, 'staged.txt'), 0);
    const report = reportOf(repository, ['sub/new/gone.txt', 'staged.txt']);
    assert.equal([found(report), report.receipt.skipped], [[STAGED, 'sub/new/gone.txt:1'], []]);
  },
);

files('a file whose deletion is staged: nothing is left of it, or what still lies there is scanned', () => {
  const repository = makeRepository();
  repository.git('rm', '-q', 'removed.txt');
  assert.equal(found(reportOf(repository, ['removed.txt'])), [STAGED]);
  assert.is(run(repository, ['removed.txt', 'removed.txt.other']).status, 2);
  repository.write({ 'removed.txt': secretText() });
  assert.equal(found(reportOf(repository, ['removed.txt'])), ['removed.txt:1', STAGED]);
});

files('a file that is deleted, and whose deletion is not staged, is no file', () => {
  const repository = makeRepository();
  rmSync(join(repository.top, 'removed.txt'));
  const ran = run(repository, ['staged.txt', 'removed.txt']);
  assert.equal([ran.status, ran.stdout], [2, '']);
  assert.match(ran.stderr, 'path 2: no such file or folder');
});

files('during a merge the files of the other side are no news, by name neither', () => {
  const repository = makeRepository().stage({ 'staged.txt': 'x\n' });
  repository.commit();
  repository.git('checkout', '-q', '-b', 'other');
  repository.stage({ 'theirs.txt': secretText() }).commit();
  repository.git('checkout', '-q', 'main');
  repository.stage({ 'ours.txt': 'ours\n' }).commit();
  repository.git('merge', '-q', '--no-commit', 'other');
  assert.equal(found(reportOf(repository, ['theirs.txt'])), []);
  assert.equal(found(reportOf(repository, ['theirs.txt', 'unstaged.txt'])), ['unstaged.txt:1']);
});

files('an unmerged file is named as not scanned, and what lies in the working tree is scanned', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': 'base\n' }).commit();
  repository.git('checkout', '-q', '-b', 'other');
  repository.stage({ 'a.txt': secretText() }).commit();
  repository.git('checkout', '-q', 'main');
  repository.stage({ 'a.txt': 'ours\n' }).commit();
  repository.tryGit('merge', '-q', 'other');
  const report = reportOf(repository, ['a.txt']);
  assert.equal(skippedBy(report), ['a.txt (unmerged: resolve the conflict and add it)']);
  assert.equal([found(report), report.status, report.receipt.complete], [['a.txt:4'], 1, false]);
});

files('through a link to the repository, and to a file outside of it', () => {
  const link = join(scratch(), 'link');
  symlinkSync(shared.top, link);
  assert.equal(found(reportOf(shared, [`${link}/staged.txt`, `${link}/unstaged.txt`])), [
    STAGED,
    'unstaged.txt:1',
  ]);
  const outside = new Repository({ top: scratch() }).write({ 'x.txt': secretText() });
  assert.equal(found(reportOf(shared, [`${outside.top}/x.txt`])), [`${outside.top}/x.txt:1`, STAGED].sort());
});

files('the schema in the index holds for named files, too', () => {
  const repository = new Repository().stage({ 'secrets/schema.json': '{', 'a.txt': 'a\n' });
  repository.write({ 'secrets/schema.json': '{"required": {}}' });
  assert.is(run(repository, ['a.txt']).status, 2);
});

files('a guarded file that is named and ignored is refused', () => {
  const repository = new Repository().stage({ '.gitignore': '.env\n' });
  repository.write({ '.env': 'A=1\n' });
  assert.is(run(repository, []).status, 0);
  const ran = run(repository, ['.env']);
  assert.is(ran.status, 1);
  assert.match(ran.stdout, 'Git does not have it');
});

files('what is named and cannot be scanned leaves the scan incomplete', () => {
  const repository = makeRepository();
  repository.git('reset', '-q', '--hard');
  repository.run('mkfifo', [join(repository.top, 'pipe')]);
  assert.is(run(repository, ['pipe']).status, 3);
  assert.equal(skippedBy(reportOf(repository, ['pipe'])), ['pipe (not a regular file)']);
});

files('nothing staged and an empty folder is no clean scan', () => {
  const repository = new Repository();
  mkdirSync(join(repository.top, 'empty'));
  const ran = run(repository, ['empty']);
  assert.is(ran.status, 0);
  assert.match(ran.stderr, '0 staged files, 0 bytes');
  assert.match(ran.stderr, 'nothing to scan');
});

files('a name that is not there is told by its position and never repeated', () => {
  const secret = token();
  for (const names of [
    ['staged.txt', secret],
    ['staged.txt', `${secret}/x`],
    ['staged.txt', ''],
  ]) {
    const ran = run(shared, names);
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(ran.stderr, 'path 2: no such file or folder');
    assert.not.ok(ran.stderr.includes(secret.slice(4)));
  }
});

files.run();
