/** `git commit` in all its ways, with the hook installed: refused with a secret, accepted after the fix. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, TOKEN, token } from './expect-staged.js';

const commits = suite('staged: git commit through the hook');

/** A repository with the hook, and two committed files. */
function withHook(): Repository {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9), 'b.txt': lines(9) }).commit('base');
  repository.hook('pre-commit', 'pre-commit');
  return repository;
}

interface Try {
  args: string[];
  cwd?: string;
}

/** The commit is refused at these places (`file:line`), and HEAD stays. */
function expectRefused(repository: Repository, { args, cwd }: Try, places: string[]): void {
  const before = repository.tryGit('rev-parse', '-q', '--verify', 'HEAD').stdout;
  const ran = repository.run('git', ['commit', '-m', 'tried', ...args], { cwd });
  assert.is(ran.status, 1);
  const found = (ran.stdout + ran.stderr).match(/^\S+:\d+(?=:\d+ {2})|^\S+(?= {2}(?:critical|high) {2})/gm);
  assert.equal(found, places);
  assert.is(repository.tryGit('rev-parse', '-q', '--verify', 'HEAD').stdout, before);
}

function expectAccepted(repository: Repository, { args, cwd }: Try): void {
  const ran = repository.run('git', ['commit', '-q', '-m', 'accepted', ...args], { cwd });
  assert.is(ran.status, 0, ran.stdout + ran.stderr);
  assert.is(repository.git('log', '-1', '--format=%s'), 'accepted\n');
}

commits('a staged key is refused, and accepted after the fix', () => {
  const repository = withHook();
  repository.stage({ 'a.txt': lines(9, { 4: token() }) });
  expectRefused(repository, { args: [] }, ['a.txt:4']);
  repository.stage({ 'a.txt': lines(9, { 4: 'process.env.GITHUB_TOKEN' }) });
  expectAccepted(repository, { args: [] });
});

commits('the first commit of a repository', () => {
  const repository = new Repository();
  repository.hook('pre-commit', 'pre-commit');
  repository.stage({ 'a.txt': `${token()}\n` });
  expectRefused(repository, { args: [] }, ['a.txt:1']);
  repository.stage({ 'a.txt': 'clean\n' });
  expectAccepted(repository, { args: [] });
});

commits('`git commit -a` takes what the working tree holds', () => {
  const repository = withHook();
  repository.write({ 'b.txt': lines(9, { 2: token() }) });
  expectRefused(repository, { args: ['-a'] }, ['b.txt:2']);
  expectStaged(repository, []);
  repository.write({ 'b.txt': lines(9, { 2: 'changed' }) });
  expectAccepted(repository, { args: ['-a'] });
});

commits('`git commit -a` with an intent to add', () => {
  const repository = withHook();
  repository.write({ 'new.txt': `${token()}\n` });
  repository.git('add', '-N', 'new.txt');
  expectRefused(repository, { args: ['-a'] }, ['new.txt:1']);
});

commits('`git commit -- path` of the file with a secret', () => {
  const repository = withHook();
  repository.write({ 'a.txt': lines(9, { 2: token() }), 'b.txt': lines(9, { 2: token() }) });
  expectRefused(repository, { args: ['--', 'b.txt'] }, ['b.txt:2']);
});

commits('`git commit -- path` leaves a staged secret in another file out', () => {
  const repository = withHook();
  repository.stage({ 'a.txt': lines(9, { 2: token() }) }).write({ 'b.txt': lines(9, { 2: 'changed' }) });
  expectAccepted(repository, { args: ['--', 'b.txt'] });
  expectStaged(repository, [`${TOKEN} a.txt:2`]);
  expectRefused(repository, { args: [] }, ['a.txt:2']);
});

commits('`git commit -i path` takes both the index and the path', () => {
  const repository = withHook();
  repository.stage({ 'a.txt': lines(9, { 2: token() }) }).write({ 'b.txt': lines(9, { 3: token() }) });
  expectRefused(repository, { args: ['-i', 'b.txt'] }, ['a.txt:2', 'b.txt:3']);
});

commits('`git commit --amend` that adds a secret', () => {
  const repository = withHook();
  repository.stage({ 'a.txt': lines(9, { 2: token() }) });
  expectRefused(repository, { args: ['--amend'] }, ['a.txt:2']);
});

commits('`git commit --amend` of the message alone, over a secret that HEAD holds', () => {
  const repository = withHook();
  repository.stage({ 'a.txt': lines(9, { 2: token() }) }).commit('with a secret');
  expectAccepted(repository, { args: ['--amend'] });
});

commits('`git commit --amend` that takes the secret out', () => {
  const repository = withHook();
  repository.stage({ 'a.txt': lines(9, { 2: token() }) }).commit('with a secret');
  repository.stage({ 'a.txt': lines(9) });
  expectAccepted(repository, { args: ['--amend', '--allow-empty'] });
});

commits('an empty commit', () => {
  expectAccepted(withHook(), { args: ['--allow-empty'] });
});

commits('a commit of deletions', () => {
  const repository = withHook();
  repository.stage({ '.env': 'A=1\n', 'c.txt': `${token()}\n` }).commit('with secrets');
  repository.git('rm', '-q', '.env', 'c.txt');
  expectAccepted(repository, { args: [] });
});

commits('a commit made in a subfolder', () => {
  const repository = withHook();
  mkdirSync(join(repository.top, 'deep/folder'), { recursive: true });
  const cwd = join(repository.top, 'deep/folder');
  repository.write({ 'a.txt': lines(9, { 2: token() }) });
  expectRefused(repository, { args: ['-a'], cwd }, ['a.txt:2']);
  expectRefused(repository, { args: ['--', '../../a.txt'], cwd }, ['a.txt:2']);
});

commits('a commit with --git-dir and --work-tree from elsewhere', () => {
  const repository = withHook();
  repository.stage({ 'a.txt': lines(9, { 2: token() }) });
  const { status, stdout } = repository.run(
    'git',
    [`--git-dir=${repository.top}/.git`, `--work-tree=${repository.top}`, 'commit', '-m', 'tried'],
    { cwd: '/' },
  );
  assert.is(status, 1, stdout);
});

commits('a commit in a linked worktree, `-a` included', () => {
  const repository = withHook();
  repository.stage({ 'staged-in-main.txt': `${token()}\n` });
  repository.git('worktree', 'add', '-q', '-b', 'linked', '../linked');
  const linked = new Repository({ top: join(repository.top, '../linked') });
  linked.write({ 'a.txt': lines(9, { 2: token() }) });
  expectRefused(linked, { args: ['-a'] }, ['a.txt:2']);
  linked.write({ 'a.txt': lines(9, { 2: 'changed' }) });
  expectAccepted(linked, { args: ['-a'] });
});

commits('a .env added by force is refused, and accepted once it is out of the index', () => {
  const repository = withHook();
  repository.stage({ '.gitignore': '.env\n', '.env': 'A=1\n' });
  expectRefused(repository, { args: [] }, ['.env']);
  repository.git('rm', '-q', '--cached', '.env');
  expectAccepted(repository, { args: [] });
});

commits('a secret, a .env and an odd name at once: all are told', () => {
  const repository = withHook();
  repository.stage({ '.env': 'A=1\n', 'a.txt': lines(9, { 2: token() }), 'z\nz.txt': `${token()}\n` });
  expectRefused(repository, { args: [] }, ['.env', 'a.txt:2', 'z\\nz.txt:1']);
});

commits('unscanned is not clean: a commit over a missing object is refused', () => {
  const repository = withHook();
  const oid = '1'.repeat(40);
  repository.git('update-index', '--add', '--cacheinfo', `100644,${oid},lost.txt`);
  const { status, stderr } = repository.tryGit('commit', '-m', 'tried');
  assert.is(status, 1);
  assert.match(stderr, 'NOT SCANNED: lost.txt (object missing from this clone)');
});

commits.run();
