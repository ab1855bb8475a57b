/** `git merge`, `git pull` and the commit that concludes a merge, with the hooks installed. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BIN, type Ran, Repository } from '../support/repository.js';
import { expectStaged, lines, TOKEN, token } from './expect-staged.js';

const hooks = suite('staged: merges through the hooks');

/** Branches that merge without a conflict; each of the others brings a secret. Both hooks are installed. */
function diverged(others: number): Repository {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9) }).commit();
  for (let i = 1; i <= others; i++) {
    repository.git('checkout', '-q', '-b', `other${i}`, 'main');
    repository.stage({ [`other${i}.txt`]: `first\n${token()}\n` }).commit();
  }
  repository.git('checkout', '-q', 'main');
  repository.stage({ 'b.txt': 'ours\n' }).commit();
  repository.hook('pre-commit', 'pre-commit');
  repository.hook('pre-merge-commit', 'pre-commit');
  return repository;
}

function parents(repository: Repository): number {
  return repository.git('log', '-1', '--format=%p').trim().split(' ').length;
}

/** A hook that stages a file before it runs the bin: what a formatter or a generator does. */
function stagingHook(repository: Repository, text: string): void {
  repository.write({ 'made-by-hook.txt': text });
  const file = join(repository.top, '.git/hooks/pre-merge-commit');
  writeFileSync(
    file,
    `#!/bin/sh\ngit add made-by-hook.txt && exec "${process.execPath}" "${BIN}" pre-commit\n`,
  );
  chmodSync(file, 0o755);
}

function expectRefused(ran: Ran, place: string): void {
  assert.not.equal(ran.status, 0);
  assert.match(ran.stdout + ran.stderr, `${place}:`);
}

hooks('a clean merge of a branch with a secret is not refused', () => {
  const repository = diverged(1);
  repository.git('merge', '-q', '--no-edit', 'other1');
  assert.is(parents(repository), 2);
});

hooks('an annotated tag is merged the same way', () => {
  const repository = diverged(1);
  repository.git('tag', '-a', '-m', 'a tag', 'v1', 'other1');
  repository.git('merge', '-q', '--no-edit', 'v1');
  assert.is(parents(repository), 2);
});

hooks('an octopus is not refused', () => {
  const repository = diverged(2);
  repository.git('merge', '-q', '--no-edit', 'other1', 'other2');
  assert.is(parents(repository), 3);
});

hooks('a merge under another reflog action is not refused', () => {
  const repository = diverged(1);
  const { status, stderr } = repository.run('git', ['merge', '-q', '--no-edit', 'other1'], {
    env: { GIT_REFLOG_ACTION: 'a tool of ours' },
  });
  assert.is(status, 0, stderr);
});

hooks('`git pull` of a branch with a secret is not refused', () => {
  const repository = diverged(1);
  repository.git('pull', '-q', '--no-rebase', '--no-edit', '.', 'other1');
  assert.is(parents(repository), 2);
});

hooks('`git rebase --rebase-merges` of an octopus is not refused', () => {
  const repository = diverged(2);
  repository.git('merge', '-q', '--no-edit', '--no-verify', 'other1', 'other2');
  repository.git('checkout', '-q', '-b', 'base', 'main~1~1');
  repository.stage({ 'base.txt': 'base\n' }).commit();
  repository.git('checkout', '-q', 'main');
  repository.git('rebase', '-q', '--rebase-merges', 'base');
  assert.is(parents(repository), 3);
});

hooks('a secret that a hook stages during a merge is refused', () => {
  const repository = diverged(1);
  stagingHook(repository, `${token()}\n`);
  expectRefused(repository.tryGit('merge', '--no-edit', 'other1'), 'made-by-hook.txt:1');
  assert.is(parents(repository), 1);
  expectStaged(repository, [`${TOKEN} made-by-hook.txt:1`]);
});

hooks('a secret that a hook stages during a pull is refused', () => {
  const repository = diverged(1);
  stagingHook(repository, `${token()}\n`);
  expectRefused(repository.tryGit('pull', '--no-rebase', '--no-edit', '.', 'other1'), 'made-by-hook.txt:1');
  assert.is(parents(repository), 1);
});

hooks('a commit that another repository makes during a merge is judged by itself', () => {
  const repository = diverged(1);
  const other = new Repository();
  other.stage({ 'a.txt': `${token()}\n` });
  other.hook('pre-commit', 'pre-commit');
  const file = join(repository.top, '.git/hooks/pre-merge-commit');
  const nested = `unset $(git rev-parse --local-env-vars); git -C "${other.top}" commit -q -m nested`;
  writeFileSync(file, `#!/bin/sh\n${nested}\n`);
  expectRefused(repository.tryGit('merge', '--no-edit', 'other1'), 'a.txt:1');
  other.stage({ 'a.txt': 'clean\n' });
  repository.git('merge', '--abort');
  repository.git('merge', '-q', '--no-edit', 'other1');
  assert.is(other.git('log', '-1', '--format=%s'), 'nested\n');
});

hooks('the variables of a merge that is over count no more', () => {
  const repository = diverged(1);
  repository.git('merge', '-q', '--no-edit', 'other1');
  repository.git('rm', '-q', 'other1.txt');
  repository.commit('without it');
  repository.git('checkout', '-q', 'other1', '--', 'other1.txt');
  const env = { [`GITHEAD_${repository.git('rev-parse', 'other1').trim()}`]: 'other1' };
  expectStaged(repository, [`${TOKEN} other1.txt:2`], { env });
});

/** A conflict on line 5, with both hooks installed. */
function conflict(): { repository: Repository; ours: string; theirs: string } {
  const [ours, theirs] = [token(), token()];
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9) }).commit();
  repository.git('checkout', '-q', '-b', 'other');
  repository.stage({ 'a.txt': lines(9, { 5: theirs }) }).commit();
  repository.git('checkout', '-q', 'main');
  repository.stage({ 'a.txt': lines(9, { 5: ours }) }).commit();
  repository.hook('pre-commit', 'pre-commit');
  assert.is(repository.tryGit('merge', 'other').status, 1);
  return { repository, ours, theirs };
}

hooks('the commit of a resolution that keeps both secrets is not refused', () => {
  const { repository, ours, theirs } = conflict();
  repository.stage({ 'a.txt': lines(9, { 5: `${ours} ${theirs}` }) });
  repository.git('commit', '-q', '-m', 'merged');
  assert.is(parents(repository), 2);
});

hooks('the commit of a resolution that adds a secret is refused, and accepted without it', () => {
  const { repository, ours } = conflict();
  repository.stage({ 'a.txt': lines(9, { 5: ours, 6: token() }) });
  expectRefused(repository.tryGit('commit', '-m', 'merged'), 'a.txt:6');
  assert.is(parents(repository), 1);
  repository.stage({ 'a.txt': lines(9, { 5: ours }) });
  repository.git('commit', '-q', '-m', 'merged');
  assert.is(parents(repository), 2);
});

hooks('`git commit -a` that concludes a merge with a new secret is refused', () => {
  const { repository, theirs } = conflict();
  repository.write({ 'a.txt': lines(9, { 5: theirs, 9: token() }) });
  expectRefused(repository.tryGit('commit', '-a', '-m', 'merged'), 'a.txt:9');
  assert.is(parents(repository), 1);
});

hooks('a merge in a linked worktree', () => {
  const repository = diverged(1);
  repository.git('worktree', 'add', '-q', '-b', 'linked', '../linked', 'main');
  const linked = new Repository({ top: join(repository.top, '../linked') });
  linked.git('merge', '-q', '--no-commit', 'other1');
  expectStaged(linked, []);
  linked.stage({ 'evil.txt': `${token()}\n` });
  expectRefused(linked.tryGit('commit', '-m', 'merged'), 'evil.txt:1');
  linked.git('rm', '-q', '-f', 'evil.txt');
  linked.git('commit', '-q', '-m', 'merged');
  assert.is(parents(linked), 2);
});

hooks.run();
