/** Where the scan of a history begins: every way in which Git keeps a commit, a tree or a blob. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { birthsTold, blobAt, blobsTold, read, tipsOf } from './git-said.js';

const tips = suite('the tips of a history');

/** A repository with one commit, and texts that are stored nowhere yet. */
function begun(): Repository {
  const repository = new Repository();
  repository.stage({ a: 'base\n' }).commit();
  return repository;
}

function store(repository: Repository, text: string): string {
  const stdin = Buffer.from(text);
  return repository.run('git', ['hash-object', '-w', '--stdin'], { stdin }).stdout.trim();
}

/** A commit on top of HEAD that nothing names. */
function commitAside(repository: Repository, text: string): string {
  repository.stage({ aside: text });
  const tree = repository.git('write-tree').trim();
  repository.git('reset', '-q', '--hard');
  return repository.git('commit-tree', '-p', 'HEAD', '-m', 'aside', tree).trim();
}

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

/** What nothing but the object store or a log keeps. */
const UNREACHABLE: Record<string, (repository: Repository) => void> = {
  'a commit that was undone': (repository) => {
    repository.stage({ a: KEPT }).commit();
    repository.git('reset', '-q', '--hard', 'HEAD~1');
  },
  'a stash that was dropped': (repository) => {
    repository.write({ a: KEPT }).git('stash', '-q');
    repository.git('stash', 'drop', '-q');
  },
  'a file that was staged and never committed': (repository) => {
    repository.stage({ a: KEPT });
    repository.git('reset', '-q', '--hard');
  },
};
for (const [where, lose] of Object.entries(UNREACHABLE)) {
  tips(`${where}: no part of --all, but of --unreachable`, async () => {
    const repository = begun();
    lose(repository);
    const kept = store(repository, KEPT);
    assert.not.ok(blobsTold(await read(repository)).includes(kept));
    assert.ok(blobsTold(await read(repository, { unreachable: true })).includes(kept));
  });
}

tips(
  '--unreachable: what a log still names has its commit and its path; of the rest the words are named',
  async () => {
    const repository = begun();
    const undone = repository.stage({ b: 'undone\n' }).commit();
    const blob = blobAt(repository, 'HEAD:b');
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    const lost = commitAside(repository, 'lost\n');
    repository.git('tag', '-a', '-m', 'words', 'gone');
    const tag = repository.git('rev-parse', 'gone').trim();
    repository.git('tag', '-d', 'gone');
    const told = await read(repository, { unreachable: true });
    assert.equal(birthsTold(told, blob), [`${undone} 100644 b`]);
    assert.equal(birthsTold(told, store(repository, 'lost\n')), ['no commit 100644 aside']);
    assert.equal(told.words, { commits: [lost], tags: [tag] });
  },
);

tips(
  '--unreachable: a blob that was only staged, or whose commits are gone in part, has no path',
  async () => {
    const repository = begun();
    const base = repository.git('rev-parse', 'HEAD').trim();
    const gone = commitAside(repository, 'gone\n');
    const tree = repository.git('rev-parse', `${gone}^{tree}`).trim();
    const stored = repository.git('commit-tree', '-p', gone, '-m', 'on top', tree).trim();
    rmSync(join(repository.top, '.git/objects', gone.slice(0, 2), gone.slice(2)));
    const told = await read(repository, { unreachable: true });
    assert.equal(told.words, { commits: [stored], tags: [] });
    assert.ok(told.table.commits.find(base) >= 0);
    const [birth, ...more] = birthsTold(told, store(repository, 'gone\n'));
    assert.equal([birth, more], ['no commit 100644 (unreachable blob)', []]);
  },
);

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
