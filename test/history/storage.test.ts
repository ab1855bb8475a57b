/** The ways to store a generated history: each is what it says, and holds every object that it must. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Repository } from '../support/repository.js';
import { generateHistory, generateWithOddRefs } from './generate.js';
import { reachableBlobs } from './listed-history.js';
import { cloned, mirrored, packsIn, STORAGES, stored, storedAs } from './storage.js';

const storage = suite('the ways to store a generated history');

const { repository, labels } = await generateWithOddRefs({ seed: 'stored', cases: 'none', wandering: 30 });
const blobs = reachableBlobs(repository, 'all');

/** What Git counts, by its own words. */
function counted(one: Repository): Record<string, number> {
  const lines = one.git('count-objects', '-v').trim().split('\n');
  return Object.fromEntries(lines.map((line) => [line.split(': ')[0], Number(line.split(': ')[1])]));
}

/** The pack's entries: type (6 and 7 are deltas), depth of the chain, id of the base. */
function entriesOf(one: Repository): { oid: string; type: number; depth: number; base: string | null }[] {
  const folder = join(one.top, '.git/objects/pack');
  const name = packsIn(folder)[0] as string;
  const pack = readFileSync(join(folder, name));
  const rows = one.git('verify-pack', '-v', join(folder, name)).split('\n');
  const entries = rows.map((row) => row.split(/ +/)).filter(([oid]) => /^[0-9a-f]{40}$/.test(oid ?? ''));
  return entries.map(([oid = '', , , , offset, depth = '0', base = null]) => ({
    oid,
    type: ((pack[Number(offset)] as number) >> 4) & 7,
    depth: Number(depth),
    base,
  }));
}

function shapeOf(one: Repository): { deepest: number; types: Set<number> } {
  const entries = entriesOf(one);
  return {
    deepest: Math.max(...entries.map(({ depth }) => depth)),
    types: new Set(entries.map(({ type }) => type)),
  };
}

for (const one of STORAGES) {
  storage(`${one.title}: every blob that a ref reaches is there`, () => {
    assert.equal(reachableBlobs(stored(repository, one), 'all'), blobs);
  });
}

storage('loose only, several packs, and the objects of another repository', () => {
  const byTitle = (title: string) => counted(storedAs(repository, title));
  assert.is(byTitle('loose only').packs, 0);
  const spread = byTitle('several packs, and loose objects');
  assert.ok(spread.packs === 3 && (spread.count as number) > 0);
  const alternate = byTitle('objects of another repository');
  assert.is(alternate['in-pack'], 0);
});

storage('a window and a depth do what they say, and bases are named by offset or id', () => {
  const shape = (title: string) => shapeOf(storedAs(repository, title));
  assert.is(shape('repacked with a window of 0 and a depth of 50').deepest, 0);
  assert.is(shape('repacked with a window of 10 and a depth of 1').deepest, 1);
  const deep = shape('repacked with a window of 250 and a depth of 250');
  assert.ok(deep.deepest > 5 && deep.types.has(6) && !deep.types.has(7));
  assert.ok(shape('deltas that name their base by its id').types.has(7));
});

storage('a secret is copied out of a base that no ref reaches', async () => {
  const history = await generateHistory({ seed: 'deltas', cases: 'deltas', wandering: 0 });
  const reached = new Set(reachableBlobs(history.repository, 'all'));
  const entries = new Map(entriesOf(history.repository).map((entry) => [entry.oid, entry]));
  const copied = history.labels.find(({ title }) => title === 'copied from what no ref reaches');
  const base = entries.get(copied?.blobs[0] ?? '')?.base ?? null;
  assert.ok(base !== null && !reached.has(base));
});

storage(
  'a mirror has all refs but the stash, which is nobody else\u2019s, a shallow clone and a partial one lack some',
  () => {
    const own = new Set(
      labels.filter(({ title }) => title.includes('stash')).flatMap((label) => label.blobs),
    );
    const refs = repository.git('for-each-ref', '--format=%(refname)');
    const mirror = mirrored(repository);
    assert.is(mirror.git('for-each-ref', '--format=%(refname)'), refs);
    assert.ok([...own].some((oid) => mirror.tryGit('cat-file', '-e', oid).status !== 0));
    const shallow = cloned(repository, '--depth=3');
    assert.is(shallow.git('rev-parse', '--is-shallow-repository').trim(), 'true');
    const partial = cloned(repository, '--filter=blob:none');
    assert.ok(partial.git('rev-list', '--objects', '--all', '--missing=print').includes('\n?'));
  },
);

storage.run();
