/** Real pushes of commits to a bare repository with the hook installed: what gets there, and what is refused. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { lines, token } from './expect-staged.js';
import { expectPushed, expectRefused, pair } from './push-pair.js';

const pushes = suite('pre-push: commits');

pushes('a fast-forward: refused with a secret, though the last commit removes it', () => {
  const both = pair();
  both.local.stage({ 'a.txt': lines(9, { 3: token() }) }).commit();
  both.local.stage({ 'a.txt': lines(9) }).commit();
  const said = expectRefused(both, ['origin', 'main'], ['a.txt:3']);
  for (const words of ['git commit --amend', 'git rebase -i', 'KEYFENCE_SKIP="WHY" git push'])
    assert.match(said, words);
});

pushes('a fast-forward without a secret gets through', () => {
  const both = pair();
  both.local.stage({ 'a.txt': lines(9, { 3: 'changed' }) }).commit();
  expectPushed(both, ['origin', 'main'], /^keyfence: 1 ref, 1 commit, 1 object, .* - clean$/m);
});

pushes('a first push of everything to an empty remote', () => {
  const both = pair();
  both.local.stage({ 'b.txt': token() }).commit();
  const other = new Repository({ top: join(both.local.top, '../other.git') });
  other.git('init', '-q', '--bare', '.');
  both.local.git('remote', 'add', 'other', '../other.git');
  expectRefused({ local: both.local, remote: other }, ['other', 'main'], ['b.txt:1']);
  both.local.git('reset', '-q', '--hard', 'HEAD~1');
  expectPushed({ local: both.local, remote: other }, ['other', 'main'], /1 ref, 1 commit, 1 object/);
});

pushes('a new branch: what the remote does not have, and no more', () => {
  const both = pair({ 'old.txt': `${token()}\n` });
  both.local.git('checkout', '-q', '-b', 'topic');
  expectPushed(both, ['origin', 'topic'], /1 ref, 0 commits, 0 objects, .* - nothing to scan/);
  both.local.stage({ 'b.txt': token() }).commit();
  expectRefused(both, ['origin', 'topic:other'], ['b.txt:1']);
});

pushes('an amended commit is a commit of its own', () => {
  const both = pair();
  both.local.stage({ 'b.txt': 'b\n' }).commit();
  both.local.git('push', '-q', 'origin', 'main');
  both.local.stage({ 'b.txt': token() });
  both.local.git('commit', '-q', '--amend', '--no-edit');
  expectRefused(both, ['--force', 'origin', 'main'], ['b.txt:1']);
});

pushes('a force push over commits that are not known here', () => {
  const both = pair();
  const elsewhere = new Repository({ top: join(both.local.top, '../elsewhere') });
  both.local.git('clone', '-q', '../remote.git', '../elsewhere');
  elsewhere.stage({ 'theirs.txt': 'theirs\n' }).commit();
  elsewhere.git('push', '-q', 'origin', 'main');
  both.local.stage({ 'b.txt': token() }).commit();
  expectRefused(both, ['--force', 'origin', 'main'], ['b.txt:1']);
  both.local.git('reset', '-q', '--hard', 'HEAD~1');
  both.local.stage({ 'b.txt': 'b\n' }).commit();
  expectPushed(both, ['--force', 'origin', 'main'], /1 ref, 1 commit, 1 object, .* - clean/);
});

pushes('what a cherry-pick, a rebase and a revert carry past pre-commit', () => {
  const both = pair();
  const { local } = both;
  local.git('checkout', '-q', '-b', 'secret');
  local.stage({ 'b.txt': token() }).commit();
  local.git('checkout', '-q', 'main');
  local.stage({ 'c.txt': 'c\n' }).commit();
  local.git('push', '-q', 'origin', 'main');
  local.git('cherry-pick', 'secret');
  expectRefused(both, ['origin', 'main'], ['b.txt:1']);
  local.git('reset', '-q', '--hard', 'origin/main');
  local.git('checkout', '-q', 'secret');
  local.git('rebase', '-q', 'main');
  expectRefused(both, ['origin', 'secret'], ['b.txt:1']);
  local.git('revert', '--no-edit', 'HEAD');
  expectRefused(both, ['origin', 'secret'], ['b.txt:1']);
});

pushes('a merge of what the remote has brings nothing of its own', () => {
  const both = pair();
  const { local } = both;
  local.git('checkout', '-q', '-b', 'theirs');
  local.stage({ 'theirs.txt': token() }).commit();
  local.git('push', '-q', '--no-verify', 'origin', 'theirs');
  local.git('checkout', '-q', 'main');
  local.stage({ 'ours.txt': 'ours\n' }).commit();
  local.git('merge', '-q', 'theirs');
  expectPushed(both, ['origin', 'main'], /1 ref, 2 commits, 1 object, .* - clean/);
});

pushes('--no-verify goes past the hook; what it carried is not told again', () => {
  const both = pair();
  both.local.stage({ 'b.txt': token() }).commit();
  assert.is(both.local.tryGit('push', '-q', '--no-verify', 'origin', 'main').status, 0);
  both.local.stage({ 'c.txt': 'c\n' }).commit();
  expectPushed(both, ['origin', 'main'], /1 ref, 1 commit, 1 object/);
});

pushes('with nothing to push Git tells no ref: what HEAD has besides is scanned', () => {
  const both = pair();
  expectPushed(both, ['origin', 'main'], /^keyfence: 0 commits, 0 objects, .* - nothing to scan$/m);
});

pushes.run();
