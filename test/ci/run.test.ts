/** `keyfence ci` beyond its range: what it was asked for, exceptions that the range adds, merges, and what it prints. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TOKEN, token } from '../cli/expect-staged.js';
import { ci, ciReport, expectCi, github, payload, Server } from './server.js';

const run = suite('ci: the run');

/** A push of a commit with a secret and of another that lets it through. */
function allowed() {
  const server = new Server();
  const before = server.oid('HEAD');
  server.leak('a');
  const found = server.developer.report('scan', 'a.txt').findings[0]?.fingerprint ?? '';
  server.developer
    .stage({
      '.keyfence.json': JSON.stringify({ allow: [{ fingerprint: found, reason: 'of the sandbox' }] }),
    })
    .commit('allow');
  server.push('main');
  const after = server.oid('HEAD');
  const env = github('push', payload('push', { BEFORE: before, AFTER: after }));
  return { server, clone: server.clone({ at: after }), env, after };
}

run('an exception that the range adds lets through, and is told', () => {
  const { clone, env } = allowed();
  const { status, stderr } = ci(clone, env);
  assert.is(status, 0, stderr);
  assert.match(stderr, 'EXCEPTION ADDED: .keyfence.json:1 allow entry');
  assert.not.match(stderr, 'without being stopped');
});

run('with --exceptions-from base it counts only once it is merged', () => {
  const { clone, env } = allowed();
  const { status, stderr } = ci(clone, env, ['--exceptions-from', 'base']);
  assert.is(status, 1);
  assert.match(stderr, 'EXCEPTION ADDED');
  assert.match(stderr, '1 commit reached the server without being stopped');
});

run('where the whole history is scanned, --exceptions-from base takes those of the default branch', () => {
  const { server, after } = allowed();
  const target = server.clone({ at: after });
  const env = github('schedule', payload('schedule'), { GITHUB_SHA: after });
  assert.is(ci(target, env, ['--exceptions-from', 'base']).status, 0);
  // Where only a branch has them they do not count, and nothing is known of another one.
  const refspecs = [`+${after}:refs/remotes/origin/topic`];
  const only = server.clone({ refspecs, at: after });
  assert.is(ci(only, { CI: 'true' }).status, 0);
  assert.is(ci(only, { CI: 'true' }, ['--exceptions-from', 'base']).status, 1);
});

run('a secret that a merge brings by itself', () => {
  const server = new Server();
  const before = server.oid('HEAD');
  const { developer } = server;
  server.branch('side');
  server.commit('side');
  server.branch('main', before);
  server.commit('other');
  developer.git('merge', '-q', '--no-ff', '--no-commit', 'side');
  developer.stage({ 'merged.txt': `${token()}\n` });
  const after = developer.commit('merge');
  server.push('main');
  const env = github('push', payload('push', { BEFORE: before, AFTER: after }));
  const report = expectCi(
    server.clone({ at: after }),
    { env },
    { rule: 'push', commits: 3, leaks: ['merged'] },
  );
  assert.is(report.findings[0]?.commit, after);
});

run('the name of a branch that is new', () => {
  const server = new Server();
  server.branch(`x-${token()}`);
  const name = server.developer.git('symbolic-ref', 'HEAD').trim();
  server.commit('a');
  server.push(name);
  const after = server.oid('HEAD');
  const path = payload('push-new', { AFTER: after, 'refs/heads/topic': name });
  const report = ciReport(server.clone({ at: after }), github('push', path));
  assert.equal(
    report.findings.map(({ pattern, file }) => `${pattern} ${file}`),
    [`${TOKEN} (branch name)`],
  );
});

run('--base and --head outdo what the service says, each by itself, too', () => {
  const server = new Server();
  const before = server.oid('HEAD');
  const [a = '', b = '', after = ''] = server.leak('a', 'b', 'c');
  server.push('main');
  const clone = server.clone({ at: after });
  const env = github('push', payload('push', { BEFORE: before, AFTER: after }));
  for (const [words, expected] of [
    [['--base', a, '--head', b], { rule: 'explicit', commits: 1, leaks: ['b'] }],
    [['--base', a], { rule: 'explicit', commits: 2, leaks: ['b', 'c'] }],
    [['--head', b], { rule: 'push', commits: 2, leaks: ['a', 'b'] }],
    [['--base', 'origin/main~1'], { rule: 'explicit', commits: 1, leaks: ['c'] }],
  ] as const) {
    expectCi(clone, { env, words: [...words] }, { ...expected, leaks: [...expected.leaks] });
  }
});

run('--verbose says which rules did not apply; --quiet says nothing where there is nothing', () => {
  const server = new Server();
  const [after = ''] = server.commit('a');
  server.push('main');
  const env = github('push', payload('push', { BEFORE: 'f'.repeat(40), AFTER: after }));
  const clone = server.clone({ at: after });
  const { stderr } = ci(clone, env, ['--verbose']);
  assert.match(stderr, 'keyfence: before that: a forced push');
  assert.match(stderr, 'keyfence: before that: it is the default branch');
  assert.equal(ci(clone, env, ['--quiet']), { status: 0, stdout: '', stderr: '' });
});

run('in a linked work tree, and from a folder below', () => {
  const server = new Server();
  const before = server.oid('HEAD');
  server.developer.stage({ 'folder/x.txt': `${token()}\n` }).commit('x');
  server.push('main');
  const after = server.oid('HEAD');
  const clone = server.clone({ at: after });
  clone.git('worktree', 'add', '-q', '--detach', '../linked', after);
  const env = github('push', payload('push', { BEFORE: before, AFTER: after }));
  for (const cwd of ['folder', '../linked', '../linked/folder']) {
    const ran = clone.run('git', ['-C', cwd, 'rev-parse', 'HEAD']);
    assert.is(ran.stdout.trim(), after);
    assert.is(ci(clone, env, [], cwd).status, 1, cwd);
  }
});

run.run();
