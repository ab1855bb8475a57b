/** Deltas: what they make, and what is new in it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyDelta, type Changes, changesOf, readSizes } from '../../../src/git/packs/delta.js';
import { randomBytes, randomInt } from '../../support/random.js';

const deltas = suite('deltas');

type Instruction = { copy: [start: number, length: number] } | { insert: string };

const copy = (start: number, length: number): Instruction => ({ copy: [start, length] });
const insert = (text: string): Instruction => ({ insert: text });

function size(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...size(Math.floor(value / 128))];
}

/** As Git writes it: bytes of an offset or a length that are zero are left out, 0x10000 has no length at all. */
function written(instruction: Instruction): number[] {
  if ('insert' in instruction)
    return [instruction.insert.length, ...Buffer.from(instruction.insert, 'latin1')];
  const [start, length] = instruction.copy;
  const stored = length === 0x10000 ? 0 : length;
  const bytes = [0, 8, 16, 24].map((shift) => Math.floor(start / 2 ** shift) % 256);
  bytes.push(...[0, 8, 16].map((shift) => (stored >> shift) % 256));
  const code = bytes.reduce((bits, byte, i) => (byte > 0 ? bits | (1 << i) : bits), 128);
  return [code, ...bytes.filter((byte) => byte > 0)];
}

function lengthOf(instruction: Instruction): number {
  return 'insert' in instruction ? instruction.insert.length : instruction.copy[1];
}

function deltaOf(base: number, instructions: Instruction[]): Buffer {
  const result = instructions.reduce((sum, one) => sum + lengthOf(one), 0);
  return Buffer.from([...size(base), ...size(result), ...instructions.flatMap(written)]);
}

function apply(base: Buffer, delta: Buffer): Buffer | null {
  const { result } = readSizes(delta) ?? { result: 0 };
  const memory = Buffer.alloc(3 + base.length + 5 + result + 7, '#');
  base.copy(memory, 3);
  const isSound = applyDelta({ memory, base: 3, result: 3 + base.length + 5 }, delta);
  const around = [
    memory.subarray(0, 3),
    memory.subarray(-7),
    memory.subarray(3 + base.length, 8 + base.length),
  ];
  assert.is(Buffer.concat(around).toString(), '#'.repeat(15));
  return isSound ? memory.subarray(8 + base.length, 8 + base.length + result) : null;
}

const CHANGES: [title: string, instructions: Instruction[], changes: Changes][] = [
  ['a copy of all', [copy(0, 100)], []],
  ['a copy in two parts', [copy(0, 60), copy(60, 40)], []],
  ['lines taken out', [copy(0, 20), copy(30, 70)], [20, 20]],
  ['lines put in', [copy(0, 20), insert('abc'), copy(20, 80)], [20, 23]],
  ['lines replaced', [copy(0, 20), insert('abc'), copy(50, 50)], [20, 23]],
  ['two inserts that touch', [copy(0, 20), insert('abc'), insert('de'), copy(20, 80)], [20, 25]],
  ['a beginning cut off', [copy(10, 90)], [0, 0]],
  ['an end cut off', [copy(0, 90)], [90, 90]],
  ['an end replaced', [copy(0, 90), insert('abc')], [90, 93]],
  ['an end added', [copy(0, 100), insert('abc')], [100, 103]],
  ['parts in another order', [copy(50, 50), copy(0, 50)], [0, 0, 50, 50, 100, 100]],
  ['a part twice', [copy(0, 50), copy(0, 100)], [50, 50]],
  ['nothing left', [], [0, 0]],
  ['all of it new', [insert('abc')], [0, 3]],
];

for (const [title, instructions, changes] of CHANGES) {
  deltas(`${title}: what is new`, () => {
    assert.equal(changesOf(deltaOf(100, instructions)), changes);
  });
}

deltas(
  'random deltas make what their instructions say, and every new pair of bytes is among the changes',
  () => {
    for (let round = 0; round < 300; round++) {
      const base = randomBytes(randomInt(200_000) + 1);
      const instructions = Array.from({ length: randomInt(8) }, () => randomInstruction(base.length));
      const delta = deltaOf(base.length, instructions);
      const parts = instructions.map((one) =>
        'insert' in one
          ? Buffer.from(one.insert, 'latin1')
          : base.subarray(one.copy[0], one.copy[0] + one.copy[1]),
      );
      assert.ok(apply(base, delta)?.equals(Buffer.concat(parts)));
      checkChanges(instructions, changesOf(delta));
    }
  },
);

function randomInstruction(base: number): Instruction {
  if (randomInt(3) === 0) return insert(randomBytes(randomInt(127) + 1).toString('latin1'));
  const start = randomInt(4) === 0 ? 0 : randomInt(base);
  const length = [1, 0x10000, base, randomInt(base) + 1][randomInt(4)] as number;
  return copy(start, Math.min(length, base - start));
}

/** Outside of the changes, each byte is a copy and stands beside the same ones as in the base. */
function checkChanges(instructions: Instruction[], changes: Changes): void {
  let at = 0;
  let before: number | null = -1; // where the byte before stands in the base
  for (const one of instructions) {
    const start = 'insert' in one ? null : one.copy[0];
    const touched = changes.some((_, i) => i % 2 === 0 && within(at, changes.slice(i, i + 2)));
    if (start === null || before === null || start !== before + 1) assert.ok(touched);
    at += lengthOf(one);
    before = start === null ? null : start + lengthOf(one) - 1;
    if (start === null) assert.ok(changes.some((_, i) => i % 2 === 0 && within(at, changes.slice(i, i + 2))));
  }
  for (let i = 2; i < changes.length; i += 2) assert.ok((changes[i] as number) > (changes[i - 1] as number));
}

function within(at: number, [start = 0, end = 0]: number[]): boolean {
  return at >= start && at <= end;
}

deltas('random bytes are refused or applied, and never reach outside of their place', () => {
  const base = randomBytes(500);
  let sound = 0;
  for (let round = 0; round < 20_000; round++) {
    const instructions = [copy(randomInt(400), 20), insert('abc'), copy(randomInt(490), 10)];
    const delta = deltaOf(base.length, instructions);
    delta[randomInt(delta.length - 4) + 4] = randomInt(256);
    if (apply(base, delta)) sound++;
  }
  assert.ok(sound > 100 && sound < 19_900);
});

deltas('sizes that end, and that do not', () => {
  assert.equal(readSizes(Buffer.from([0x80, 1, 5, 99])), { base: 128, result: 5, length: 3 });
  assert.equal(readSizes(Buffer.from([...size(2 ** 40), ...size(2 ** 50)])), {
    base: 2 ** 40,
    result: 2 ** 50,
    length: 6 + 8,
  });
  for (const bytes of [[], [5], [0x85], [5, 0x85], Array.from({ length: 40 }, () => 0xff)]) {
    assert.is(readSizes(Buffer.from(bytes)), null);
  }
});

deltas.run();
