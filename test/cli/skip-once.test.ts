/** `KEYFENCE_SKIP="why"`: a hook passes unchecked, and it is on the record; without a reason or a record it does not. */
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SkippedHook } from '../../src/audit/skip-log.js';
import { type Ran, Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, secretText, TOKEN, utf8 } from '../support/scanned.js';

const skip = suite('KEYFENCE_SKIP');

/** A repository with the hooks that `init` writes, and a secret staged. */
function made(): Repository {
  const repository = new Repository();
  repository.git('config', 'user.name', 'Ä Name');
  repository.git('config', 'user.email', 'name@example.com');
  for (const hook of ['pre-commit', 'commit-msg', 'pre-push']) repository.hook(hook, hook);
  return repository.stage({ 'a.txt': secretText() });
}

function commit(repository: Repository, reason: string | undefined, message = 'words'): Ran {
  const env = reason === undefined ? {} : { KEYFENCE_SKIP: reason };
  return repository.run('git', ['commit', '-q', '-m', message], { env });
}

const logOf = (repository: Repository) => join(repository.top, '.git/keyfence/skips.log');

function linesOf(file: string): SkippedHook[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  assert.is(lines.pop(), '');
  return lines.map((line) => JSON.parse(line) as SkippedHook);
}

function isLogged(repository: Repository): boolean {
  try {
    return statSync(logOf(repository)).size > 0;
  } catch {
    return false;
  }
}

skip('lets the hooks of a commit pass, says so, and logs who, when, why and where', () => {
  const repository = made();
  assert.is(commit(repository, undefined).status, 1);
  const ran = commit(repository, ' the fix must go out – "now" ');
  assert.is(ran.status, 0, ran.stderr);
  const told = (hook: string) =>
    `keyfence: ${hook} skipped, nothing was checked: the fix must go out – "now" (KEYFENCE_SKIP; keyfence audit lists it)\n`;
  assert.is(utf8(ran.stderr), told('pre-commit') + told('commit-msg'));
  const [first, second, ...others] = linesOf(logOf(repository)) as [SkippedHook, SkippedHook];
  assert.equal(others, []);
  const { date, ...rest } = first;
  assert.ok(Math.abs(Date.now() - Date.parse(date)) < 3_600_000 && date.endsWith('Z'));
  const who = 'Ä Name <name@example.com>';
  const reason = 'the fix must go out – "now"';
  assert.equal(rest, { who, hook: 'pre-commit', reason, head: null, branch: 'main' });
  assert.is(second.hook, 'commit-msg');
  assert.is(statSync(logOf(repository)).mode & 0o777, 0o600);
});

skip('lets a push pass, all of whose refs are read', () => {
  const repository = made();
  const head = repository.commit();
  const remote = scratch();
  repository.run('git', ['init', '-q', '--bare', remote]);
  const push = ['push', '-q', remote, 'main'];
  assert.is(repository.tryGit(...push).status, 1);
  const ran = repository.run('git', push, { env: { KEYFENCE_SKIP: 'rotated already' } });
  assert.is(ran.status, 0, ran.stderr);
  assert.equal(
    linesOf(logOf(repository)).map((line) => [line.hook, line.reason, line.head]),
    [['pre-push', 'rotated already', head]],
  );
});

skip('counts for a hook that is called with options, too, and in a linked worktree', () => {
  const repository = made();
  repository.commit();
  repository.git('worktree', 'add', '-q', '-b', 'other', '../linked');
  const linked = new Repository({ top: join(repository.top, '../linked') });
  linked.stage({ 'b.txt': secretText() });
  const env = { KEYFENCE_SKIP: 'a reason' };
  assert.is(runBin(linked, ['pre-commit', '--quiet'], { env }).status, 0);
  assert.equal(
    linesOf(logOf(repository)).map(({ hook, branch }) => [hook, branch]),
    [['pre-commit', 'other']],
  );
});

skip("is none of a scan's business", () => {
  const repository = made();
  const env = { KEYFENCE_SKIP: 'a reason' };
  assert.is(runBin(repository, ['scan'], { env }).status, 1);
  assert.is(runBin(repository, ['scan', '--staged'], { env }).status, 1);
  assert.not(isLogged(repository));
});

for (const value of [
  '',
  ' ',
  '1',
  '0',
  'true',
  'TRUE',
  'yes',
  'on',
  'no',
  'false',
  'skip',
  'x',
  '...',
  '123',
  'a'.repeat(501),
]) {
  skip(`"${value.slice(0, 9)}" is no reason`, () => {
    const repository = made();
    const ran = runBin(repository, ['pre-commit'], { env: { KEYFENCE_SKIP: value } });
    assert.equal([ran.status, isLogged(repository)], [2, false]);
    assert.match(
      ran.stderr,
      /^keyfence: KEYFENCE_SKIP: expected a reason [^\n]+\n {2}KEYFENCE_SKIP="why [^\n]+\n$/,
    );
    assert.is(commit(repository, value).status, 1);
  });
}

skip('a reason that holds a secret is refused, and stands nowhere', () => {
  const repository = made();
  for (const options of [{}, { checksum: 'wrong' }] as const) {
    const ran = commit(repository, `because ${sample(TOKEN, options)} is old`);
    assert.equal([ran.status, isLogged(repository)], [1, false]);
    assert.match(ran.stderr, 'KEYFENCE_SKIP holds what looks like a secret');
  }
});

skip('a secret in the name of the person or of the branch stays out of the log', () => {
  const repository = made();
  const token = sample(TOKEN);
  repository.git('config', 'user.name', token);
  repository.git('symbolic-ref', 'HEAD', `refs/heads/${token}`);
  assert.is(commit(repository, 'a reason').status, 0);
  assert.equal(
    linesOf(logOf(repository)).map(({ who, branch }) => [who, branch]),
    [
      [null, null],
      [null, null],
    ],
  );
});

for (const [title, prepare] of [
  [
    'the log is a link',
    (folder: string) => {
      mkdirSync(folder);
      symlinkSync('../../victim', join(folder, 'skips.log'));
    },
  ],
  ['the folder is a link', (folder: string) => symlinkSync('..', folder)],
  ['the log is a folder', (folder: string) => mkdirSync(join(folder, 'skips.log'), { recursive: true })],
  ['the folder is a file', (folder: string) => writeFileSync(folder, 'x')],
] as const) {
  skip(`nothing is skipped where it cannot be logged: ${title}`, () => {
    const repository = made().write({ victim: 'v\n' });
    prepare(join(repository.top, '.git/keyfence'));
    const ran = commit(repository, 'a reason');
    assert.is(ran.status, 1);
    assert.match(ran.stderr, 'KEYFENCE_SKIP: the skip cannot be logged');
    assert.is(readFileSync(join(repository.top, 'victim'), 'utf8'), 'v\n');
    assert.is(repository.tryGit('rev-parse', '--verify', '-q', 'HEAD').status, 1);
  });
}

skip('a pipe in the place of the log blocks nobody and lets nothing pass', () => {
  const repository = made();
  mkdirSync(join(repository.top, '.git/keyfence'));
  repository.run('mkfifo', [logOf(repository)]);
  assert.is(commit(repository, 'a reason').status, 1);
});

skip('where the log may not be written, nothing is skipped', () => {
  if (process.getuid?.() === 0) return; // root may write anything
  const repository = made();
  mkdirSync(join(repository.top, '.git/keyfence'));
  chmodSync(join(repository.top, '.git/keyfence'), 0o500);
  assert.is(commit(repository, 'a reason').status, 1);
});

skip('outside a repository nothing is skipped', () => {
  const folder = new Repository({ top: scratch() });
  const ran = runBin(folder, ['pre-commit'], { env: { KEYFENCE_SKIP: 'a reason' } });
  assert.is(ran.status, 2);
});

skip.run();
