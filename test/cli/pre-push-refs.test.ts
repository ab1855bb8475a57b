/** Real pushes of every kind of ref to every kind of remote, with the hook installed. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { token } from './expect-staged.js';
import { expectPushed, expectRefused, pair } from './push-pair.js';

const pushes = suite('pre-push: refs and remotes');

pushes('a commit message, a branch name and a tag name', () => {
  const both = pair();
  both.local.commit(`key ${token()}`);
  expectRefused(both, ['origin', 'main'], ['(commit message):1']);
  both.local.git('reset', '-q', '--soft', 'HEAD~1');
  const secret = token();
  assert.match(
    expectRefused(both, ['origin', `main:refs/heads/a/${secret}`], ['(branch name):1']),
    'git branch -m',
  );
  expectRefused(both, ['origin', `main:refs/tags/${secret}`], ['(tag name):1']);
  expectRefused(both, ['origin', `main:refs/for/${secret}`], ['(ref name):1']);
});

pushes('the name of a branch that the remote has already is old', () => {
  const both = pair();
  const secret = token();
  both.local.git('push', '-q', '--no-verify', 'origin', `main:${secret}`);
  both.local.commit('x');
  // Git itself would print the name.
  expectPushed(both, ['-q', 'origin', `main:${secret}`], /1 ref, 1 commit, 0 objects, .* - clean/);
});

pushes('annotated tags: their messages, and the commits they bring', () => {
  const both = pair();
  both.local.git('tag', '-a', 'v1', '-m', `x\n\n${token()}`);
  expectRefused(both, ['origin', 'v1'], ['(tag message):3']);
  both.local.git('tag', '-a', '-f', 'v1', '-m', 'fine');
  expectPushed(both, ['origin', 'v1'], /1 ref, 0 commits, 1 object, .* - clean/);
  both.local.stage({ 'b.txt': token() }).commit();
  both.local.git('tag', '-a', 'v2', '-m', 'v2');
  both.local.git('tag', 'light');
  both.local.git('reset', '-q', '--hard', 'HEAD~1');
  expectRefused(both, ['origin', 'v2'], ['b.txt:1']);
  expectRefused(both, ['origin', 'light'], ['b.txt:1']);
});

pushes('a chain of tags, and tags of a tree, of a blob, of a folder', () => {
  const both = pair({ 'a.txt': 'a\n', 'sub/b.txt': 'b\n' });
  const { local } = both;
  local.git('tag', '-a', 'inner', '-m', token());
  local.git('-c', 'advice.nestedTag=false', 'tag', '-a', 'outer', '-m', 'outer', 'inner');
  expectRefused(both, ['origin', 'outer'], ['(tag message):1']);
  local.stage({ 'sub/b.txt': `b\n${token()}\n`, 'c.txt': token() });
  const tree = local.git('write-tree').trim();
  local.git('tag', '-a', 'tree', '-m', 'tree', tree);
  const said = expectRefused(both, ['origin', 'tree'], ['c.txt:1', 'sub/b.txt:2']);
  assert.match(said, `commit  ${local.git('rev-parse', 'tree').slice(0, 12)} by C O Mitter`);
  local.git('tag', 'light-tree', tree);
  expectRefused(both, ['origin', 'light-tree'], ['c.txt:1', 'sub/b.txt:2']);
  local.git('tag', 'folder', `${tree}:sub`);
  expectRefused(both, ['origin', 'folder'], ['b.txt:2']);
  local.git('tag', 'blob', ':c.txt');
  expectRefused(both, ['origin', 'blob'], ['(blob):1']);
  local.git('tag', 'fine', 'HEAD:a.txt');
  expectPushed(both, ['origin', 'fine'], /1 ref, 0 commits, 1 object, .* - clean/);
});

pushes('--follow-tags and --tags: every ref at once', () => {
  const both = pair();
  both.local.stage({ 'b.txt': 'b\n' }).commit();
  both.local.git('tag', '-a', 'v1', '-m', token());
  expectRefused(both, ['--follow-tags', 'origin', 'main'], ['(tag message):1']);
  expectRefused(both, ['--tags', 'origin'], ['(tag message):1']);
});

pushes('several branches are one scan: what two of them share is told once', () => {
  const both = pair();
  const { local } = both;
  local.stage({ 'b.txt': token() }).commit();
  local.git('branch', 'one');
  local.git('checkout', '-q', '-b', 'two');
  local.stage({ 'c.txt': token() }).commit();
  const said = expectRefused(both, ['origin', 'one', 'two', 'main'], ['b.txt:1', 'c.txt:1']);
  assert.match(said, /^keyfence: 3 refs, 2 commits, 2 objects, /m);
});

pushes('the schema of the newest pushed commit says what to look for', () => {
  const both = pair();
  const { local } = both;
  const schema = JSON.stringify({ required: { acme: { ACME_KEY: { format: 'ACME-...' } } } });
  const commitAt = (time: number) => {
    const env = { GIT_COMMITTER_DATE: `${time} +0000` };
    assert.is(local.run('git', ['commit', '-q', '-m', 'x'], { env }).status, 0);
  };
  local.git('checkout', '-q', '-b', 'zz-older');
  local.stage({ 'b.txt': `ACME-${token().slice(4, 24)}\n` });
  commitAt(1_700_000_000);
  local.git('checkout', '-q', '-b', 'aa-newer', 'main');
  local.stage({ 'secrets/schema.json': schema });
  commitAt(1_700_000_001);
  expectRefused(both, ['origin', 'zz-older', 'aa-newer'], ['b.txt:1']);
  expectPushed(both, ['origin', 'zz-older'], /- clean/);
});

pushes('a deletion, alone and beside a secret', () => {
  const both = pair();
  both.local.git('push', '-q', 'origin', 'main:gone', 'main:gone-too');
  expectPushed(
    both,
    ['origin', '--delete', 'gone'],
    /^keyfence: 1 ref, 0 commits, 0 objects, .* - nothing to scan$/m,
  );
  both.local.stage({ 'b.txt': token() }).commit();
  const said = expectRefused(both, ['origin', ':gone-too', 'main'], ['b.txt:1']);
  assert.match(said, /2 refs, 1 commit/);
});

pushes('a remote that is given by its URL is known by it', () => {
  const both = pair({ 'old.txt': token() });
  const { local, remote } = both;
  const url = remote.top;
  local.git('checkout', '-q', '-b', 'topic');
  // Another way to write the URL is none that Git knows: its branch `main` says nothing, and all is scanned.
  expectRefused(both, [url, 'topic'], ['old.txt:1']);
  local.git('config', 'remote.origin.url', url);
  expectPushed(both, [url, 'topic'], /1 ref, 0 commits/);
  local.git('config', 'remote.origin.url', '/elsewhere');
  local.git('config', '--add', 'remote.origin.pushurl', url);
  expectPushed(both, [url, 'topic:topic2'], /1 ref, 0 commits/);
});

pushes('a remote that is not configured: what its own refs say it has', () => {
  const both = pair({ 'old.txt': token() });
  both.local.git('remote', 'remove', 'origin');
  both.local.stage({ 'b.txt': token() }).commit();
  expectRefused(both, ['../remote.git', 'main'], ['b.txt:1']);
});

pushes('of two remotes, the branches of one say nothing about the other', () => {
  const both = pair();
  const { local } = both;
  for (const name of ['private', 'origin/fork', 'orig']) {
    new Repository({ top: join(local.top, `../${name}.git`) }).git('init', '-q', '--bare', '.');
    local.git('remote', 'add', name, `../${name}.git`);
  }
  local.stage({ 'b.txt': token() }).commit();
  for (const name of ['private', 'origin/fork']) local.git('push', '-q', '--no-verify', name, 'main');
  expectRefused(both, ['origin', 'main'], ['b.txt:1']);
  local.git('push', '-q', '--no-verify', 'origin', 'main');
  local.git('update-ref', '-d', 'refs/remotes/private/main');
  const other = new Repository({ top: join(local.top, '../orig.git') });
  expectRefused({ local, remote: other }, ['orig', 'main'], ['b.txt:1']);
});

pushes('from a linked worktree, from a subfolder, in a SHA-256 repository', () => {
  const both = pair({ 'sub/a.txt': 'a\n' });
  both.local.git('worktree', 'add', '-q', '-b', 'topic', '../linked');
  const linked = new Repository({ top: join(both.local.top, '../linked') });
  linked.stage({ 'sub/b.txt': token() }).commit();
  expectRefused({ local: linked, remote: both.remote }, ['origin', 'topic'], ['sub/b.txt:1']);
  const { status } = linked.run('git', ['push', 'origin', 'topic'], { cwd: join(linked.top, 'sub') });
  assert.is(status, 1);

  const local = new Repository({ init: ['--object-format=sha256'] });
  const remote = new Repository({ top: join(local.top, '../remote.git') });
  remote.git('init', '-q', '--bare', '--object-format=sha256', '.');
  local.stage({ 'a.txt': 'a\n' }).commit();
  local.git('remote', 'add', 'origin', '../remote.git');
  local.hook('pre-push', 'pre-push');
  expectPushed({ local, remote }, ['origin', 'main', 'main:gone'], /2 refs, 1 commit/);
  local.stage({ 'b.txt': token() }).commit();
  expectRefused({ local, remote }, ['origin', 'main', ':gone'], ['b.txt:1']);
});

pushes('from a shallow clone: what the remote has is no gap', () => {
  const both = pair({ 'old.txt': token() });
  both.local.commit('second');
  both.local.git('push', '-q', 'origin', 'main');
  both.local.git('clone', '-q', '--depth=1', `file://${both.remote.top}`, '../shallow');
  const shallow = new Repository({ top: join(both.local.top, '../shallow') });
  shallow.hook('pre-push', 'pre-push');
  shallow.stage({ 'b.txt': 'b\n' }).commit();
  expectPushed(
    { local: shallow, remote: both.remote },
    ['origin', 'main'],
    /1 commit, 1 object, .* 0 skipped, .* - clean/,
  );
});

pushes('what cannot be scanned refuses the push', () => {
  const both = pair();
  both.local.stage({ 'secrets/schema.json': '{' }).commit();
  const { status, stderr } = both.local.tryGit('push', 'origin', 'main');
  assert.is(status, 1);
  assert.match(stderr, /^keyfence: secrets\/schema\.json: /m);
});

pushes.run();
