/** Where the scan of a history begins: every way in which Git keeps a commit, a tree or a blob. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Repository } from '../support/repository.js';
import { begun, blobAt, blobsTold, commitAside, read, store, tipsOf } from './git-said.js';

const tips = suite('the tips of a history');

/** Each keeps the blob "kept" somewhere, and nowhere else. */
const KEEPERS: Record<string, (repository: Repository) => void> = {
  'a branch': (repository) => repository.git('update-ref', 'refs/heads/x', commitAside(repository, 'kept\n')),
  'a remote-tracking branch': (repository) =>
    repository.git('update-ref', 'refs/remotes/origin/x', commitAside(repository, 'kept\n')),
  'a ref of any other folder': (repository) =>
    repository.git('update-ref', 'refs/pull/1/head', commitAside(repository, 'kept\n')),
  'an annotated tag of an annotated tag': (repository) => {
    repository.git('tag', '-a', '-m', 'inner', 'inner', commitAside(repository, 'kept\n'));
    repository.git('tag', '-a', '-m', 'outer', 'outer', 'inner');
    repository.git('tag', '-d', 'inner');
  },
  'a tag of a tree': (repository) => {
    const tree = repository.git('rev-parse', `${commitAside(repository, 'kept\n')}^{tree}`).trim();
    repository.git('tag', '-a', '-m', 'tree', 'tree', tree);
  },
  'a tag of a blob': (repository) => repository.git('tag', 'blob', store(repository, 'kept\n')),
  'the newest stash': (repository) => {
    repository.write({ a: 'kept\n' }).git('stash', '-q');
  },
  'the oldest of three stashes': (repository) => {
    for (const text of ['kept\n', 'second\n', 'third\n']) repository.write({ a: text }).git('stash', '-q');
  },
  'the index of an older stash': (repository) => {
    repository.stage({ a: 'kept\n' }).write({ a: 'other\n' }).git('stash', '-q');
    repository.write({ a: 'second\n' }).git('stash', '-q');
  },
  'the untracked files of an older stash': (repository) => {
    repository.write({ untracked: 'kept\n' }).git('stash', '-q', '--include-untracked');
    repository.write({ a: 'second\n' }).git('stash', '-q');
  },
  'a note': (repository) => repository.git('notes', 'add', '-m', 'kept', 'HEAD'),
  'a replacement of a blob': (repository) =>
    repository.git('replace', blobAt(repository, 'HEAD:a'), store(repository, 'kept\n')),
  'a replacement of a commit': (repository) => {
    const aside = commitAside(repository, 'kept\n');
    repository.git('replace', 'HEAD', aside);
  },
  'what a replacement hides': (repository) => {
    const base = repository.git('rev-parse', 'HEAD').trim();
    const hidden = repository.stage({ a: 'kept\n' }).commit();
    repository.git('replace', hidden, base);
  },
  'what a graft cuts away': (repository) => {
    repository.stage({ a: 'kept\n' }).commit();
    const top = repository.stage({ a: 'later\n' }).commit();
    repository.write({ '.git/info/grafts': `${top}\n` });
  },
  'a detached HEAD': (repository) =>
    repository.git('checkout', '-q', '--detach', commitAside(repository, 'kept\n')),
  'the HEAD of another working tree': (repository) =>
    repository.git('worktree', 'add', '-q', '--detach', '../other', commitAside(repository, 'kept\n')),
  'the HEAD of a working tree whose folder is gone': (repository) => {
    repository.git('worktree', 'add', '-q', '--detach', '../other', commitAside(repository, 'kept\n'));
    rmSync(join(repository.top, '../other'), { recursive: true });
  },
};

const KEPT = 'kept\n';
for (const [where, keep] of Object.entries(KEEPERS)) {
  tips(`found through ${where}`, async () => {
    const repository = begun();
    keep(repository);
    const told = await read(repository);
    assert.ok(blobsTold(told).includes(store(repository, KEPT)));
    assert.equal(told.skips, []);
  });
}

tips('without a choice: HEAD and nothing else', async () => {
  const repository = begun();
  repository.git('checkout', '-q', '-b', 'other');
  repository.stage({ b: 'other\n' }).commit();
  repository.git('checkout', '-q', 'main');
  const told = await read(repository, { all: false });
  assert.equal(blobsTold(told), [blobAt(repository, 'main:a')]);
});

tips('that are given: those and nothing else, tags named on the way', async () => {
  const repository = begun();
  repository.git('checkout', '-q', '--orphan', 'other');
  repository.git('rm', '-q', '-f', 'a');
  const other = repository.stage({ b: 'other\n' }).commit();
  repository.git('tag', '-a', '-m', 'words', 'one', 'other');
  repository.git('checkout', '-q', 'main');
  for (const refs of [['one'], ['other', 'one'], ['refs/tags/one'], ['one^{tree}'], ['other:b']]) {
    assert.equal(blobsTold(await read(repository, { all: false, refs })), [blobAt(repository, 'other:b')]);
  }
  const told = await tipsOf(repository, { all: false, refs: ['one'] });
  assert.equal([told.commits, told.tags], [[other], [blobAt(repository, 'refs/tags/one')]]);
  const loose = (await tipsOf(repository, { all: false, refs: ['other:b'] })).loose;
  assert.equal(
    loose.map(({ type }) => type),
    ['blob'],
  );
});

async function failureOf(repository: Repository, refs: string[]): Promise<Error> {
  try {
    await read(repository, { all: false, refs });
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
}

const NOTHING = [
  'nowhere',
  '--output=x',
  '--all',
  '',
  ' ',
  'a b',
  'main..main',
  '^main',
  'main\nmain',
  '1'.repeat(40),
  'HEAD:none',
];
for (const name of NOTHING) {
  tips(`given as ${JSON.stringify(name)}: an error that does not repeat it`, async () => {
    const repository = begun();
    const { message } = await failureOf(repository, ['main', name]);
    assert.is(message, 'the refs: number 2 of them names nothing here');
  });
}

tips('HEAD without a commit while other refs have some: an error, not an empty history', async () => {
  const repository = begun();
  repository.git('checkout', '-q', '--orphan', 'other');
  assert.is((await failureOf(repository, [])).message, 'HEAD has no commit yet');
  assert.is((await read(repository)).table.commits.length, 1);
});

tips('HEAD whose branch cannot be read: an error; with --all it is named', async () => {
  const repository = begun();
  writeFileSync(join(repository.top, '.git/refs/heads/main'), 'garbage\n');
  assert.is((await failureOf(repository, [])).message, 'HEAD has no commit yet');
  const [skip, ...more] = (await read(repository)).skips;
  assert.equal([skip, more], [{ file: '(refs)', reason: '1 ref that Git cannot read', listed: false }, []]);
});

tips('a ref whose object is missing: named, and the rest is read', async () => {
  const repository = begun();
  writeFileSync(join(repository.top, '.git/refs/heads/lost'), `${'1'.repeat(40)}\n`);
  const told = await read(repository);
  assert.is(told.table.commits.length, 1);
  assert.equal(told.skips, [
    {
      file: '(ref)',
      reason: 'object 111111111111, or one that it names, is missing from this clone',
      listed: false,
    },
  ]);
});

tips('a symbolic ref to a branch that is not there: nothing is missing', async () => {
  const repository = begun();
  repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/gone');
  assert.equal((await read(repository)).skips, []);
});

tips.run();
