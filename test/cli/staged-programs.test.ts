/** A repository whose configuration names a program wherever Git takes one: keyfence runs none, and still finds. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { expectStaged, type Place, runBin, standIn, TOKEN } from './expect-staged.js';
import { setTrap, type Trap } from './planted-programs.js';

const programs = suite('staged: programs that the repository names');

let trap: Trap;
programs.before(() => {
  trap = setTrap();
});

const STAGED_FINDINGS = ['file:dotenv-file .env:1', `${TOKEN} a.txt:3`];

programs('the programs are live: Git itself runs them', () => {
  const { repository, ran } = trap;
  const live: [args: string[], program: string][] = [
    [['diff', '--cached', '--raw'], 'core-fsmonitor'],
    [['ls-files', '--others'], 'core-fsmonitor'],
    [['check-ignore', '.env'], 'core-fsmonitor'],
    [['diff', '--cached', '--', 'a.txt'], 'diff-planted-command'],
    [['diff', '--cached', '--no-ext-diff', '--', 'a.txt'], 'diff-planted-textconv'],
    [['cat-file', '-p', ':lost.txt'], 'remote-origin-uploadpack'],
    [['hash-object', '.env'], 'filter-planted-process'],
  ];
  for (const [args, program] of live) {
    repository.tryGit(...args);
    assert.ok(ran().includes(program), `git ${args.join(' ')}`);
  }
});

programs('keyfence scan --staged', () => {
  expectStaged(trap.repository, STAGED_FINDINGS, {
    skipped: ['module (submodule)', 'lost.txt (object missing from this clone)'],
  });
  assert.equal(trap.ran(), []);
});

const RUNS: [words: string[], place: () => Place][] = [
  [['pre-commit'], () => ({})],
  [['pre-commit'], () => ({ env: { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index' } })],
  [['pre-commit'], () => ({ env: standIn('cat-file', 'unset GIT_NO_LAZY_FETCH') })],
  [['pre-commit', 'renamed.txt', '.'], () => ({})],
  [['scan', '--staged', '--confidence', 'low'], () => ({})],
  [['scan'], () => ({})],
  [['scan', '--include-ignored'], () => ({})],
  [['scan', 'a.txt', '.env'], () => ({})],
  [[], () => ({})],
];
for (const [position, [words, place]] of RUNS.entries()) {
  programs(`keyfence ${words.join(' ')} (${position + 1})`, () => {
    const { status, stdout } = runBin(trap.repository, words, place());
    assert.is(status, 1);
    assert.match(stdout, 'a.txt:3:');
    assert.match(stdout, /^\.env {2}/m);
    assert.equal(trap.ran(), []);
  });
}

programs('keyfence commit-msg', () => {
  const { status, stdout } = runBin(trap.repository, ['commit-msg', 'a.txt']);
  assert.is(status, 1);
  assert.match(stdout, '(commit message):3:');
  assert.equal(trap.ran(), []);
});

programs('during a merge', () => {
  const { repository, ran } = trap;
  const other = repository.git('rev-parse', 'origin/main').trim();
  const env = { [`GITHEAD_${other}`]: 'other' };
  assert.is(runBin(repository, ['pre-commit'], { env }).status, 1);
  repository.write({ '.git/MERGE_HEAD': `${other}\n` });
  assert.is(runBin(repository, ['pre-commit']).status, 1);
  assert.equal(ran(), []);
});

programs('the settings of the one who commits, in the environment', () => {
  const { repository, ran } = trap;
  const program = join(repository.top, '../programs/core-pager');
  const names = [
    'GIT_EXTERNAL_DIFF',
    'GIT_PAGER',
    'GIT_EDITOR',
    'GIT_ASKPASS',
    'GIT_SSH_COMMAND',
    'GIT_PROXY_COMMAND',
  ];
  const env = Object.fromEntries(names.map((name) => [name, program]));
  const parameters = { GIT_CONFIG_PARAMETERS: `'diff.external=${program}' 'core.fsmonitor=${program}'` };
  assert.is(runBin(repository, ['pre-commit'], { env: { ...env, ...parameters } }).status, 1);
  assert.equal(ran(), []);
});

programs.run();
