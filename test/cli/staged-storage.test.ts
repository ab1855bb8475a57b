/** However a repository is stored: hash, sparse and split indexes, packs, clones, replacements. */
import { join } from 'node:path';
import { suite } from 'uvu';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, TOKEN, token } from './expect-staged.js';

const storage = suite('staged: how a repository is stored');

/** A repository with a secret staged at the top and in `sub`, below committed files. */
function staged(): Repository {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(9), 'sub/b.txt': lines(9), 'sub/deep/c.txt': lines(9) }).commit();
  return repository.stage({ 'a.txt': lines(9, { 2: token() }), 'sub/b.txt': lines(9, { 3: token() }) });
}
const FOUND = [`${TOKEN} a.txt:2`, `${TOKEN} sub/b.txt:3`];

/** A clone, as a repository of its own. */
function at(repository: Repository, path: string): Repository {
  return new Repository({ top: join(repository.top, path) });
}

storage('a SHA-256 repository, its first commit', () => {
  const repository = new Repository({ init: ['--object-format=sha256'] });
  repository.stage({ 'a.txt': `${token()}\n` });
  expectStaged(repository, [`${TOKEN} a.txt:1`]);
});

storage('a SHA-256 repository, a rename and a merge', () => {
  const old = token();
  const repository = new Repository({ init: ['--object-format=sha256'] });
  repository.stage({ 'a.txt': lines(9, { 5: old }), 'b.txt': 'b\n' }).commit();
  repository.git('checkout', '-q', '-b', 'other');
  repository.stage({ 'c.txt': `${token()}\n` }).commit();
  repository.git('checkout', '-q', 'main');
  repository.stage({ 'b.txt': 'ours\n' }).commit();
  repository.git('merge', '-q', '--no-commit', 'other');
  repository.git('mv', 'a.txt', 'moved.txt');
  repository.stage({ 'd.txt': `${token()}\n` });
  expectStaged(repository, [`${TOKEN} d.txt:1`]);
});

storage('a sparse checkout: what is staged outside of it', () => {
  const repository = staged();
  repository.commit();
  repository.git('sparse-checkout', 'set', '--no-cone', '/a.txt');
  const oid = repository.git('rev-parse', 'HEAD:sub/b.txt').trim();
  repository.git('update-index', '--add', '--cacheinfo', `100644,${oid},sub/deep/copy.txt`);
  expectStaged(repository, [`${TOKEN} sub/deep/copy.txt:3`]);
});

storage('a sparse index, whose folders are single entries', () => {
  const repository = staged();
  repository.commit();
  repository.git('sparse-checkout', 'set', '--cone', '--sparse-index');
  const entries = repository.git('ls-files', '--sparse');
  if (!entries.includes('sub/\n')) throw new Error(`no sparse index: ${entries}`);
  expectStaged(repository, []);
  repository.git('reset', '-q', '--soft', 'HEAD~1');
  expectStaged(repository, FOUND);
  repository.git('checkout', '-q', '--orphan', 'nothing');
  expectStaged(repository, FOUND);
});

for (const [name, value] of [
  ['core.splitIndex', 'true'],
  ['index.version', '4'],
  ['feature.manyFiles', 'true'],
  ['index.skipHash', 'true'],
] as const) {
  storage(`an index written with ${name} = ${value}`, () => {
    const repository = staged();
    repository.git('config', name, value);
    repository.git('update-index', '--force-write-index');
    repository.stage({ 'z.txt': `${token()}\n` });
    expectStaged(repository, [...FOUND, `${TOKEN} z.txt:1`]);
  });
}

storage('objects in a pack', () => {
  const repository = staged();
  repository.git('gc', '-q', '--prune=now');
  expectStaged(repository, FOUND);
});

storage('objects in another repository (alternates)', () => {
  const repository = staged();
  repository.git('clone', '-q', '--shared', '.', '../clone');
  const clone = at(repository, '../clone');
  const oid = repository.git('rev-parse', ':a.txt').trim();
  clone.git('update-index', '--cacheinfo', `100644,${oid},a.txt`);
  expectStaged(clone, [`${TOKEN} a.txt:2`]);
});

storage('a shallow clone', () => {
  const repository = staged();
  repository.commit();
  repository.git('clone', '-q', '--depth=1', `file://${repository.top}`, '../shallow');
  const shallow = at(repository, '../shallow');
  expectStaged(shallow, []);
  shallow.stage({ 'sub/deep/c.txt': lines(9, { 4: token() }) });
  expectStaged(shallow, [`${TOKEN} sub/deep/c.txt:4`]);
});

storage('a replacement of the blob does not hide it', () => {
  const repository = staged();
  const clean = repository.git('rev-parse', 'HEAD:a.txt').trim();
  repository.git('replace', '-f', ':a.txt', clean);
  expectStaged(repository, FOUND);
});

storage('a replacement of HEAD does not make its content old', () => {
  const repository = staged();
  const head = repository.git('rev-parse', 'HEAD').trim();
  repository.commit();
  const withSecrets = repository.git('rev-parse', 'HEAD').trim();
  repository.git('reset', '-q', '--soft', head);
  repository.git('replace', head, withSecrets);
  expectStaged(repository, FOUND);
});

storage.run();
