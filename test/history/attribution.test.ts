/** Whose a secret is, against every tree of every commit. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Attribution, Place } from '../../src/history/attribution.js';
import { commitAll, filesOf, made } from '../support/made-commits.js';
import { Repository } from '../support/repository.js';
import { attributionOf, blobAt, readAll } from './git-said.js';

const attribution = suite('whose a secret is');

/** In short: commits by their subject. */
interface Summary {
  first: string | null;
  last: string | null;
  atHead: boolean;
  refs: string[];
  tips: string[];
  places: number;
}

function summed({ first, last, ...more }: Attribution): Summary {
  return { ...more, first: first?.commit.oid ?? null, last: last?.commit.oid ?? null };
}

/** The trees of all commits, the oldest commit first, and those of all refs with their commits. */
function allTrees(repository: Repository) {
  const order = repository.git('rev-list', '--all', '--date-order', '--reverse').trim().split('\n');
  const refs = repository.git('for-each-ref', '--format=%(refname)').trim().split('\n');
  const trees = new Map([...order, ...refs, 'HEAD'].map((name) => [name, filesOf(repository, name)]));
  const reached = new Map(refs.map((ref) => [ref, repository.git('rev-list', ref).trim().split('\n')]));
  return { order, refs, trees, reached };
}

/** The same from whole trees. */
function expected(
  { order, refs, trees, reached }: ReturnType<typeof allTrees>,
  places: readonly Place[],
): Summary {
  const holds = (name: string) =>
    places.some(({ oid, path }) => trees.get(name)?.get(path)?.endsWith(` ${oid}`));
  const holders = new Set(order.filter(holds));
  return {
    first: [...holders][0] ?? null,
    last: [...holders].at(-1) ?? null,
    atHead: holds('HEAD'),
    refs: refs.filter((ref) => reached.get(ref)?.some((commit) => holders.has(commit))),
    tips: refs.filter(holds),
    places: places.length,
  };
}

attribution('in random histories with merges of up to four parents', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(made, { minLength: 6, maxLength: 9 }), fc.nat(), async (commits, choice) => {
      const repository = commitAll(commits);
      repository.git('update-ref', 'HEAD', `c${choice % commits.length}`);
      repository.git('tag', '-a', '-m', 'tag', 'tag', `c${choice % 3}`);
      const known = allTrees(repository);
      const all = new Map<string, Place>();
      for (const files of known.trees.values()) {
        for (const [path, file] of files) {
          const [mode, oid = ''] = file.split(' ');
          if (mode !== '160000') all.set(`${path} ${oid}`, { path, oid });
        }
      }
      // Each place by itself, those of one blob together, and all.
      const places = [...all.values()];
      const blobs = [...new Set(places.map(({ oid }) => oid))];
      const secrets = [
        ...places.slice(0, 5).map((place) => [place]),
        ...blobs.map((blob) => places.filter(({ oid }) => oid === blob)),
        ...(places.length > 0 ? [places] : []),
      ];
      const { attributions } = await readAll(repository, {}, secrets);
      assert.equal(
        attributions.map(summed),
        secrets.map((secret) => expected(known, secret)),
      );
    }),
    { numRuns: 15 },
  );
});

/** Commits with dates of one's own; `day` counts from 1. */
function commitOn(repository: Repository, day: number, files: Record<string, string>): string {
  repository.stage(files);
  const date = `2026-01-${String(day).padStart(2, '0')}T12:00:00+0200`;
  const env = { GIT_AUTHOR_NAME: `Author ${day}`, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const { status } = repository.run('git', ['commit', '-q', '--no-verify', '-m', `day ${day}`], { env });
  assert.is(status, 0);
  return blobAt(repository, 'HEAD');
}

attribution('with author, date and place of the first and the last commit', async () => {
  const repository = new Repository();
  commitOn(repository, 1, { other: 'nothing\n' });
  const first = commitOn(repository, 2, { a: 'secret\n' });
  const oid = blobAt(repository, 'HEAD:a');
  repository.git('mv', 'a', 'b');
  commitOn(repository, 3, { other: 'more\n' });
  const last = commitOn(repository, 4, { other: 'even more\n' });
  repository.git('rm', '-q', 'b');
  commitOn(repository, 5, { other: 'gone\n' });
  const told = await attributionOf(repository, [
    { oid, path: 'b' },
    { oid, path: 'a' },
  ]);
  assert.equal(told, {
    first: { commit: { oid: first, author: 'Author 2', date: '2026-01-02T12:00:00+02:00' }, place: 1 },
    last: { commit: { oid: last, author: 'Author 4', date: '2026-01-04T12:00:00+02:00' }, place: 0 },
    atHead: false,
    refs: ['refs/heads/main'],
    tips: [],
    places: 2,
  });
});

attribution('where a clock was wrong: a child is never first, however old it says it is', async () => {
  const repository = new Repository();
  commitOn(repository, 20, { other: 'nothing\n' });
  const first = commitOn(repository, 21, { a: 'secret\n' });
  const oid = blobAt(repository, 'HEAD:a');
  repository.git('mv', 'a', 'b');
  const last = commitOn(repository, 1, { other: 'a wrong date\n' });
  const told = summed(
    await attributionOf(repository, [
      { oid, path: 'a' },
      { oid, path: 'b' },
    ]),
  );
  assert.equal([told.first, told.last], [first, last]);
});

attribution(
  'removed on one branch, kept on another: the refs that had it, and those that have it',
  async () => {
    const repository = new Repository();
    repository.stage({ a: 'base\n' }).commit();
    repository.git('branch', 'before');
    repository.stage({ a: 'secret\n' }).commit();
    const oid = blobAt(repository, 'HEAD:a');
    repository.git('branch', 'keeps');
    repository.git('tag', '-a', '-m', 'release', 'v1');
    repository.git('tag', 'light');
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    repository.stage({ a: 'clean\n' }).commit();
    repository.git('tag', 'v2');
    const told = await attributionOf(repository, [{ oid, path: 'a' }]);
    const keeps = ['refs/heads/keeps', 'refs/remotes/origin/main', 'refs/tags/light', 'refs/tags/v1'];
    assert.equal(told.tips, keeps);
    assert.equal(told.refs, [...keeps, 'refs/heads/main', 'refs/tags/v2'].sort());
    assert.is(told.atHead, false);
  },
);

attribution('of a blob and of a tree that tags name without a commit', async () => {
  const repository = new Repository();
  repository.stage({ a: 'base\n' }).commit();
  repository.stage({ 'd/secret': 'secret\n' });
  const tree = repository.git('write-tree').trim();
  const oid = blobAt(repository, ':d/secret');
  repository.git('reset', '-q', '--hard');
  repository.git('tag', '-a', '-m', 'tree', 'tree', tree);
  repository.git('tag', 'blob', oid);
  const nothing = { first: null, last: null, atHead: false };
  const named = (ref: string) => ({ ...nothing, refs: [ref], tips: [ref], places: 1 });
  assert.equal(await attributionOf(repository, [{ oid, path: 'd/secret' }]), named('refs/tags/tree'));
  assert.equal(await attributionOf(repository, [{ oid, path: '(blob)' }]), named('refs/tags/blob'));
});

attribution('of the oldest stash: the stash is its ref, though it names another', async () => {
  const repository = new Repository();
  repository.stage({ a: 'base\n' }).commit();
  for (const text of ['secret\n', 'other\n']) repository.write({ a: text }).git('stash', '-q');
  const oid = blobAt(repository, 'stash@{1}:a');
  const told = await attributionOf(repository, [{ oid, path: 'a' }]);
  assert.equal([told.refs, told.tips, told.atHead], [['refs/stash'], ['refs/stash'], false]);
  assert.ok(told.first);
});

attribution('of a HEAD that is on no branch', async () => {
  const repository = new Repository();
  repository.stage({ a: 'base\n' }).commit();
  repository.git('checkout', '-q', '--detach');
  repository.stage({ a: 'secret\n' }).commit();
  const told = await attributionOf(repository, [{ oid: blobAt(repository, 'HEAD:a'), path: 'a' }]);
  assert.equal([told.refs, told.tips, told.atHead], [['HEAD'], ['HEAD'], true]);
});

attribution(
  'where only one ref was asked for: refs that name a commit on its way are known, and HEAD too',
  async () => {
    const repository = new Repository();
    repository.stage({ a: 'secret\n' }).commit();
    const oid = blobAt(repository, 'HEAD:a');
    repository.git('branch', 'asked');
    repository.git('tag', 'there');
    repository.stage({ b: 'more\n' }).commit();
    const told = await attributionOf(repository, [{ oid, path: 'a' }], { all: false, refs: ['asked'] });
    assert.equal(told.refs, ['refs/heads/asked', 'refs/tags/there']);
    assert.is(told.atHead, true);
  },
);

attribution('where the commit of HEAD is missing: told all the same', async () => {
  const repository = new Repository();
  const commit = repository.stage({ a: 'secret\n' }).commit();
  const oid = blobAt(repository, 'HEAD:a');
  repository.git('branch', 'other');
  repository.write({ '.git/refs/heads/main': `${'1'.repeat(40)}\n` });
  const told = summed(await attributionOf(repository, [{ oid, path: 'a' }]));
  assert.equal([told.first, told.refs, told.atHead], [commit, ['refs/heads/other'], false]);
});

attribution('of a place that no commit has: no commit, no ref', async () => {
  const repository = new Repository();
  repository.stage({ a: 'base\n' }).commit();
  const oid = blobAt(repository, 'HEAD:a');
  for (const place of [
    { oid, path: 'b' },
    { oid: '1'.repeat(40), path: 'a' },
  ]) {
    const told = await attributionOf(repository, [place]);
    assert.equal(told, { first: null, last: null, atHead: false, refs: [], tips: [], places: 1 });
  }
});

attribution.run();
