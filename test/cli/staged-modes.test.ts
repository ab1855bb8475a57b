/** Changes of mode and type: executables, links, submodules. */
import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, TOKEN, token } from './expect-staged.js';

const modes = suite('staged: modes, links and submodules');

function committed(files: Record<string, string>): Repository {
  const repository = new Repository();
  repository.stage(files).commit();
  return repository;
}

/** Puts a link in the place of whatever stands there, and stages it. */
function link(repository: Repository, target: string, path: string): void {
  rmSync(join(repository.top, path), { force: true });
  symlinkSync(target, join(repository.top, path));
  repository.git('add', '-f', path);
}

/** Stages a submodule entry; its commit need not exist. */
function submodule(repository: Repository, path: string, oid = '1'.repeat(40)): void {
  repository.git('update-index', '--add', '--cacheinfo', `160000,${oid},${path}`);
}

modes('a change of mode alone', () => {
  const repository = committed({ 'a.sh': `${token()}\n`, '.env': 'A=1\n' });
  for (const path of ['a.sh', '.env']) chmodSync(join(repository.top, path), 0o755);
  repository.git('add', '-f', '-u');
  expectStaged(repository, []);
});

modes('a change of mode and a new secret', () => {
  const repository = committed({ 'a.sh': 'clean\n' });
  repository.stage({ 'a.sh': `clean\n${token()}\n` });
  repository.git('update-index', '--chmod=+x', 'a.sh');
  expectStaged(repository, [`${TOKEN} a.sh:2`]);
});

modes('a new executable', () => {
  const repository = committed({ 'a.txt': 'clean\n' });
  repository.stage({ 'run.sh': `#!/bin/sh\nKEY=${token()}\n` });
  repository.git('update-index', '--chmod=+x', 'run.sh');
  expectStaged(repository, [`${TOKEN} run.sh:2`]);
});

modes('a link whose target text is a secret', () => {
  const repository = new Repository();
  link(repository, `somewhere/${token()}`, 'link');
  expectStaged(repository, [`${TOKEN} link:1`]);
});

modes('a link to a file with a secret: the link itself is clean', () => {
  const repository = committed({ 'a.txt': `${token()}\n` });
  link(repository, 'a.txt', 'link');
  expectStaged(repository, []);
});

modes('a link named .env', () => {
  const repository = new Repository();
  link(repository, '../shared/settings', '.env');
  expectStaged(repository, []);
});

modes('a link named .env whose target text is a secret', () => {
  const repository = new Repository();
  link(repository, token(), '.env');
  expectStaged(repository, [`${TOKEN} .env:1`]);
});

modes('a file that becomes a link to a secret text', () => {
  const repository = committed({ a: 'clean\n' });
  link(repository, token(), 'a');
  expectStaged(repository, [`${TOKEN} a:1`]);
});

modes('a file with an old secret that becomes a plain link', () => {
  const repository = committed({ a: `${token()}\n` });
  link(repository, 'elsewhere', 'a');
  expectStaged(repository, []);
});

modes('a link that becomes a file with a secret', () => {
  const repository = new Repository();
  link(repository, 'elsewhere', 'a');
  repository.commit();
  rmSync(join(repository.top, 'a'));
  repository.stage({ a: `first\n${token()}\n` });
  expectStaged(repository, [`${TOKEN} a:2`]);
});

modes('a link that becomes a file with the same text', () => {
  const repository = new Repository();
  const secret = token();
  link(repository, secret, 'a');
  repository.commit();
  rmSync(join(repository.top, 'a'));
  repository.stage({ a: secret });
  expectStaged(repository, []);
});

modes('a link named .env that becomes a file with the same text is refused by its name', () => {
  const repository = new Repository();
  link(repository, 'A=1', '.env');
  repository.commit();
  rmSync(join(repository.top, '.env'));
  repository.stage({ '.env': 'A=1' });
  expectStaged(repository, ['file:dotenv-file .env:1']);
});

modes('a file that moves and leaves a link in its place is a rename', () => {
  const old = token();
  const repository = committed({ 'a.txt': lines(9, { 5: old }) });
  repository.stage({ 'real/a.txt': lines(9, { 5: old }) });
  link(repository, 'real/a.txt', 'a.txt');
  expectStaged(repository, []);
});

modes('a new submodule is listed, and no failure', () => {
  const repository = committed({ 'a.txt': 'clean\n' });
  submodule(repository, 'sub');
  expectStaged(repository, [], { skipped: ['sub (submodule)'] });
});

modes('a submodule beside a secret', () => {
  const repository = committed({ 'a.txt': 'clean\n' });
  submodule(repository, 'sub');
  repository.stage({ 'z.txt': `${token()}\n` });
  expectStaged(repository, [`${TOKEN} z.txt:1`], { skipped: ['sub (submodule)'] });
});

modes('a submodule that moves on, and one that goes', () => {
  const repository = new Repository();
  submodule(repository, 'sub');
  submodule(repository, 'gone');
  repository.commit();
  submodule(repository, 'sub', '2'.repeat(40));
  repository.git('rm', '-q', '--cached', 'gone');
  expectStaged(repository, [], { skipped: ['sub (submodule)'] });
});

modes('a submodule that becomes a file', () => {
  const repository = new Repository();
  submodule(repository, 'sub');
  repository.commit();
  repository.git('rm', '-q', '--cached', 'sub');
  repository.stage({ sub: `${token()}\n` });
  expectStaged(repository, [`${TOKEN} sub:1`]);
});

modes('a file that moves and leaves a submodule in its place is a rename', () => {
  const old = token();
  const repository = committed({ a: lines(9, { 5: old }) });
  repository.git('mv', 'a', 'b');
  submodule(repository, 'a');
  expectStaged(repository, [], { skipped: ['a (submodule)'] });
});

modes('a real submodule with a token in its URL', () => {
  const library = new Repository();
  library.stage({ 'a.txt': 'clean\n' }).commit();
  const repository = committed({ 'a.txt': 'clean\n' });
  repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.top, 'library');
  const settings = repository.git('config', '-f', '.gitmodules', '--list');
  if (!settings.includes('library')) throw new Error(settings);
  repository.git(
    'config',
    '-f',
    '.gitmodules',
    'submodule.library.url',
    `https://${token()}@example.com/x.git`,
  );
  repository.git('add', '.gitmodules');
  expectStaged(repository, [`${TOKEN} .gitmodules:3`], { skipped: ['library (submodule)'] });
});

modes.run();
