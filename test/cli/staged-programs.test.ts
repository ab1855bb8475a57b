/** A repository whose configuration names a program wherever Git takes one: keyfence runs none, and still finds. */
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, type Place, runBin, standIn, TOKEN, token } from './expect-staged.js';

const programs = suite('staged: programs that the repository names');

/** Every configuration key whose value Git runs (git help config); PROGRAM stands for a script that leaves a mark. */
const KEYS: [key: string, value: string][] = [
  ['core.fsmonitor', 'PROGRAM'],
  ['core.sshCommand', 'PROGRAM'],
  ['core.gitProxy', 'PROGRAM'],
  ['core.editor', 'PROGRAM'],
  ['core.pager', 'PROGRAM'],
  ['core.askPass', 'PROGRAM'],
  ['core.hooksPath', 'HOOKS'],
  ['core.alternateRefsCommand', 'PROGRAM'],
  ['core.attributesFile', 'ATTRIBUTES'],
  ...[
    'diff',
    'cat-file',
    'ls-files',
    'rev-parse',
    'check-ignore',
    'merge-base',
    'status',
    'log',
    'config',
  ].flatMap((command): [string, string][] => [
    [`pager.${command}`, 'PROGRAM'],
    [`alias.${command}`, '!PROGRAM'],
  ]),
  ['diff.external', 'PROGRAM'],
  ['diff.planted.command', 'PROGRAM'],
  ['diff.planted.textconv', 'PROGRAM'],
  ['diff.planted.cachetextconv', 'true'],
  ['diff.tool', 'planted'],
  ['diff.guitool', 'planted'],
  ['difftool.planted.cmd', 'PROGRAM'],
  ['difftool.planted.path', 'PROGRAM'],
  ['filter.planted.clean', 'PROGRAM'],
  ['filter.planted.smudge', 'PROGRAM'],
  ['filter.planted.process', 'PROGRAM'],
  ['merge.planted.driver', 'PROGRAM %O %A %B'],
  ['merge.default', 'planted'],
  ['merge.tool', 'planted'],
  ['mergetool.planted.cmd', 'PROGRAM'],
  ['interactive.diffFilter', 'PROGRAM'],
  ['sequence.editor', 'PROGRAM'],
  ['credential.helper', '!PROGRAM'],
  ['credential.https://example.com.helper', '!PROGRAM'],
  ['gpg.program', 'PROGRAM'],
  ['gpg.ssh.program', 'PROGRAM'],
  ['gpg.ssh.defaultKeyCommand', 'PROGRAM'],
  ['gpg.x509.program', 'PROGRAM'],
  ['commit.gpgSign', 'true'],
  ['log.showSignature', 'true'],
  ['trailer.planted.command', 'PROGRAM'],
  ['trailer.planted.cmd', 'PROGRAM'],
  ['uploadpack.packObjectsHook', 'PROGRAM'],
  ['receive.procReceiveRefs', 'refs/for'],
  ['remote.origin.uploadpack', 'PROGRAM'],
  ['remote.origin.receivepack', 'PROGRAM'],
  ['remote.origin.proxy', 'http://127.0.0.1:1'],
  ['imap.tunnel', 'PROGRAM'],
  ['sendemail.smtpServer', 'PROGRAM'],
  ['sendemail.toCmd', 'PROGRAM'],
  ['instaweb.httpd', 'PROGRAM'],
  ['browser.planted.cmd', 'PROGRAM'],
  ['man.planted.cmd', 'PROGRAM'],
  ['web.browser', 'planted'],
  ['guitool.planted.cmd', 'PROGRAM'],
  ['tar.planted.command', 'PROGRAM'],
  ['submodule.module.update', '!PROGRAM'],
  ['submodule.recurse', 'true'],
  ['maintenance.auto', 'true'],
  ['gc.auto', '1'],
  ['gc.recentObjectsHook', 'PROGRAM'],
];

interface Trap {
  repository: Repository;
  /** The keys and hooks whose programs ran since the last question. */
  ran(): string[];
}

const HOOKS = ['pre-commit', 'post-index-change', 'reference-transaction', 'post-checkout'];
const ATTRIBUTES = '* diff=planted merge=planted\n.env filter=planted\n';

/**
 * Everything planted in one repository: a partial clone with a blob that was never fetched, a submodule, a rename, a
 * staged secret and a .env.
 */
function setTrap(): Trap {
  const origin = new Repository();
  origin.stage({ 'a.txt': lines(9), 'old.txt': lines(5) }).commit();
  origin.stage({ 'lost.txt': 'never fetched\n' }).commit();
  origin.git('config', 'uploadpack.allowFilter', 'true');
  origin.git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${origin.top}`, '../trap');
  const repository = new Repository({ top: join(origin.top, '../trap') });
  repository.git('read-tree', 'HEAD');
  repository.git('checkout', '-q', '--', 'a.txt', 'old.txt');
  repository.git('update-ref', 'HEAD', 'HEAD~1');
  repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`);
  repository.git('mv', 'old.txt', 'renamed.txt');
  repository.stage({ 'a.txt': lines(9, { 3: token() }), '.env': 'A=1\n' });

  const marks = join(origin.top, '../marks');
  const plant = (folder: string, name: string): string => {
    const file = join(origin.top, '..', folder, name.replace(/\W/g, '-'));
    repository.write({ '../marks/.keep': '', [`../${folder}/.keep`]: '' });
    writeFileSync(file, `#!/bin/sh\n: > "${marks}/$(basename "$0")"\nexit 1\n`, { mode: 0o755 });
    return file;
  };
  for (const hook of HOOKS) plant('hooks', hook);
  repository.write({
    '.gitattributes': ATTRIBUTES,
    '.git/info/attributes': ATTRIBUTES,
    '../attributes': ATTRIBUTES,
  });
  const values: Record<string, (key: string) => string> = {
    PROGRAM: (key) => plant('programs', key),
    HOOKS: () => join(origin.top, '../hooks'),
    ATTRIBUTES: () => join(origin.top, '../attributes'),
  };
  const entries = KEYS.map(([key, value]) => {
    const [, section, between, name] = /^(\w+)\.(?:(.*)\.)?([\w-]+)$/.exec(key) as unknown as string[];
    const text = value.replace(/[A-Z]{5,}/, (word) => values[word]?.(key) ?? word);
    return `[${section}${between ? ` "${between}"` : ''}]\n\t${name} = "${text}"\n`;
  });
  appendFileSync(join(repository.top, '.git/config'), entries.join(''));
  return {
    repository,
    ran() {
      const names = readdirSync(marks).filter((name) => name !== '.keep');
      for (const name of names) rmSync(join(marks, name));
      return names;
    },
  };
}

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
