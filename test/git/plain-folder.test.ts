/** The Git directory that is found without Git is the one that Git finds; where that is not certain, none is. */
import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { plainGitFolder, plainTopLevel } from '../../src/git/plain-folder.js';
import { Repository } from '../support/repository.js';

const plain = suite('the plain Git directory');

plain('is found from the top level and from below, as Git finds it', () => {
  const { top } = new Repository().stage({ 'a/b/c.txt': 'x\n' });
  assert.is(plainGitFolder(top), join(top, '.git'));
  assert.is(plainGitFolder(join(top, 'a/b')), join(top, '.git'));
});

/** A `.git` in a folder of the repository, of which Git takes no notice. */
const notOne: [what: string, make: (folder: string) => void][] = [
  ['an empty folder', () => {}],
  ['a HEAD alone', (git) => writeFileSync(join(git, 'HEAD'), 'ref: refs/heads/main\n')],
  [
    'a HEAD that names nothing',
    (git) => {
      for (const name of ['objects', 'refs']) mkdirSync(join(git, name));
      writeFileSync(join(git, 'HEAD'), 'nothing\n');
    },
  ],
];
for (const [what, make] of notOne) {
  plain(`${what} called .git is left to Git, which looks further up`, () => {
    const repository = new Repository().stage({ 'a/b.txt': 'x\n' });
    const inner = join(repository.top, 'a/.git');
    mkdirSync(inner);
    make(inner);
    assert.is(plainGitFolder(join(repository.top, 'a')), null);
    const { stdout } = repository.run('git', ['rev-parse', '--show-toplevel'], {
      cwd: join(repository.top, 'a'),
    });
    assert.is(stdout.trim(), repository.top);
  });
}

plain('is left to Git where it is a link, a file, or a bare repository', () => {
  const { top } = new Repository();
  const linked = new Repository();
  rmSync(join(linked.top, '.git'), { recursive: true });
  symlinkSync(join(top, '.git'), join(linked.top, '.git'));
  assert.is(plainGitFolder(linked.top), null);
  rmSync(join(linked.top, '.git'));
  writeFileSync(join(linked.top, '.git'), `gitdir: ${join(top, '.git')}\n`);
  assert.is(plainGitFolder(linked.top), null);
  assert.is(plainGitFolder(join(top, '.git')), null);
});

plain('has the top level that Git tells, behind a link too', () => {
  const repository = new Repository().stage({ 'a/b.txt': 'x\n' });
  const link = join(new Repository().top, 'link');
  symlinkSync(join(repository.top, 'a'), link);
  for (const cwd of [repository.top, join(repository.top, 'a'), link]) {
    const { stdout } = repository.run('git', ['rev-parse', '--show-toplevel'], { cwd });
    assert.is(plainTopLevel(cwd), stdout.trim());
  }
  assert.is(plainTopLevel(repository.top), realpathSync(repository.top));
});

for (const [name, value] of [
  ['core.worktree', '../elsewhere'],
  ['core.bare', 'true'],
  ['core.bare', '1'],
  ['extensions.worktreeConfig', 'true'],
  ['include.path', 'other'],
] as const) {
  plain(`has no top level without Git where ${name} is ${value}`, () => {
    const repository = new Repository();
    repository.git('config', name, value);
    assert.is(plainTopLevel(repository.top), null);
  });
}

plain.run();
