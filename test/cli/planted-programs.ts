/** A repository whose configuration names a program wherever Git takes one; each leaves a mark when it runs. */
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Repository } from '../support/repository.js';
import { lines, token } from './expect-staged.js';

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
    'rev-list',
    'diff-tree',
    'for-each-ref',
    'ls-tree',
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

export interface Trap {
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
export function setTrap(): Trap {
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
