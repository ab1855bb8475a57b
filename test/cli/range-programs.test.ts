/** A repository whose configuration names a program wherever Git takes one: a scan of its commits runs none, and still finds. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { prePush, rangeReport } from './expect-range.js';
import { runBin, standIn, TOKEN, token } from './expect-staged.js';
import { setTrap, type Trap } from './planted-programs.js';

const programs = suite('range: programs that the repository names');

const ZEROS = '0'.repeat(40);

let trap: Trap;
let base: string;
/** Commits with secrets, a merge, a tag, and a commit whose blob was never fetched; made past all that is planted. */
programs.before(() => {
  trap = setTrap();
  const { repository } = trap;
  const settings = ['core.hooksPath=/nowhere', 'core.fsmonitor=false', 'commit.gpgSign=false'];
  // In an index of its own: with a blob that is not here Git fetches before it writes a tree.
  const env = { GIT_INDEX_FILE: join(repository.top, '.git/other-index') };
  const git = (...args: string[]) => {
    const words = settings.flatMap((setting) => ['-c', setting]);
    const { status, stdout, stderr } = repository.run('git', [...words, ...args], { env });
    if (status !== 0) throw new Error(`git ${args[0]} ended with ${status}: ${stderr}`);
    return stdout.trim();
  };
  const commit = (message: string, ...parents: string[]) =>
    git('commit-tree', git('write-tree'), ...parents.flatMap((parent) => ['-p', parent]), '-m', message);
  const blobs = ['a.txt', '.env', 'renamed.txt'].map((path) =>
    repository.git('-c', 'core.fsmonitor=false', 'rev-parse', `:${path}`).trim(),
  );
  const add = (oid: string | undefined, path: string) =>
    git('update-index', '--add', '--cacheinfo', `100644,${oid},${path}`);
  base = git('rev-parse', 'HEAD');
  git('read-tree', 'HEAD');
  add(blobs[0], 'a.txt');
  add(blobs[1], '.env');
  add(blobs[2], 'renamed.txt');
  const first = commit(`message ${token()}`, base);
  const merge = commit('merge', first, 'origin/main');
  add(blobs[2], 'again.txt');
  git('update-index', '--force-remove', 'renamed.txt');
  git('update-ref', 'HEAD', commit('renamed again', merge));
  git('tag', '-a', 'v1', '-m', `tag ${token()}`);
  trap.ran();
});

const FOUND = [
  `${TOKEN} (commit message):1`,
  'file:dotenv-file .env:1',
  `${TOKEN} a.txt:3`,
  `${TOKEN} (tag message):1`,
];

programs('the programs are live: Git itself runs them', () => {
  const { repository, ran } = trap;
  repository.tryGit('log', '--ext-diff', '-p', '-1', base);
  assert.ok(ran().length > 0);
  repository.tryGit('cat-file', '-p', 'origin/main:lost.txt');
  assert.ok(ran().includes('remote-origin-uploadpack'));
});

programs('keyfence scan --range', () => {
  const { repository, ran } = trap;
  const report = rangeReport(repository, ['scan', '--range', `${base}..HEAD`]);
  assert.equal(
    report.findings.map(({ pattern, file, line }) => `${pattern} ${file}:${line}`).sort(),
    [...FOUND].sort(),
  );
  assert.match(report.receipt.skipped.map(({ file }) => file).join(), 'lost.txt');
  assert.equal(ran(), []);
});

programs('keyfence pre-push, for a branch, a tag and a tree', () => {
  const { repository, ran } = trap;
  const [head, tag, tree] = repository.git('rev-parse', 'HEAD', 'v1', 'HEAD^{tree}').split('\n');
  for (const [lines, words, findings] of [
    [
      [`HEAD ${head} refs/heads/x ${base}`, `v1 ${tag} refs/tags/v1 ${ZEROS}`],
      ['origin', '/nowhere'],
      /a\.txt:3/,
    ],
    [[`x ${tree} refs/tags/tree ${ZEROS}`], ['https://example.com', 'https://example.com'], /a\.txt:3/],
    [[], [], /a\.txt:3/],
  ] as const) {
    const { status, stdout } = prePush(repository, [...lines], [...words]);
    assert.is(status, 1);
    assert.match(stdout, findings);
    assert.equal(ran(), []);
  }
});

programs('under a Git that would fetch what is missing, and in the environment of the one who pushes', () => {
  const { repository, ran } = trap;
  const program = `${repository.top}/../programs/core-pager`;
  const names = [
    'GIT_EXTERNAL_DIFF',
    'GIT_PAGER',
    'GIT_EDITOR',
    'GIT_ASKPASS',
    'GIT_SSH_COMMAND',
    'GIT_PROXY_COMMAND',
  ];
  const env = Object.fromEntries(names.map((name) => [name, program]));
  for (const place of [{ env }, { env: standIn('cat-file', 'unset GIT_NO_LAZY_FETCH') }]) {
    assert.is(runBin(repository, ['scan', '--since', base], place).status, 1);
    assert.equal(ran(), []);
  }
});

programs.run();
