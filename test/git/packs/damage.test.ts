/** Packs and indexes that are broken, or made to break who reads them. */
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isKnown } from '../../../src/errors.js';
import { readIndex } from '../../../src/git/packs/index-file.js';
import { readMultiPackIndex } from '../../../src/git/packs/multi-pack-index.js';
import { Pack } from '../../../src/git/packs/pack.js';
import {
  type MadeEntry,
  objectsOf,
  packFiles,
  readAll,
  SMALL_LIMITS,
  type TrueObject,
  writePack,
} from '../../support/packs.js';
import { randomInt } from '../../support/random.js';
import { Repository, scratch } from '../../support/repository.js';
import { randomText } from '../../support/sample.js';

const damage = suite('damaged packs');

/** A small repository with whole objects and deltas, every text of another length. */
function smallRepository(): Repository {
  const repository = new Repository();
  const text = Array.from({ length: 12 }, () => randomText(20));
  for (let version = 0; version < 3; version++) {
    text[version * 4] = `version ${version} ${randomText(version + 3)}`;
    repository.stage({ file: text.join('\n'), empty: '' });
    repository.commit();
  }
  repository.git('repack', '-adfq', '--window=10', '--depth=10');
  return repository;
}

interface Outcome {
  /** Why the whole pack is refused. */
  refused: string | null;
  /** The texts that were handed out, and the ids of what was named instead. */
  texts: { oid: string; text: Buffer }[];
  apart: string[];
}

/** Opens and reads a pack; anything but an error that tells a person what is wrong is a failure. */
function readPack(path: string): Outcome {
  try {
    const pack = Pack.open(path, readIndex(path.replace(/pack$/, 'idx'), 20));
    const objects = readAll({ packs: [pack] });
    pack.close();
    return {
      refused: null,
      texts: objects.flatMap(({ oid, object }) =>
        object.kind === 'text' ? [{ oid, text: object.text }] : [],
      ),
      apart: objects.filter(({ object }) => object.kind === 'apart').map(({ oid }) => oid),
    };
  } catch (error) {
    assert.ok(isKnown(error), String(error));
    return { refused: error.message, texts: [], apart: [] };
  }
}

/** Fails where something is neither read rightly nor named. */
function checkOutcome({ refused, texts, apart }: Outcome, objects: Map<string, TrueObject>, where: string) {
  if (refused !== null) return;
  for (const { oid, text } of texts) assert.ok(objects.get(oid)?.text.equals(text), `${where}: other bytes`);
  assert.is(texts.length + apart.length, objects.size, `${where}: something is left out`);
}

const repository = smallRepository();
const objects = objectsOf(repository);
const [realPack] = packFiles(repository, '.pack') as [string];
const pack = readFileSync(realPack);
const index = readFileSync(realPack.replace(/pack$/, 'idx'));
const place = join(scratch(), 'pack-a.pack');
const indexPlace = place.replace(/pack$/, 'idx');

damage('the pack of these tests is sound, and has deltas', () => {
  copyFileSync(realPack, place);
  writeFileSync(indexPlace, index);
  const outcome = readPack(place);
  assert.is(outcome.texts.length, objects.size);
  checkOutcome(outcome, objects, 'as it is');
  assert.match(repository.git('verify-pack', '-v', realPack), /^chain length = \d/m);
});

damage('a pack with any one byte changed: refused, or what the byte spoils is named', () => {
  writeFileSync(indexPlace, index);
  for (let at = 0; at < pack.length; at++) {
    for (const change of [0xff, 1 << randomInt(8)]) {
      const bytes = Buffer.from(pack);
      bytes[at] = (bytes[at] as number) ^ change;
      writeFileSync(place, bytes);
      checkOutcome(readPack(place), objects, `byte ${at} of the pack`);
    }
  }
});

damage('a pack that is cut off anywhere is refused', () => {
  writeFileSync(indexPlace, index);
  writeFileSync(place, pack);
  for (let length = pack.length - 1; length >= 0; length--) {
    truncateSync(place, length);
    assert.ok(readPack(place).refused, `${length} bytes`);
  }
});

damage('an index with any one byte changed: refused, or the objects are read under ids that it says', () => {
  writeFileSync(place, pack);
  const known = new Set([...objects.values()].map(({ text }) => text.toString('latin1')));
  for (let at = 0; at < index.length; at++) {
    const bytes = Buffer.from(index);
    bytes[at] = (bytes[at] as number) ^ (1 << randomInt(8));
    writeFileSync(indexPlace, bytes);
    const { refused, texts, apart } = readPack(place);
    assert.ok(refused !== null || texts.length + apart.length === objects.size, `byte ${at} of the index`);
    for (const { text } of texts) assert.ok(known.has(text.toString('latin1')), `byte ${at} of the index`);
  }
});

damage('an index that is cut off anywhere is refused', () => {
  for (const version of [1, 2]) {
    writeFileSync(place, pack);
    repository.git('index-pack', `--index-version=${version}`, '-o', indexPlace, place);
    assert.is(readPack(place).refused, null);
    for (let length = readFileSync(indexPlace).length - 1; length >= 0; length--) {
      truncateSync(indexPlace, length);
      assert.ok(readPack(place).refused, `${length} bytes of version ${version}`);
    }
  }
});

damage('a multi-pack index that is changed or cut off anywhere: refused, or another table', () => {
  repository.git('multi-pack-index', 'write');
  const bytes = readFileSync(packFiles(repository, 'multi-pack-index')[0] as string);
  const file = join(scratch(), 'multi-pack-index');
  const wanted = [(realPack.split('/').pop() as string).replace('.pack', '')];
  const isRefused = (content: Buffer): boolean => {
    writeFileSync(file, content);
    try {
      readMultiPackIndex(file, wanted, 20);
      return false;
    } catch (error) {
      assert.ok(isKnown(error), String(error));
      return true;
    }
  };
  assert.not(isRefused(bytes));
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] as number) ^ (1 << randomInt(8));
    isRefused(changed);
  }
  // The checksum at its end is not looked at.
  for (let length = bytes.length - 21; length >= 0; length--) assert.ok(isRefused(bytes.subarray(0, length)));
});

const oidOf = (digit: string) => digit.repeat(40);
const blob = (digit: string, text: string, more: Partial<MadeEntry> = {}): MadeEntry => ({
  oid: oidOf(digit),
  kind: 3,
  content: Buffer.from(text),
  ...more,
});
const deltaOf = (digit: string, base: string, instructions: number[]): MadeEntry => ({
  oid: oidOf(digit),
  kind: 7,
  content: Buffer.from(instructions),
  base: Buffer.from(oidOf(base), 'hex'),
});

const MADE: [title: string, entries: MadeEntry[], told: Record<string, string>][] = [
  [
    'deltas that go in a circle',
    [deltaOf('1', '2', [0, 0]), deltaOf('2', '1', [0, 0]), blob('3', 'x')],
    { 1: 'damaged', 2: 'damaged', 3: 'x' },
  ],
  ['a delta of itself', [deltaOf('1', '1', [0, 0])], { 1: 'damaged' }],
  [
    'a delta of what the pack does not have, and one of that',
    [deltaOf('1', '9', [1, 1, 0x80]), deltaOf('2', '1', [1, 1, 0x80])],
    { 1: 'damaged', 2: 'damaged' },
  ],
  [
    'bases behind their deltas',
    [deltaOf('1', '2', [2, 3, 0x91, 0, 2, 1, 33]), deltaOf('2', '3', [1, 2, 2, 97, 98]), blob('3', 'x')],
    { 1: 'ab!', 2: 'ab', 3: 'x' },
  ],
  [
    'a base of another size than the delta says',
    [blob('1', 'abc'), deltaOf('2', '1', [2, 2, 0x90, 2])],
    { 1: 'abc', 2: 'damaged' },
  ],
  [
    'a copy over the end of the base',
    [blob('1', 'abc'), deltaOf('2', '1', [3, 2, 0x91, 2, 2])],
    { 1: 'abc', 2: 'damaged' },
  ],
  [
    'a copy over the end of the result',
    [blob('1', 'abc'), deltaOf('2', '1', [3, 2, 0x90, 3])],
    { 1: 'abc', 2: 'damaged' },
  ],
  [
    'an insert over the end of the delta',
    [blob('1', 'abc'), deltaOf('2', '1', [3, 5, 5, 97])],
    { 1: 'abc', 2: 'damaged' },
  ],
  [
    'an insert over the end of the result',
    [blob('1', 'abc'), deltaOf('2', '1', [3, 1, 2, 97, 98])],
    { 1: 'abc', 2: 'damaged' },
  ],
  [
    'an instruction that does not exist',
    [blob('1', 'abc'), deltaOf('2', '1', [3, 0, 0])],
    { 1: 'abc', 2: 'damaged' },
  ],
  [
    'a result that is not filled',
    [blob('1', 'abc'), deltaOf('2', '1', [3, 4, 0x90, 3])],
    { 1: 'abc', 2: 'damaged' },
  ],
  [
    'an empty delta, and sizes that do not end',
    [blob('1', 'abc'), deltaOf('2', '1', []), deltaOf('3', '1', [0x83, 0x83])],
    { 1: 'abc', 2: 'damaged', 3: 'damaged' },
  ],
  [
    'a delta that would make more than is held',
    [blob('1', 'abc'), deltaOf('2', '1', [3, 0x80, 0x80, 0x80, 1, 0x90, 3])],
    { 1: 'abc', 2: 'large' },
  ],
  [
    'more or less in it than its header says',
    [blob('1', 'abc', { size: 2 }), blob('2', 'abc', { size: 4 }), blob('3', 'abc')],
    { 1: 'damaged', 2: 'damaged', 3: 'abc' },
  ],
  [
    'a size that is larger than all memory',
    [blob('1', 'abc', { size: 2 ** 52 }), deltaOf('2', '1', [3, 3, 0x90, 3])],
    { 1: 'large', 2: 'large' },
  ],
  [
    'a text that unpacks to far more than it says',
    [blob('1', 'a'.repeat(1e7), { size: 10 })],
    { 1: 'damaged' },
  ],
  [
    'bytes behind the data',
    [blob('1', 'abc', { after: Buffer.from('hidden') }), blob('2', 'xy')],
    { 1: 'damaged', 2: 'xy' },
  ],
  [
    'kinds that do not exist',
    [blob('1', 'abc', { kind: 0 }), blob('2', 'abc', { kind: 5 }), blob('3', 'xyz')],
    { 1: 'damaged', 2: 'damaged', 3: 'xyz' },
  ],
  [
    'a distance of nothing, and one to before the pack',
    [
      blob('1', '\x00\x00', { kind: 6, base: Buffer.from([0]) }),
      blob('2', '\x00\x00', { kind: 6, base: Buffer.from([0xff, 0xff, 0x7f]) }),
      blob('3', 'a\x00', { kind: 6, base: Buffer.from([1]) }),
    ],
    { 1: 'damaged', 2: 'damaged', 3: 'damaged' },
  ],
];

for (const [title, entries, told] of MADE) {
  damage(`${title}: named, and everything else is read`, () => {
    const path = writePack(scratch(), entries);
    const { packs } = { packs: [Pack.open(path, readIndex(path.replace(/pack$/, 'idx'), 20))] };
    const read = readAll({ packs }, { limits: SMALL_LIMITS }).map(({ oid, object }) => [
      oid[0],
      object.kind === 'text' ? object.text.toString() : object.reason,
    ]);
    assert.equal(Object.fromEntries(read), told);
    assert.is(read.length, entries.length);
  });
}

damage('a chain of 4,000 that stands in the pack from its far end on is made once', () => {
  const oidFor = (i: number) => i.toString(16).padStart(40, '0');
  const entries = Array.from({ length: 4000 }, (_, i) => ({
    ...deltaOf('0', '0', [0xd0, 0x0f, 0xd0, 0x0f, 0xb0, 0xcf, 0x07, 1, 65 + (i % 26)]),
    oid: oidFor(i),
    base: Buffer.from(oidFor(i + 1), 'hex'),
  }));
  const path = writePack(scratch(), [...entries, { ...blob('0', 'a'.repeat(2000)), oid: oidFor(4000) }]);
  const packs = [Pack.open(path, readIndex(path.replace(/pack$/, 'idx'), 20))];
  const read = readAll({ packs }, { limits: { object: 2000, ring: 6000 } });
  assert.is(read.length, 4001);
  assert.is(read[0]?.oid, oidFor(4000));
  assert.is(read.filter(({ object }) => object.kind === 'text').length, 4001);
});

damage('offsets beyond 4 GB; what an index does not list is not passed over in silence', () => {
  const entries = [
    blob('1', 'abc'),
    { ...blob('2', 'xyz'), hole: 5 * 2 ** 30 },
    deltaOf('3', '2', [3, 2, 0x90, 2]),
    deltaOf('4', '1', [3, 2, 0x90, 2]),
  ];
  const path = writePack(scratch(), entries);
  const pack = Pack.open(path, readIndex(path.replace(/pack$/, 'idx'), 20));
  assert.ok(pack.entries.start(1) > 5 * 2 ** 30);
  const read = readAll({ packs: [pack] }).map(({ oid, object }) => [
    oid[0],
    object.kind === 'text' ? object.text.toString() : object.reason,
  ]);
  // Between the first entry and the second something could be hidden.
  assert.equal(Object.fromEntries(read), { 1: 'large', 2: 'xyz', 3: 'xy', 4: 'large' });
});

damage.run();
