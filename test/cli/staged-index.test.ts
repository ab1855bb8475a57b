/** The staged scan reads the index, whatever the working tree holds. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import { Repository } from '../support/repository.js';
import { expectStaged, lines, TOKEN, token } from './expect-staged.js';

const index = suite('staged: the index, never the working tree');

index('a secret that only the index holds is found', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': `key ${token()}\n` }).write({ 'a.txt': 'clean\n' });
  expectStaged(repository, [`${TOKEN} a.txt:1`]);
});

index('a secret that only the working tree holds passes', () => {
  const repository = new Repository();
  repository
    .stage({ 'a.txt': 'clean\n' })
    .write({ 'a.txt': `${token()}\n`, 'untracked.txt': `${token()}\n` });
  expectStaged(repository, []);
});

index('a staged secret is found when its file is gone from the working tree', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': `${token()}\n` });
  rmSync(join(repository.top, 'a.txt'));
  expectStaged(repository, [`${TOKEN} a.txt:1`]);
});

index('a staged secret is found when the working tree has a folder in its place', () => {
  const repository = new Repository();
  repository.stage({ a: `${token()}\n` });
  rmSync(join(repository.top, 'a'));
  repository.write({ 'a/b.txt': 'clean\n' });
  expectStaged(repository, [`${TOKEN} a:1`]);
});

index('a secret that was staged and taken back passes', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': 'clean\n' }).commit();
  repository.stage({ 'a.txt': `${token()}\n`, 'b.txt': `${token()}\n` });
  repository.git('reset', '-q');
  expectStaged(repository, []);
});

index('`git rm --cached` of a newly staged secret passes', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': `${token()}\n` });
  repository.git('rm', '-q', '--cached', 'a.txt');
  expectStaged(repository, []);
});

/** Two changes far apart, of which `git add -p` takes one. */
function addPartly(answers: string): Repository {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(40) }).commit();
  repository.write({ 'a.txt': lines(40, { 3: `key = ${token()}`, 35: 'another clean line' }) });
  const { status, stderr } = repository.run('sh', ['-c', `printf '${answers}' | git add -p > /dev/null`]);
  if (status !== 0) throw new Error(stderr);
  return repository;
}

index('`git add -p` that takes the hunk with the secret', () => {
  expectStaged(addPartly('y\\nn\\n'), [`${TOKEN} a.txt:3`]);
});

index('`git add -p` that leaves the hunk with the secret', () => {
  expectStaged(addPartly('n\\ny\\n'), []);
});

index('a patch applied to the index alone', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': lines(20) }).commit();
  repository.write({ 'a.txt': lines(20, { 10: token() }) });
  repository.run('sh', ['-c', 'git diff > ../change.patch && git checkout -q -- . ']);
  repository.git('apply', '--cached', '../change.patch');
  expectStaged(repository, [`${TOKEN} a.txt:10`]);
});

index('an index entry written by hand', () => {
  const repository = new Repository();
  repository.write({ 'elsewhere.txt': `\n${token()}\n` });
  const oid = repository.git('hash-object', '-w', 'elsewhere.txt').trim();
  repository.git('update-index', '--add', '--cacheinfo', `100644,${oid},folder/never-written.txt`);
  expectStaged(repository, [`${TOKEN} folder/never-written.txt:2`]);
});

index('the first commit of a repository: everything is new', () => {
  const repository = new Repository();
  repository.stage({
    'a.txt': `${token()}\n`,
    'b/c.txt': 'clean\n',
    'b/d.txt': `\n\n${token()} ${token()}\n`,
  });
  expectStaged(repository, [`${TOKEN} a.txt:1`, `${TOKEN} b/d.txt:3`, `${TOKEN} b/d.txt:3`]);
});

index('an empty repository with nothing staged passes', () => {
  expectStaged(new Repository(), []);
});

index('an orphan branch: everything is new again', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': `${token()}\n` }).commit();
  repository.git('checkout', '-q', '--orphan', 'other');
  expectStaged(repository, [`${TOKEN} a.txt:1`]);
});

index('a secret in the last commit and nothing staged passes', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': `${token()}\n` }).commit();
  expectStaged(repository, []);
});

index('a touched file with the same content passes', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': `${token()}\n` }).commit();
  repository.run('touch', ['-d', '2001-01-01', 'a.txt']);
  repository.git('add', 'a.txt');
  expectStaged(repository, []);
});

index('an intent to add stages nothing yet', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': 'clean\n' }).commit();
  repository.write({ 'new.txt': `${token()}\n`, '.env': 'A=1\n' });
  repository.git('add', '-N', '.');
  expectStaged(repository, []);
});

index('an intent to add beside a staged secret hides nothing', () => {
  const repository = new Repository();
  repository.write({ 'a.txt': `${token()}\n`, 'b.txt': `${token()}\n` });
  repository.git('add', '-N', 'a.txt');
  repository.git('add', 'b.txt');
  expectStaged(repository, [`${TOKEN} b.txt:1`]);
});

index('an intent to add that is added for real', () => {
  const repository = new Repository();
  repository.write({ 'a.txt': `${token()}\n` });
  repository.git('add', '-N', 'a.txt');
  repository.git('add', 'a.txt');
  expectStaged(repository, [`${TOKEN} a.txt:1`]);
});

for (const bit of ['--assume-unchanged', '--skip-worktree']) {
  index(`a staged secret is found under ${bit}`, () => {
    const repository = new Repository();
    repository.stage({ 'a.txt': 'clean\n' }).commit();
    repository.stage({ 'a.txt': `${token()}\n` });
    repository.git('update-index', bit, 'a.txt');
    expectStaged(repository, [`${TOKEN} a.txt:1`]);
  });
}

index('GIT_INDEX_FILE names the index that counts', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': 'clean\n' }).commit();
  repository.write({ 'b.txt': `${token()}\n` });
  const other = { GIT_INDEX_FILE: join(repository.top, '.git/other-index') };
  repository.run('git', ['read-tree', 'HEAD'], { env: other });
  repository.run('git', ['add', 'b.txt'], { env: other });
  expectStaged(repository, [`${TOKEN} b.txt:1`], { env: other });
  expectStaged(repository, []);
});

index('a relative GIT_INDEX_FILE, and a secret in the index that does not count', () => {
  const repository = new Repository();
  repository.stage({ 'a.txt': 'clean\n' }).commit();
  repository.run('cp', ['.git/index', '.git/other-index']);
  repository.stage({ 'a.txt': `${token()}\n` });
  expectStaged(repository, [], { env: { GIT_INDEX_FILE: '.git/other-index' } });
  expectStaged(repository, [`${TOKEN} a.txt:1`]);
});

index('an ignored file that was added by force', () => {
  const repository = new Repository();
  repository.stage({ '.gitignore': 'ignored/\n', 'ignored/a.txt': `${token()}\n` });
  expectStaged(repository, [`${TOKEN} ignored/a.txt:1`]);
});

index.run();
