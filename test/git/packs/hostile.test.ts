/** Packs that are made to break who reads them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readIndex } from '../../../src/git/packs/index-file.js';
import { Pack } from '../../../src/git/packs/pack.js';
import { type MadeEntry, readAll, SMALL_LIMITS, writePack } from '../../support/packs.js';
import { scratch } from '../../support/repository.js';

const hostile = suite('hostile packs');

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
  hostile(`${title}: named, and everything else is read`, () => {
    const path = writePack(scratch(), entries);
    const packs = [Pack.open(path, readIndex(path.replace(/pack$/, 'idx'), 20))];
    const read = readAll(packs, { limits: SMALL_LIMITS }).map(({ oid, object }) => [
      oid[0],
      object.kind === 'text' ? object.text.toString() : object.reason,
    ]);
    assert.equal(Object.fromEntries(read), told);
    assert.is(read.length, entries.length);
  });
}

const oidFor = (i: number) => i.toString(16).padStart(40, '0');
const LENGTH = 2000; // bytes of each text of a chain

/** A delta that makes a text of its base by another last byte. */
function linkOf(number: number, base: number): MadeEntry {
  const content = [0xd0, 0x0f, 0xd0, 0x0f, 0xb0, 0xcf, 0x07, 1, 65 + (number % 26)];
  return {
    oid: oidFor(number),
    kind: 7,
    content: Buffer.from(content),
    base: Buffer.from(oidFor(base), 'hex'),
  };
}

function rootOf(number: number): MadeEntry {
  return { oid: oidFor(number), kind: 3, content: Buffer.alloc(LENGTH, 'a') };
}

function readMade(entries: MadeEntry[], again: number) {
  const path = writePack(scratch(), entries);
  const packs = [Pack.open(path, readIndex(path.replace(/pack$/, 'idx'), 20))];
  return readAll(packs, { limits: { object: LENGTH, ring: 3 * LENGTH, again } });
}

hostile('a chain of 4,000 that stands in the pack from its far end on is made once', () => {
  const links = Array.from({ length: 4000 }, (_, i) => linkOf(i, i + 1));
  const read = readMade([...links, rootOf(4000)], 0);
  assert.is(read.length, 4001);
  assert.is(read[0]?.oid, oidFor(4000));
  assert.ok(read.every(({ object }) => object.kind === 'text'));
});

hostile(
  'many deltas, each of another end of a chain that does not fit: after a while they are named, not made',
  () => {
    const links = Array.from({ length: 300 }, (_, i) => linkOf(i + 1, i));
    const ends = Array.from({ length: 300 }, (_, i) => linkOf(1000 + i, i % 2 === 0 ? 300 : 150));
    const read = readMade([rootOf(0), ...links, ...ends], 2_000_000);
    const reasons = read.map(({ object }) => (object.kind === 'text' ? 'text' : object.reason));
    assert.is(read.length, 601);
    assert.ok(reasons.slice(0, 301).every((one) => one === 'text'));
    const texts = reasons.slice(301).filter((one) => one === 'text').length;
    const costly = reasons.slice(301).filter((one) => one === 'costly').length;
    // Those of the one end that stays in the ring cost nothing.
    assert.ok(texts > 1 && texts < 180 && texts + costly === 300, `${texts} texts, ${costly} costly`);
  },
);

hostile('offsets beyond 4 GB; what an index does not list is not passed over in silence', () => {
  const entries = [
    blob('1', 'abc'),
    { ...blob('2', 'xyz'), hole: 5 * 2 ** 30 },
    deltaOf('3', '2', [3, 2, 0x90, 2]),
    deltaOf('4', '1', [3, 2, 0x90, 2]),
  ];
  const path = writePack(scratch(), entries);
  const pack = Pack.open(path, readIndex(path.replace(/pack$/, 'idx'), 20));
  assert.ok(pack.entries.start(1) > 5 * 2 ** 30);
  const read = readAll([pack]).map(({ oid, object }) => [
    oid[0],
    object.kind === 'text' ? object.text.toString() : object.reason,
  ]);
  // Between the first entry and the second something could be hidden.
  assert.equal(Object.fromEntries(read), { 1: 'large', 2: 'xyz', 3: 'xy', 4: 'large' });
});

hostile.run();
