/** `keyfence ci` on GitHub Actions: pull requests, merge queues, and runs that no push started. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { token } from '../cli/expect-staged.js';
import { ci, ciReport, expectCi, github, olderThan, payload, Server } from './server.js';

const requests = suite('ci: pull requests on GitHub');

interface Request {
  server: Server;
  base: string;
  head: string;
  merge: string;
  path: string;
  env: NodeJS.ProcessEnv;
}

const MERGE_REF = 'refs/pull/7/merge';
const OF_MERGE = [`+${MERGE_REF}:refs/remotes/pull/7/merge`];

/** Three commits with secrets, in a clone of which the target has a newer commit with another one. */
function request(names = ['a', 'b', 'c'], options: { base?: number; newer?: string[] } = {}): Request {
  const server = new Server(options.base ?? 2);
  server.leak('old');
  server.push('main');
  server.branch('topic');
  server.leak(...names);
  server.push('topic');
  const head = server.oid('HEAD');
  server.branch('main', 'main');
  server.leak(...(options.newer ?? ['newer']));
  server.push('main');
  const base = server.oid('HEAD');
  server.branch('topic', 'topic');
  const merge = server.testMerge('main', 'topic');
  const path = payload('pull-request', { BASE: base, HEAD: head, MERGE: merge, BEFORE: base });
  const env = github('pull_request', path, {
    GITHUB_REF: MERGE_REF,
    GITHUB_SHA: merge,
    GITHUB_BASE_REF: 'main',
    GITHUB_HEAD_REF: 'topic',
  });
  return { server, base, head, merge, path, env };
}

requests('each commit of the pull request, not those of its target; and the merge that GitHub made', () => {
  const { server, base, head, merge, env } = request();
  const clone = server.clone({ at: head });
  clone.git('fetch', '-q', 'origin', ...OF_MERGE);
  clone.git('checkout', '-q', merge);
  const report = expectCi(clone, { env }, { rule: 'pull-request', commits: 4, leaks: ['a', 'b', 'c'] });
  assert.equal(report.receipt.ci.head, [head, merge]);
  assert.equal(report.receipt.ci.base, [base]);
});

requests('without that merge: the head alone', () => {
  const { server, head, env } = request();
  const clone = server.clone({ at: head });
  expectCi(clone, { env }, { rule: 'pull-request', commits: 3, leaks: ['a', 'b', 'c'] });
});

requests('what the merge brings by itself is found, as what no parent of it has', () => {
  const { server, base, head, path } = request(['a']);
  const { developer } = server;
  developer.git('checkout', '-q', '--detach', base);
  developer.git('merge', '-q', '--no-ff', '--no-commit', head);
  developer.stage({ 'evil.txt': `${token()}\n` });
  const merge = developer.commit('merge to try');
  server.push(`+${merge}:${MERGE_REF}`);
  const clone = server.clone({ at: head });
  clone.git('fetch', '-q', 'origin', ...OF_MERGE);
  const env = github('pull_request', path, { GITHUB_REF: MERGE_REF, GITHUB_SHA: merge });
  expectCi(clone, { env }, { rule: 'pull-request', commits: 2, leaks: ['a', 'evil'] });
});

requests('a merge of another head counts for nothing', () => {
  const { server, base, head, path } = request(['a']);
  server.branch('other', base);
  server.leak('other');
  const merge = server.testMerge('main', 'other');
  const clone = server.clone({ at: head });
  clone.git('fetch', '-q', 'origin', ...OF_MERGE);
  const env = github('pull_request', path, { GITHUB_REF: MERGE_REF, GITHUB_SHA: merge });
  expectCi(clone, { env }, { rule: 'pull-request', commits: 1, leaks: ['a'] });
});

requests('a head that has the target merged into it: not what came from there', () => {
  const { server } = request(['a']);
  server.developer.git('merge', '-q', '--no-ff', '-m', 'main into topic', 'main');
  server.leak('b');
  server.push('topic');
  const head = server.oid('HEAD');
  // The base that GitHub names is older than what was merged.
  const path = payload('pull-request', { BASE: server.oid('main~1'), HEAD: head });
  const clone = server.clone({ at: head });
  const env = github('pull_request', path, { GITHUB_BASE_REF: 'main' });
  expectCi(clone, { env }, { rule: 'pull-request', commits: 3, leaks: ['a', 'b'] });
});

requests('a pull request that is merged and closed: what its target did not have then', () => {
  const { server, base, head, path } = request(['a', 'b']);
  server.branch('main', 'main');
  server.developer.git('merge', '-q', '--no-ff', '-m', 'merged', head);
  server.push('main');
  const merged = server.oid('HEAD');
  const env = github('pull_request', path, { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: merged });
  const clone = server.clone({ at: merged });
  const report = expectCi(clone, { env }, { rule: 'pull-request', commits: 2, leaks: ['a', 'b'] });
  assert.equal(report.receipt.ci.base, [base]);
});

requests('a pull request without a commit of its own: its newest one', () => {
  const { server, base } = request(['a']);
  const path = payload('pull-request', { BASE: base, HEAD: base });
  const clone = server.clone({ at: base });
  expectCi(clone, { env: github('pull_request', path) }, { rule: 'tip', commits: 1, leaks: ['newer'] });
});

requests('without a payload: by the name of the target, from what is checked out', () => {
  const { server, merge, env } = request();
  const clone = server.clone({ at: 'refs/remotes/origin/topic' });
  clone.git('fetch', '-q', 'origin', ...OF_MERGE);
  clone.git('checkout', '-q', merge);
  const { GITHUB_EVENT_PATH: _, ...rest } = env;
  expectCi(clone, { env: rest }, { rule: 'pull-request', commits: 4, leaks: ['a', 'b', 'c'] });
});

requests('depth 1: the head is not here, and the whole text of the merge is new; incomplete', () => {
  const { server, head, merge, env } = request(['a', 'b', 'c'], { newer: ['newer'] });
  const clone = server.clone({ depth: 1, refspecs: OF_MERGE, at: merge });
  const report = ciReport(clone, env);
  assert.is(report.status, 1);
  assert.is(report.receipt.complete, false);
  assert.is(report.receipt.commits, 1);
  assert.equal(
    report.receipt.skipped.map(({ file, reason }) => `${file} (${reason})`),
    [
      `(commits) (the head of the pull request (${head.slice(0, 12)}) is not in this clone)`,
      olderThan(merge),
    ],
  );
  expectCi(clone, { env, words: ['--deepen'] }, { rule: 'pull-request', commits: 4, leaks: ['a', 'b', 'c'] });
});

requests('depth 1 without a secret is not clean, and the remedy is named', () => {
  const server = new Server(2);
  const base = server.oid('HEAD');
  server.branch('topic');
  const [, head = ''] = server.commit('a', 'b');
  const merge = server.testMerge('main', 'topic');
  const path = payload('pull-request', { BASE: base, HEAD: head });
  const env = github('pull_request', path, { GITHUB_REF: MERGE_REF, GITHUB_SHA: merge });
  const clone = server.clone({ depth: 1, refspecs: OF_MERGE, at: merge });
  const { status, stderr } = ci(clone, env);
  assert.is(status, 3, stderr);
  assert.match(stderr, 'INCOMPLETE');
  assert.match(stderr, 'what to do: actions/checkout with fetch-depth: 0; or keyfence ci --deepen');
});

for (const depth of [2, 5]) {
  requests(`depth ${depth}: complete where it goes back far enough`, () => {
    const { server, head, merge, env } = request();
    const clone = server.clone({ depth, refspecs: OF_MERGE, at: merge });
    if (depth === 2) {
      const report = ciReport(clone, env);
      assert.is(report.receipt.complete, false);
      assert.equal(report.receipt.skipped.map(({ reason }) => reason).length, 1);
      assert.match(report.receipt.skipped[0]?.reason ?? '', `older than ${head.slice(0, 12)}`);
    }
    const words = depth === 2 ? ['--deepen'] : [];
    expectCi(clone, { env, words }, { rule: 'pull-request', commits: 4, leaks: ['a', 'b', 'c'] });
  });
}

requests('--deepen over more than one step, and no ref or other commit than needed', () => {
  const { server, head, merge, env } = request(
    Array.from({ length: 3 }, (_, index) => `x${index}`),
    { base: 1, newer: Array.from({ length: 70 }, (_, index) => `n${index}`) },
  );
  const clone = server.clone({ depth: 1, refspecs: OF_MERGE, at: merge });
  const before = clone.git('for-each-ref');
  expectCi(
    clone,
    { env, words: ['--deepen'] },
    { rule: 'pull-request', commits: 4, leaks: ['x0', 'x1', 'x2'] },
  );
  assert.is(clone.git('for-each-ref'), before);
  assert.is(clone.git('rev-parse', 'HEAD').trim(), merge);
  assert.not.equal(head, merge);
});

requests('pull_request_target: the head that was fetched is what is scanned, not the target', () => {
  const { server, base, path } = request();
  const clone = server.clone({ at: base });
  const env = github('pull_request_target', path, {
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: base,
    GITHUB_BASE_REF: 'main',
  });
  expectCi(clone, { env }, { rule: 'pull-request', commits: 3, leaks: ['a', 'b', 'c'] });
});

requests('pull_request_target: a head that is not here is said to be missing', () => {
  const { server, base, head, path } = request();
  const env = github('pull_request_target', path, { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: base });
  const clone = server.clone({ refspecs: ['+refs/heads/main:refs/remotes/origin/main'], at: base });
  const skipped = [`(commits) (the head of the pull request (${head.slice(0, 12)}) is not in this clone)`];
  expectCi(clone, { env }, { rule: 'missing', commits: 0, skipped, exit: 3 });
  const { stderr } = ci(clone, env);
  assert.match(stderr, 'ref: ${{ github.event.pull_request.head.sha }}');
  expectCi(clone, { env, words: ['--deepen'] }, { rule: 'pull-request', commits: 3, leaks: ['a', 'b', 'c'] });
});

requests('a target that is not here: everything of the head, in a clone that is whole', () => {
  const { server, head, path } = request(['a']);
  const only = payload('pull-request', { BASE: 'f'.repeat(40), HEAD: head });
  const clone = server.clone({ refspecs: ['+refs/heads/topic:refs/remotes/origin/topic'], at: head });
  assert.ok(path);
  const report = expectCi(
    clone,
    { env: github('pull_request', only, { GITHUB_HEAD_REF: 'topic' }) },
    { rule: 'whole-history', commits: 4, leaks: ['a', 'old'] },
  );
  assert.match(report.receipt.ci.notes.join(), 'the target of the pull request is not in this clone');
  expectCi(
    clone,
    { env: github('pull_request', only, { GITHUB_HEAD_REF: 'topic' }), words: ['--deepen'] },
    { rule: 'pull-request', commits: 1, leaks: ['a'] },
  );
});

requests('a merge queue: what the queue adds to its base', () => {
  const { server, base, merge } = request(['a', 'b']);
  const env = github('merge_group', payload('merge-group', { BASE: base, HEAD: merge }), {
    GITHUB_SHA: merge,
  });
  const clone = server.clone({ at: base });
  clone.git('fetch', '-q', 'origin', ...OF_MERGE);
  const report = expectCi(clone, { env }, { rule: 'pull-request', commits: 3, leaks: ['a', 'b'] });
  assert.is(report.receipt.ci.event, 'merge_group');
});

for (const [event, name] of [
  ['schedule', 'schedule'],
  ['workflow_dispatch', 'workflow-dispatch'],
  ['workflow_run', 'workflow-run'],
] as const) {
  requests(`${event}: the whole history of what is checked out`, () => {
    const { server, base } = request(['a']);
    const clone = server.clone({ at: base });
    const env = github(event, payload(name), { GITHUB_SHA: base, GITHUB_REF: 'refs/heads/main' });
    const report = expectCi(clone, { env }, { rule: 'whole-history', commits: 4, leaks: ['newer', 'old'] });
    assert.is(report.receipt.source, 'history');
    assert.match(ci(clone, env).stderr, '2 commits reached the server without being stopped');
  });
}

requests('schedule in a shallow clone: incomplete, unless it is deepened', () => {
  const server = new Server(4);
  const base = server.oid('HEAD');
  const clone = server.clone({ depth: 2, refspecs: ['+refs/heads/main:refs/remotes/origin/main'], at: base });
  const env = github('schedule', payload('schedule'), { GITHUB_SHA: base });
  const { status, stderr } = ci(clone, env);
  assert.is(status, 3);
  assert.match(stderr, 'fetch-depth: 0');
  expectCi(clone, { env, words: ['--deepen'] }, { rule: 'whole-history', commits: 4 });
});

requests('a fork: what its pull request brings, with known values of the project left alone', () => {
  const { server, head, env, path } = request(['a']);
  const clone = server.clone({ at: head });
  const report = ciReport(clone, { ...env, GITHUB_EVENT_PATH: path });
  assert.is((report.receipt as { knownValues?: number }).knownValues, undefined);
});

requests.run();
