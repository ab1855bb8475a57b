/** Every object of real packs, as Git itself reads it. */
import { rmSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openAllPacks } from '../../../src/git/packs/find-packs.js';
import { Kinds } from '../../../src/git/packs/kinds.js';
import { Pack } from '../../../src/git/packs/pack.js';
import { PackReader } from '../../../src/git/packs/pack-reader.js';
import { compare, copyOf } from '../../support/compare-packs.js';
import {
  EVERY_TYPE,
  fastImport,
  historyOf,
  objectsOf,
  packFiles,
  readAll,
  readObject,
  SMALL_LIMITS,
} from '../../support/packs.js';
import { Repository } from '../../support/repository.js';

const packs = suite('packs');

const original = historyOf(40);
const ofLongIds = historyOf(12, { init: ['--object-format=sha256'] });

/** Removes all indexes but the one for all packs; Git can still read every object, but does not list them. */
async function compareWithoutIndexes(repository: Repository): Promise<void> {
  repository.git('multi-pack-index', 'write');
  const expected = objectsOf(repository);
  for (const file of packFiles(repository, '.idx')) rmSync(file);
  await compare(repository, { expected });
}

const VARIANTS: [title: string, prepare: (repository: Repository) => void][] = [
  ['as Git packs it', (r) => r.git('repack', '-adfq')],
  ['with long chains', (r) => r.git('repack', '-adfq', '--window=250', '--depth=250')],
  ['without deltas', (r) => r.git('repack', '-adFq', '--window=0')],
  [
    'deltas that name their base by its id',
    (r) => r.git('-c', 'repack.useDeltaBaseOffset=false', 'repack', '-adfq'),
  ],
  ['an index of version 1', (r) => reindex(r, '--index-version=1')],
  ['an index with offsets of 64 bits', (r) => reindex(r, '--index-version=2,0x40')],
  ['packs that were added one after the other', (r) => addPacks(r)],
  [
    'several packs and a multi-pack index',
    (r) => {
      addPacks(r);
      r.git('multi-pack-index', 'write');
    },
  ],
];

function reindex(repository: Repository, ...words: string[]): void {
  repository.git('repack', '-adfq');
  for (const file of packFiles(repository, '.idx')) rmSync(file);
  for (const file of packFiles(repository, '.pack')) repository.git('index-pack', ...words, file);
}

function addPacks(repository: Repository): void {
  for (const name of ['a', 'b']) {
    repository.stage({ [name]: `${name}\n`.repeat(100) });
    repository.commit();
    repository.git('repack', '-dq');
  }
}

for (const [title, prepare] of VARIANTS) {
  packs(`${title}: all objects are as Git reads them`, async () => {
    const repository = copyOf(original);
    prepare(repository);
    await compare(repository);
  });
}

packs('a multi-pack index alone, of several packs', async () => {
  const repository = copyOf(original);
  addPacks(repository);
  await compareWithoutIndexes(repository);
});

packs('a multi-pack index alone, with offsets of 64 bits', async () => {
  const repository = copyOf(original);
  reindex(repository, '--index-version=2,0x40');
  await compareWithoutIndexes(repository);
});

packs('a repository of SHA-256', async () => {
  const repository = copyOf(ofLongIds);
  await compare(repository);
  reindex(repository, '--object-format=sha256', '--index-version=2,0x40');
  await compare(repository);
  await compareWithoutIndexes(repository);
});

packs('a chain of 4,000 deltas, walked with and without memory for it', async () => {
  const repository = new Repository();
  const text: string[] = Array.from({ length: 200 }, (_, i) => `line ${i} of a text`);
  const stream = Array.from({ length: 4001 }, (_, version) => {
    text[version % 200] = `line ${version} anew`;
    const content = text.join('\n');
    return `blob\ndata ${content.length}\n${content}\n`;
  });
  fastImport(repository, stream.join(''), { depth: 4095 });
  const [index] = packFiles(repository, '.idx');
  assert.match(repository.git('verify-pack', '-v', index as string), /^chain length = 4000: 1 object$/m);
  await compare(repository);
  const opened = await openAllPacks(repository.top);
  // Each text is the only one in the ring.
  const limits = { object: 4200, ring: 3 * 4200, again: 1e9 };
  const texts = readAll(opened, { limits, slice: 50_000 });
  assert.is(texts.length, 4001);
});

packs('objects that are too large to hold are named, and what is made of them', async () => {
  const repository = new Repository();
  const line = 'a line of a large file\n';
  repository.stage({ large: Buffer.alloc(20_000_000, line), small: 'small\n' });
  repository.commit();
  repository.write({ large: Buffer.concat([Buffer.alloc(20_000_000, line), Buffer.from('more\n')]) });
  repository.git('commit', '-qam', 'another');
  repository.git('repack', '-adfq');
  const opened = await openAllPacks(repository.top);
  const objects = readAll(opened, {
    limits: { object: 16 << 20, ring: 48 << 20, again: 1e9 },
    wanted: new Set(['blob'] as const),
  });
  const named = objects.map(({ object }) =>
    object.kind === 'text' ? object.text.toString() : object.reason,
  );
  assert.equal(named.sort(), ['large', 'large', 'small\n']);
  const oid = repository.git('rev-parse', 'HEAD:large').trim();
  const large = readObject(opened, oid);
  assert.is(large?.kind === 'apart' && large.reason, 'large');
  const held = readAll(opened, { limits: { object: 32 << 20, ring: 96 << 20, again: 1e9 } });
  assert.ok(held.every(({ object }) => object.kind === 'text'));
});

packs('slices of any size hand out every entry once', async () => {
  const opened = await openAllPacks(original.top);
  const all = readAll(opened)
    .map(({ oid }) => oid)
    .sort();
  for (const slice of [1, 100, 1000, 7000, 1e6]) {
    assert.equal(
      readAll(opened, { slice })
        .map(({ oid }) => oid)
        .sort(),
      all,
    );
  }
});

packs('threads that share a pack hand out every entry once', async () => {
  const opened = await openAllPacks(original.top);
  const expected = readAll(opened).map(({ oid }) => oid);
  const [pack] = opened as [Pack];
  const kinds = new Kinds(pack);
  const readers = Array.from({ length: 3 }, () => {
    const posted = structuredClone({ shared: pack.shared, table: kinds.table });
    const own = new Pack(posted.shared);
    return new PackReader(own, { limits: SMALL_LIMITS, kinds: new Kinds(own, posted.table) });
  });
  const read = pack.entries.slices(2000).flatMap((slice, i) => {
    const objects = Array.from((readers[i % 3] as PackReader).read(slice, EVERY_TYPE));
    return objects.map(({ number }) => pack.entries.oid(number));
  });
  assert.equal(read.sort(), expected.sort());
  assert.ok(kinds.table.every((kind) => kind > 0));
});

packs('only what is wanted is handed out', async () => {
  const opened = await openAllPacks(original.top);
  const expected = [...objectsOf(original).values()].map(({ type }) => type);
  for (const wanted of [['blob'], ['commit', 'tag'], ['tree']] as const) {
    const types = readAll(opened, { wanted: new Set(wanted) }).map(({ object }) => object.type as string);
    assert.equal(types.sort(), expected.filter((type) => wanted.some((one) => one === type)).sort());
  }
});

packs.run();
