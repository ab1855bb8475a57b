/** Wherever the repository lies, and from wherever the bin is run. */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, runBin, TOKEN, token } from './expect-staged.js';

const places = suite('staged: places');

/** A repository with a secret staged at the top and in `sub`, below committed files. */
function staged(init: string[] = []): Repository {
  const repository = new Repository({ init });
  repository.stage({ 'a.txt': lines(9), 'sub/b.txt': lines(9), 'sub/deep/c.txt': lines(9) }).commit();
  return repository.stage({ 'a.txt': lines(9, { 2: token() }), 'sub/b.txt': lines(9, { 3: token() }) });
}
const FOUND = [`${TOKEN} a.txt:2`, `${TOKEN} sub/b.txt:3`];

/** Another working tree or clone, as a repository of its own. */
function at(repository: Repository, path: string): Repository {
  return new Repository({ top: join(repository.top, path) });
}

const shared = staged();

places('from a subfolder: the whole index, paths from the top', () => {
  expectStaged(shared, FOUND, { cwd: join(shared.top, 'sub/deep') });
});

places('from a folder that Git does not know', () => {
  mkdirSync(join(shared.top, 'untracked/folder'), { recursive: true });
  expectStaged(shared, FOUND, { cwd: join(shared.top, 'untracked/folder') });
});

places('from inside the Git directory', () => {
  expectStaged(shared, FOUND, { cwd: join(shared.top, '.git') });
});

places('through a symbolic link to the repository', () => {
  symlinkSync(shared.top, join(shared.top, '../link'));
  expectStaged(shared, FOUND, { cwd: join(shared.top, '../link/sub') });
});

places('with the variables that Git sets for a hook', () => {
  const env = { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index', GIT_PREFIX: 'sub/', GIT_EDITOR: ':' };
  expectStaged(shared, FOUND, { env });
});

places('with GIT_DIR and GIT_WORK_TREE, from elsewhere', () => {
  const env = { GIT_DIR: join(shared.top, '.git'), GIT_WORK_TREE: shared.top };
  expectStaged(shared, FOUND, { env, cwd: '/' });
});

places('with relative GIT_DIR and GIT_WORK_TREE, from a subfolder, in a merge', () => {
  const repository = staged();
  repository.git('checkout', '-q', '-b', 'other', '-f');
  repository.stage({ 'sub/merged.txt': `${token()}\n` }).commit();
  repository.git('checkout', '-q', 'main');
  repository.stage({ 'b.txt': 'b\n' }).commit();
  repository.git('merge', '-q', '--no-commit', 'other');
  repository.write({ '.git/info/exclude': '.env\n' });
  repository.stage({ '.env': 'A=1\n', 'sub/.env': 'A=1\n', 'a.txt': lines(9, { 2: token() }) });
  const place = {
    env: { GIT_DIR: '../../.git', GIT_WORK_TREE: '../..' },
    cwd: join(repository.top, 'sub/deep'),
  };
  const found = ['file:dotenv-file .env:1', `${TOKEN} a.txt:2`, 'file:dotenv-file sub/.env:1'];
  expectStaged(repository, found, place);
  const advice = runBin(repository, ['pre-commit'], place).stdout.match(/\.gitignore \w+ \w+/g);
  assert.equal(advice, ['.gitignore covers it', '.gitignore covers it']);
});

places('a work tree away from its bare repository', () => {
  const repository = staged(['--separate-git-dir', '../files.git']);
  repository.git('config', 'core.bare', 'true');
  const env = { GIT_DIR: join(repository.top, '../files.git'), GIT_WORK_TREE: repository.top };
  expectStaged(repository, FOUND, { env });
});

places('a separate Git directory', () => {
  expectStaged(staged(['--separate-git-dir', '../elsewhere.git']), FOUND);
});

places('a linked worktree has an index of its own', () => {
  const repository = staged();
  repository.git('worktree', 'add', '-q', '-b', 'linked', '../linked');
  const linked = at(repository, '../linked');
  expectStaged(linked, []);
  linked.stage({ 'sub/deep/c.txt': lines(9, { 7: token() }) });
  expectStaged(linked, [`${TOKEN} sub/deep/c.txt:7`]);
  expectStaged(linked, [`${TOKEN} sub/deep/c.txt:7`], { cwd: join(linked.top, 'sub/deep') });
  expectStaged(repository, FOUND);
});

places('inside a submodule: the submodule alone', () => {
  const library = new Repository();
  library.stage({ 'a.txt': 'clean\n' }).commit();
  const repository = staged();
  repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.top, 'library');
  const inside = at(repository, 'library');
  inside.stage({ 'a.txt': `${token()}\n`, '.env': 'A=1\n' });
  expectStaged(inside, ['file:dotenv-file .env:1', `${TOKEN} a.txt:1`]);
});

places('a detached HEAD, and a folder whose name is odd', () => {
  const repository = staged();
  repository.git('checkout', '-q', '--detach');
  expectStaged(repository, FOUND);
  rmSync(join(repository.top, '../odd\n name '), { recursive: true, force: true });
  repository.git('worktree', 'add', '-q', '--detach', '../odd\n name ');
  const odd = at(repository, '../odd\n name ');
  odd.stage({ '.env': 'A=1\n' });
  expectStaged(odd, ['file:dotenv-file .env:1']);
});

places.run();
