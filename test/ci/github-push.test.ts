/** `keyfence ci` on GitHub Actions: pushes of branches and tags. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ci, expectCi, github, olderThan, payload, Server, ZEROS } from './server.js';

const pushes = suite('ci: pushes on GitHub');

const REFSPEC = (oid: string, branch: string) => `+${oid}:refs/remotes/origin/${branch}`;

pushes('a push: each commit after the one before, and no other; the words say who and how', () => {
  const server = new Server(2);
  server.leak('old');
  server.push('main');
  const before = server.oid('HEAD');
  const [, b] = server.leak('a', 'b', 'c');
  server.push('main');
  const after = server.oid('HEAD');
  const clone = server.clone({ at: after });
  const env = github('push', payload('push', { BEFORE: before, AFTER: after }), { GITHUB_SHA: after });
  const report = expectCi(clone, { env }, { rule: 'push', commits: 3, leaks: ['a', 'b', 'c'] });
  assert.equal(report.receipt.ci.base, [before]);
  assert.equal(report.receipt.ci.head, [after]);
  const { stderr, status } = ci(clone, env);
  assert.is(status, 1);
  assert.match(
    stderr,
    `GitHub Actions, push: ${before.slice(0, 12)}..${after.slice(0, 12)}: what was pushed`,
  );
  assert.match(
    stderr,
    '3 commits reached the server without being stopped (hook skipped, not installed or older):',
  );
  assert.match(stderr, `  ${b?.slice(0, 12)} by A U Thor, `);
  assert.match(stderr, ': 1 finding\n');
});

pushes('a push without a secret is clean, and says what was scanned', () => {
  const server = new Server();
  const before = server.oid('HEAD');
  server.commit('a', 'b');
  server.push('main');
  const after = server.oid('HEAD');
  const env = github('push', payload('push', { BEFORE: before, AFTER: after }));
  const { status, stderr } = ci(server.clone({ at: after }), env);
  assert.is(status, 0);
  assert.match(stderr, /keyfence: 2 commits, .* - clean\n/);
  assert.match(stderr, '(rule push)');
  assert.not.match(stderr, 'reached the server');
});

pushes('a secret that is added and removed again inside of a push, and one in a message', () => {
  const server = new Server();
  const before = server.oid('HEAD');
  server.leak('gone');
  server.developer.git('rm', '-q', 'gone.txt');
  server.developer.commit('removed');
  const { developer } = server;
  developer.stage({ 'a.txt': 'a\n' });
  const words = developer.run('git', ['commit', '-q', '--no-verify', '-F', '-'], {
    stdin: Buffer.from(`key ${developer.git('show', 'HEAD~1:gone.txt')}`),
  });
  assert.is(words.status, 0);
  server.push('main');
  const after = server.oid('HEAD');
  const env = github('push', payload('push', { BEFORE: before, AFTER: after }));
  expectCi(
    server.clone({ at: after }),
    { env },
    { rule: 'push', commits: 3, leaks: ['gone', '(commit message)'] },
  );
});

pushes('a first push of a branch: what no other branch has, and its name', () => {
  const server = new Server();
  server.leak('old');
  server.push('main');
  server.branch('topic');
  server.leak('a', 'b');
  server.push('topic');
  const after = server.oid('HEAD');
  const path = payload('push-new', { AFTER: after });
  const clone = server.clone({ at: after });
  expectCi(clone, { env: github('push', path) }, { rule: 'other-branches', commits: 2, leaks: ['a', 'b'] });
});

pushes('a first push whose commits another branch has, too: what the default branch has not', () => {
  const server = new Server();
  server.branch('topic');
  server.leak('a');
  server.branch('twin');
  server.push('topic', 'twin');
  const after = server.oid('HEAD');
  const env = github('push', payload('push-new', { AFTER: after }));
  expectCi(server.clone({ at: after }), { env }, { rule: 'default-branch', commits: 1, leaks: ['a'] });
});

pushes('a first push of a branch that has nothing of its own: its newest commit, and never none', () => {
  const server = new Server();
  server.leak('old', 'last');
  server.push('main', 'main:topic');
  const after = server.oid('HEAD');
  const env = github('push', payload('push-new', { AFTER: after }));
  const report = expectCi(server.clone({ at: after }), { env }, { rule: 'tip', commits: 1, leaks: ['last'] });
  assert.match(report.receipt.ci.why, 'the default branch has all of its commits');
});

pushes('the very first push of a repository: all of it', () => {
  const server = new Server();
  server.leak('a', 'b');
  server.push('main');
  const after = server.oid('HEAD');
  const path = payload('push-new', { AFTER: after, 'refs/heads/topic': 'refs/heads/main' });
  expectCi(
    server.clone({ at: after }),
    { env: github('push', path) },
    { rule: 'whole-history', commits: 3, leaks: ['a', 'b'] },
  );
});

pushes('a forced push whose old commit is not here: what no other branch has', () => {
  const server = new Server();
  server.branch('topic');
  server.leak('dropped');
  server.push('topic');
  const before = server.oid('HEAD');
  server.branch('topic', 'main');
  server.leak('a', 'b');
  server.push('+topic');
  const after = server.oid('HEAD');
  const path = payload('push-forced', { BEFORE: before, AFTER: after });
  const clone = server.clone({ at: after });
  const report = expectCi(
    clone,
    { env: github('push', path) },
    { rule: 'other-branches', commits: 2, leaks: ['a', 'b'] },
  );
  assert.match(report.receipt.ci.notes.join(), 'a forced push');
  // And where it is here: a commit is there, and not in the history of the tip.
  clone.git('fetch', '-q', 'origin', before);
  expectCi(clone, { env: github('push', path) }, { rule: 'other-branches', commits: 2, leaks: ['a', 'b'] });
});

pushes('a forced push of the default branch: all of it', () => {
  const server = new Server();
  server.branch('side');
  server.leak('shared');
  server.push('side');
  const before = server.oid('main');
  server.branch('main', 'side');
  server.developer.git('commit', '-q', '--amend', '--no-verify', '-m', 'other words');
  server.leak('a');
  server.push('+main');
  const after = server.oid('HEAD');
  const path = payload('push', { BEFORE: 'f'.repeat(40), AFTER: after });
  assert.not.equal(before, after);
  const clone = server.clone({ at: after });
  expectCi(
    clone,
    { env: github('push', path) },
    { rule: 'whole-history', commits: 3, leaks: ['a', 'shared'] },
  );
});

pushes('before and after are the same: never nothing', () => {
  const server = new Server();
  server.leak('a');
  server.push('main');
  const after = server.oid('HEAD');
  const path = payload('push', { BEFORE: after, AFTER: after });
  const clone = server.clone({ at: after });
  const report = expectCi(
    clone,
    { env: github('push', path) },
    { rule: 'whole-history', commits: 2, leaks: ['a'] },
  );
  assert.match(report.receipt.ci.notes.join(), 'the same commit');
});

pushes('a tag on a branch: its newest commit and the words of the tag', () => {
  const server = new Server();
  server.leak('old', 'last');
  const { developer } = server;
  const words = developer.git('show', 'HEAD~1:old.txt');
  developer.run('git', ['tag', '-a', 'v1', '-F', '-'], { stdin: Buffer.from(words) });
  server.push('main', 'v1');
  const [after, tag] = [server.oid('HEAD'), server.oid('v1')];
  const clone = server.clone({ at: after });
  for (const named of [after, tag]) {
    const env = github('push', payload('push-tag', { AFTER: named }), {
      GITHUB_REF: 'refs/tags/v1',
      GITHUB_SHA: after,
    });
    expectCi(clone, { env }, { rule: 'tip', commits: 1, leaks: ['last', '(tag message)'] });
  }
});

pushes('a tag beside every branch: what no branch has', () => {
  const server = new Server();
  server.developer.git('checkout', '-q', '--detach');
  server.leak('a', 'b');
  server.developer.git('tag', 'v1');
  server.push('v1');
  const after = server.oid('HEAD');
  const env = github('push', payload('push-tag', { AFTER: after }));
  const clone = server.clone({ at: after });
  expectCi(clone, { env }, { rule: 'other-branches', commits: 2, leaks: ['a', 'b'] });
});

pushes('a deleted branch: there is nothing, and that is what is said', () => {
  const server = new Server();
  server.leak('a');
  server.push('main');
  const path = payload('push-deleted', { BEFORE: server.oid('HEAD') });
  const clone = server.clone({ at: server.oid('HEAD') });
  expectCi(clone, { env: github('push', path) }, { rule: 'deletion', commits: 0 });
  const { stderr } = ci(clone, github('push', path));
  assert.match(stderr, 'no commits: a branch or a tag was deleted, no commit came');
  assert.match(stderr, 'nothing to scan');
  assert.not.match(stderr, 'clean');
});

pushes('a deletion that names a commit is none', () => {
  const server = new Server();
  const before = server.oid('HEAD');
  server.leak('a');
  server.push('main');
  const after = server.oid('HEAD');
  const path = payload('push-deleted', { BEFORE: before, [ZEROS]: after, topic: 'main' });
  expectCi(
    server.clone({ at: after }),
    { env: github('push', path) },
    { rule: 'push', commits: 1, leaks: ['a'] },
  );
});

pushes('a commit that is not in this clone: incomplete, whatever else is checked out', () => {
  const server = new Server();
  const [before, main] = [server.oid('HEAD'), server.oid('main')];
  server.branch('other');
  const [after = ''] = server.commit('a');
  server.push('other');
  const clone = server.clone({ refspecs: [REFSPEC(main, 'main')], at: main });
  const path = payload('push', { BEFORE: before, AFTER: after });
  const skipped = [`(commits) (the commit of this run (${after.slice(0, 12)}) is not in this clone)`];
  expectCi(clone, { env: github('push', path) }, { rule: 'missing', commits: 0, skipped, exit: 3 });
  expectCi(clone, { env: github('push', path), words: ['--deepen'] }, { rule: 'push', commits: 1 });
});

for (const [depth, isEnough] of [
  [1, false],
  [3, false],
  [4, true],
  [20, true],
] as const) {
  pushes(`three commits in a clone of depth ${depth}: ${isEnough ? 'all of them' : 'incomplete'}`, () => {
    const server = new Server(6);
    const before = server.oid('HEAD');
    server.commit('a', 'b', 'c');
    server.push('main');
    const after = server.oid('HEAD');
    const clone = server.clone({ depth, refspecs: [REFSPEC(after, 'main')], at: after });
    const env = github('push', payload('push', { BEFORE: before, AFTER: after }));
    const cut = isEnough ? '' : server.oid(`HEAD~${depth - 1}`);
    expectCi(
      clone,
      { env },
      isEnough
        ? { rule: 'push', commits: 3 }
        : { rule: 'push', commits: depth, skipped: [olderThan(cut)], exit: 3 },
    );
    if (isEnough) return;
    const { stderr } = ci(clone, env);
    assert.match(stderr, 'actions/checkout with fetch-depth: 0; or keyfence ci --deepen fetches');
    const report = expectCi(clone, { env, words: ['--deepen'] }, { rule: 'push', commits: 3 });
    assert.is(report.receipt.ci.remedy, null);
  });
}

pushes.run();
