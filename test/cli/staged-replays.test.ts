/** What brings old content back or over from elsewhere: cherry-pick, revert, rebase, stash, reset. New to HEAD is new. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, TOKEN, token } from './expect-staged.js';

const replays = suite('staged: cherry-pick, revert, rebase, stash');

const UNMERGED = ['a.txt (unmerged: resolve the conflict and add it)'];

/** `main` with a clean file, and `other` whose one commit puts a secret on line 5. */
function twoBranches(ours = lines(9)): { repository: Repository; secret: string } {
  const secret = token();
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9) }).commit('base');
  repository.git('checkout', '-q', '-b', 'other');
  repository.stage({ 'a.txt': lines(9, { 5: secret }) }).commit('adds a secret');
  repository.git('checkout', '-q', 'main');
  repository.stage({ 'a.txt': ours }).commit('ours');
  return { repository, secret };
}

const CONFLICTING = lines(9, { 5: 'changed by us' });

replays('a cherry-pick that brings a secret', () => {
  const { repository } = twoBranches();
  repository.git('cherry-pick', '--no-commit', 'other');
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

replays('a cherry-pick that stops at a conflict', () => {
  const { repository } = twoBranches(CONFLICTING);
  assert.is(repository.tryGit('cherry-pick', 'other').status, 1);
  expectStaged(repository, [], { skipped: UNMERGED, exit: 3 });
});

replays('a cherry-pick whose resolution keeps the secret', () => {
  const { repository, secret } = twoBranches(CONFLICTING);
  repository.tryGit('cherry-pick', 'other');
  repository.stage({ 'a.txt': lines(9, { 5: `changed by us ${secret}` }) });
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

replays('a cherry-pick whose resolution drops the secret', () => {
  const { repository } = twoBranches(CONFLICTING);
  repository.tryGit('cherry-pick', 'other');
  repository.stage({ 'a.txt': lines(9, { 5: 'changed by both' }) });
  expectStaged(repository, []);
});

replays('`git cherry-pick --continue` through the hook', () => {
  const { repository, secret } = twoBranches(CONFLICTING);
  repository.hook('pre-commit', 'pre-commit');
  repository.tryGit('cherry-pick', 'other');
  repository.stage({ 'a.txt': lines(9, { 5: secret }) });
  const refused = repository.tryGit('-c', 'core.editor=true', 'cherry-pick', '--continue');
  assert.not.equal(refused.status, 0);
  assert.match(refused.stdout + refused.stderr, 'a.txt:5:');
  repository.stage({ 'a.txt': lines(9, { 5: 'without it' }) });
  repository.git('-c', 'core.editor=true', 'cherry-pick', '--continue');
  assert.is(repository.git('log', '-1', '--format=%s'), 'adds a secret\n');
});

replays('a revert that brings a removed secret back', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9, { 5: token() }) }).commit();
  repository.stage({ 'a.txt': lines(9) }).commit();
  repository.git('revert', '--no-commit', 'HEAD');
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

replays('a revert that takes a secret out', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9) }).commit();
  repository.stage({ 'a.txt': lines(9, { 5: token() }), '.env': 'A=1\n' }).commit();
  repository.git('revert', '--no-commit', 'HEAD');
  expectStaged(repository, []);
});

replays('a rebase that stops at a conflict, resolved with the secret of the replayed commit', () => {
  const { repository, secret } = twoBranches(CONFLICTING);
  repository.git('checkout', '-q', 'other');
  assert.is(repository.tryGit('rebase', 'main').status, 1);
  expectStaged(repository, [], { skipped: UNMERGED, exit: 3 });
  repository.stage({ 'a.txt': lines(9, { 5: secret }) });
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

// `git rebase --continue` itself commits with --no-verify, so no hook sees what it adds; `git commit` at the stop is seen.
replays('`git commit` at a stopped rebase through the hook', () => {
  const { repository, secret } = twoBranches(CONFLICTING);
  repository.hook('pre-commit', 'pre-commit');
  repository.git('checkout', '-q', 'other');
  repository.tryGit('rebase', 'main');
  repository.stage({ 'a.txt': lines(9, { 5: secret }) });
  const refused = repository.tryGit('commit', '-m', 'tried');
  assert.is(refused.status, 1);
  assert.match(refused.stdout + refused.stderr, 'a.txt:5:');
  repository.stage({ 'a.txt': lines(9, { 5: 'without it' }) });
  repository.git('commit', '-q', '-m', 'accepted');
  repository.git('rebase', '--continue');
  assert.is(repository.git('log', '-1', '--format=%s', 'other'), 'accepted\n');
});

replays('a rebase that stops to edit a commit', () => {
  const { repository } = twoBranches();
  repository.git('checkout', '-q', 'other');
  repository.git('-c', 'sequence.editor=sed -i s/^pick/edit/', 'rebase', '-q', '-i', 'main~1');
  expectStaged(repository, []);
  repository.stage({ 'b.txt': `${token()}\n` });
  expectStaged(repository, [`${TOKEN} b.txt:1`]);
});

replays('a rebase applied by patches, stopped at a conflict', () => {
  const { repository } = twoBranches(CONFLICTING);
  repository.git('checkout', '-q', 'other');
  assert.is.not(repository.tryGit('rebase', '--apply', 'main').status, 0);
  repository.stage({ 'a.txt': lines(9, { 6: token() }) });
  expectStaged(repository, [`${TOKEN} a.txt:6`]);
});

replays('a stash brought back with its index', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9) }).commit();
  repository.stage({ 'a.txt': lines(9, { 5: token() }) });
  repository.git('stash', '-q');
  expectStaged(repository, []);
  repository.git('stash', 'pop', '-q', '--index');
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

replays('a stash that does not fit any more', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9) }).commit();
  repository.stage({ 'a.txt': lines(9, { 5: token() }) });
  repository.git('stash', '-q');
  repository.stage({ 'a.txt': CONFLICTING }).commit();
  assert.is(repository.tryGit('stash', 'pop').status, 1);
  expectStaged(repository, [], { skipped: UNMERGED, exit: 3 });
});

replays('`git reset --soft` makes the content of the commit new again', () => {
  const { repository } = twoBranches();
  repository.git('checkout', '-q', 'other');
  repository.git('reset', '-q', '--soft', 'HEAD~1');
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

replays('a file taken from another branch', () => {
  const { repository } = twoBranches();
  repository.git('checkout', '-q', 'other', '--', 'a.txt');
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

replays('the whole tree of another branch', () => {
  const { repository } = twoBranches();
  repository.git('read-tree', 'other');
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

replays('a patch mailed and applied three-way', () => {
  const { repository } = twoBranches();
  repository.run('sh', ['-c', 'git format-patch -q -1 --stdout other > ../change.mbox']);
  repository.git('apply', '-q', '--3way', '../change.mbox');
  expectStaged(repository, [`${TOKEN} a.txt:5`]);
});

replays.run();
