/** What was not scanned, as it is told: accepted skips, `--strict`, and receipts that name every one. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, scanReport, secretText, TOKEN, utf8 } from '../support/scanned.js';

const skips = suite('what was not scanned');

const FILE = '.keyfence.json';
const NESTED = 'submodule or nested repository';
const GONE = 'not in the working tree';
const PIPE = 'not a regular file';

function nested(repository: Repository, path: string): void {
  mkdirSync(join(repository.top, path), { recursive: true });
  repository.run('git', ['init', '-q', path]);
  new Repository({ top: join(repository.top, path) }).write({ x: 'x\n' });
}

const accepting = (...paths: string[]) =>
  JSON.stringify({ skip: paths.map((path) => ({ path, reason: `why ${path}` })) });

function addModule(repository: Repository, path: string, digit = '1'): void {
  repository.git('update-index', '--add', '--cacheinfo', `160000,${digit.repeat(40)},${path}`);
}

/** The lines on stderr without `keyfence: `, the receipt line cut down to its counts and its outcome. */
function linesOf(stderr: string): string[] {
  return utf8(stderr)
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^keyfence: /, '').replace(/^.*, (\d+ skipped[^,]*),.* - /, '$1 - '));
}

const told = (repository: Repository, ...words: string[]) =>
  linesOf(runBin(repository, ['scan', ...words]).stderr);

for (const [path, entry, isAccepted] of [
  ['big', 'big', true],
  ['big', 'big/', true],
  ['a/b/big', 'a/', true],
  ['a/b/big', 'a/b/', true],
  ['a/b/big', 'a', false],
  ['a/b/big', 'a/b', false],
  ['a/b/big', 'b/big', false],
  ['a/b/big', 'b/', false],
  ['ab/big', 'a/', false],
  ['big', 'BIG', false],
  ['big', 'bi', false],
  ['big', '*', false],
  ['ä big', 'ä big', true],
] as const) {
  skips(`the entry "${entry}" ${isAccepted ? 'accepts' : 'does not accept'} ${path}`, () => {
    const repository = new Repository().write({ [FILE]: accepting(entry), 'x.txt': 'x\n' });
    mkdirSync(join(repository.top, path, '..'), { recursive: true });
    repository.run('mkfifo', [path]);
    const report = scanReport(repository, ['.', path]);
    const accepted = isAccepted ? { accepted: `why ${entry}` } : {};
    assert.equal(report.receipt.skipped, [{ file: path, reason: PIPE, ...accepted }]);
    assert.equal([report.status, report.receipt.complete], isAccepted ? [0, true] : [3, false]);
  });
}

skips('the nearest of several entries is the one that counts', () => {
  const repository = new Repository().write({ [FILE]: accepting('a/', 'a/b/big', 'a/b/'), 'x.txt': 'x\n' });
  mkdirSync(join(repository.top, 'a/b'), { recursive: true });
  repository.run('mkfifo', ['a/b/big', 'a/b/other', 'a/third']);
  assert.equal(told(repository, '--verbose', 'a/b/big', 'a/b/other', 'a/third'), [
    `accepted: a/b/big (${PIPE}; why a/b/big)`,
    `accepted: a/b/other (${PIPE}; why a/b/)`,
    `accepted: a/third (${PIPE}; why a/)`,
    '3 skipped (3 accepted) - nothing to scan',
  ]);
});

skips('an accepted skip hides no finding: what can be scanned is scanned', () => {
  const repository = new Repository().write({ [FILE]: accepting('a.txt', 'sub/'), 'a.txt': secretText() });
  repository.write({ 'sub/b.txt': secretText(), 'sub/.env': 'A=1\n' });
  const { status, findings } = scanReport(repository);
  assert.is(status, 1);
  assert.equal(
    findings.map(({ file }) => file),
    ['a.txt', 'sub/.env', 'sub/b.txt'],
  );
});

skips('a reason, a path and an entry that hold a secret are told without it', () => {
  const token = sample(TOKEN);
  const skip = [
    { path: 'pipe', reason: `made with ${token} once` },
    { path: `no/${token}`, reason: 'r' },
  ];
  const repository = new Repository().write({ [FILE]: JSON.stringify({ skip }), 'x.txt': 'x\n' });
  repository.run('mkfifo', ['pipe']);
  const ran = runBin(repository, ['scan', '--verbose', 'x.txt', 'pipe']);
  assert.match(utf8(ran.stderr), `accepted: pipe (${PIPE}; made with ghp_… once)`);
  assert.match(utf8(ran.stderr), 'matched nothing in this scan: no/ghp_…');
  assert.is(scanReport(repository, ['pipe']).receipt.skipped[0]?.accepted, 'made with ghp_… once');
});

skips('hostile words of an entry are shown escaped', () => {
  const skip = [
    { path: 'pipe', reason: '\u001b[2J\n::error::\u202e' },
    { path: 'no\u001b[2J', reason: 'r' },
  ];
  const repository = new Repository().write({ [FILE]: JSON.stringify({ skip }), 'x.txt': 'x\n' });
  repository.run('mkfifo', ['pipe']);
  assert.equal(told(repository, '--verbose', 'x.txt', 'pipe').slice(0, 2), [
    `accepted: pipe (${PIPE}; \\u{1b}[2J\\n::error::\\u{202e})`,
    'skip entry that matched nothing in this scan: no\\u{1b}[2J',
  ]);
});

skips('--strict makes what is only listed incomplete, unless it is accepted', () => {
  const repository = new Repository().stage({ 'x.txt': 'x\n', 'gone.txt': 'x\n' });
  nested(repository, 'inner');
  rmSync(join(repository.top, 'gone.txt'));
  assert.equal([scanReport(repository).status, scanReport(repository, ['--strict']).status], [0, 3]);
  assert.equal(told(repository, '--strict').slice(0, 2), [
    `NOT SCANNED: inner (${NESTED})`,
    `NOT SCANNED: gone.txt (${GONE})`,
  ]);
  repository.write({ [FILE]: accepting('inner/') });
  assert.equal(scanReport(repository, ['--strict']).status, 3);
  repository.write({ [FILE]: accepting('inner/', 'gone.txt') });
  const { status, receipt } = scanReport(repository, ['--strict']);
  assert.equal([status, receipt.complete, receipt.skipped.length], [0, true, 2]);
});

skips('--strict holds in a hook, and the entry counts once it is staged', () => {
  const repository = new Repository().stage({ 'a.txt': 'x\n' });
  repository.hook('pre-commit', 'pre-commit --strict');
  addModule(repository, 'module');
  const refused = repository.tryGit('commit', '-m', 'x');
  assert.is(refused.status, 1);
  assert.match(refused.stderr, 'NOT SCANNED: module (submodule)');
  assert.match(
    refused.stderr,
    'what to do: scan it in its own folder; or keyfence allow --skip PATH --reason "WHY"',
  );
  assert.is(repository.keyfence('allow', '--skip', 'module', '--reason', 'scanned where it lives').status, 0);
  assert.is(repository.tryGit('commit', '-m', 'x').status, 1, 'not in the index yet');
  repository.git('add', FILE);
  const passed = repository.tryGit('commit', '-m', 'x');
  assert.is(passed.status, 0, passed.stderr);
  assert.match(passed.stderr, 'accepted: module (submodule; scanned where it lives)');
  repository.hook('pre-commit', 'pre-commit');
  addModule(repository, 'other', '2');
  assert.is(repository.tryGit('commit', '-m', 'x').status, 0, 'without --strict it is only listed');
});

skips('many with one reason are told in one line, few by their names', () => {
  const names = Array.from({ length: 12 }, (_, at) => `gone-${String(at).padStart(2, '0')}`);
  const repository = new Repository().stage({
    ...Object.fromEntries(names.map((name) => [name, 'x\n'])),
    x: 'x\n',
  });
  for (const name of names) rmSync(join(repository.top, name));
  for (const path of ['inner', 'other']) nested(repository, path);
  assert.equal(told(repository), [
    `not scanned: inner (${NESTED})`,
    `not scanned: other (${NESTED})`,
    `not scanned: 12 files (${GONE}), such as gone-00, gone-01, gone-02`,
    '14 skipped - clean',
  ]);
  assert.equal(told(repository, '--verbose'), [
    `not scanned: inner (${NESTED})`,
    `not scanned: other (${NESTED})`,
    ...names.map((name) => `not scanned: ${name} (${GONE})`),
    '14 skipped - clean',
  ]);
  repository.write({ [FILE]: accepting(...names.slice(0, 2)) });
  assert.equal(told(repository), [
    `not scanned: inner (${NESTED})`,
    `not scanned: other (${NESTED})`,
    `not scanned: 10 files (${GONE}), such as gone-02, gone-03, gone-04`,
    `accepted: gone-00 (${GONE}; why gone-00)`,
    `accepted: gone-01 (${GONE}; why gone-01)`,
    '14 skipped (2 accepted) - clean',
  ]);
  assert.equal(runBin(repository, ['scan', '--quiet']), { status: 0, stdout: '', stderr: '' });
});

skips('what makes a scan incomplete is named first, ten times by its name, and says what to do', () => {
  const pipes = Array.from({ length: 13 }, (_, at) => `pipe-${String(at).padStart(2, '0')}`);
  const repository = new Repository().write({ 'a.txt': 'x\n' });
  nested(repository, 'inner');
  repository.run('mkfifo', pipes);
  const named = pipes.map((pipe) => `NOT SCANNED: ${pipe} (${PIPE})`);
  const rest = [`not scanned: inner (${NESTED})`, '14 skipped - INCOMPLETE: not everything was scanned'];
  const remedy =
    'what to do: make readable what can be; keyfence allow --skip PATH --reason "WHY" accepts it for good';
  assert.equal(told(repository, '.', ...pipes), [
    ...named.slice(0, 10),
    'NOT SCANNED: 3 more: --verbose or --format json names them all',
    ...rest,
    remedy,
  ]);
  assert.equal(told(repository, '--verbose', '.', ...pipes), [...named, ...rest, remedy]);
  assert.is(scanReport(repository, ['.', ...pipes]).receipt.skipped.length, 14);
  assert.equal(told(repository, '--quiet', '.', ...pipes).at(-1), remedy);
});

skips('what to do fits the reason where there is only one', () => {
  const repository = new Repository().stage({ 'a.txt': 'x\n' });
  repository.git('update-index', '--add', '--cacheinfo', `100644,${'1'.repeat(40)},b.txt`);
  const ran = runBin(repository, ['pre-commit']);
  assert.is(ran.status, 3);
  assert.match(
    ran.stderr,
    'what to do: let Git fetch what this clone lacks (git checkout does); or keyfence allow',
  );
});

skips('--verbose says in words what was let go', () => {
  const repository = new Repository().write({
    'a.txt': `${'ghp_'}${'x'.repeat(36)}\n${sample(TOKEN, { checksum: 'wrong' })}\n`,
  });
  const lines = told(repository, '--verbose');
  assert.equal(lines.slice(0, -1).sort(), [
    'let go: 1 low-confidence (believed less than --confidence asks for)',
    'let go: 1 placeholder (placeholders, or values printed in documentation)',
  ]);
  assert.is(told(repository).length, 1);
});

skips.run();
