/** Builds the tables that the kernel searches with; `src/kernel/assembly/search.ts` says how they are laid out. */
import { type ByteSet, bytesOf as membersOf, setOf } from '../../patterns/syntax.js';
import { KINDS, kindOf } from './kinds.js';
import { chooseGrams, GRAM } from './rarity.js';
import type { Sought } from './sought.js';

const HEADER = 20; // bytes
const FIRST_HASH = 0x9e3779b1;
const SECOND_HASH = 0x85ebca6b;
const SET_BYTES = 32;
const SLOT_NUMBERS = 6;
const SLOTS_PER_GRAM = 1.5;
const MARKS_POWER = 17; // 128 KB: few bytes which begin no gram have to be looked up, and it stays in a cache that is near
const ANY = 2; // the others are odd
const MOST_ENTRIES = 16_000; // with one gram: the kernel has room for the hits of four

/** What is known of a gram: the entries it leads to, and a bit for each kind of byte that may stand beside it. */
interface Slot {
  entries: number[][];
  before: bigint;
  behind: bigint;
}

/** @param sought what to look for; a hit is told by its index. */
export function buildTables(sought: readonly Sought[]): Uint8Array {
  const sets = new Sets();
  const slots = new Map<number, Slot>();
  sought.forEach((one, id) => {
    const { offset, grams } = chooseGrams(one.sets);
    const entry = entryOf(one, { id, offset, sets });
    const before = kindBits(one.sets[offset - 1]);
    const behind = kindBits(one.sets[offset + GRAM]);
    for (const gram of new Set(grams)) {
      const slot = slots.get(gram) ?? { entries: [], before: 0n, behind: 0n };
      slot.entries.push(entry);
      slot.before |= before;
      slot.behind |= behind;
      slots.set(gram, slot);
    }
  });
  const slotsPower = Math.max(4, Math.ceil(Math.log2(slots.size * SLOTS_PER_GRAM)));
  const marks = marksOf(slots.keys());
  const slotsOffset = HEADER + marks.length;
  const setsOffset = slotsOffset + 2 ** slotsPower * SLOT_NUMBERS * Uint32Array.BYTES_PER_ELEMENT;
  const lists = new Lists(setsOffset + sets.bytes.length);
  const placed = placeSlots(slots, slotsPower, lists);
  const last = 2 ** slotsPower - 1;
  const longest = Math.max(0, ...[...slots.values()].map(({ entries }) => entries.length));
  if (longest > MOST_ENTRIES) throw new Error('too many texts begin alike');
  const header = [32 - slotsPower, slotsOffset, setsOffset, last, longest];
  return Buffer.concat([bytesOf(Uint32Array.from(header)), marks, bytesOf(placed), sets.bytes, lists.bytes]);
}

function marksOf(grams: Iterable<number>): Uint8Array {
  const marks = new Uint8Array(2 ** MARKS_POWER);
  for (const gram of grams) {
    const hash = Math.imul(gram, FIRST_HASH) >>> 0;
    const place = hash >>> (32 - MARKS_POWER);
    const mark = ((hash >>> 4) & 0xff) | 1;
    marks[place] = marks[place] === 0 || marks[place] === mark ? mark : ANY;
  }
  return marks;
}

function placeSlots(slots: ReadonlyMap<number, Slot>, power: number, lists: Lists): Uint32Array {
  const placed = new Uint32Array(2 ** power * SLOT_NUMBERS);
  const last = 2 ** power - 1;
  for (const [gram, { entries, before, behind }] of slots) {
    let slot = Math.imul(gram, SECOND_HASH) >>> (32 - power);
    while (placed[slot * SLOT_NUMBERS + 1] !== 0) slot = (slot + 1) & last;
    placed.set([gram, lists.add(entries), ...halves(before), ...halves(behind)], slot * SLOT_NUMBERS);
  }
  return placed;
}

function halves(bits: bigint): [low: number, high: number] {
  return [Number(bits & 0xffffffffn), Number(bits >> 32n)];
}

/** A bit for the kind of each byte in the set; all where nothing is known. */
function kindBits(set: ByteSet | undefined): bigint {
  if (set === undefined) return 2n ** BigInt(KINDS) - 1n;
  return membersOf(set).reduce((bits, byte) => bits | (1n << BigInt(kindOf(byte))), 0n);
}

function bytesOf({ buffer }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer);
}

/** The numbers of an entry, each of 16 bits; its length is even in 32 bits. */
function entryOf(one: Sought, { id, offset, sets }: { id: number; offset: number; sets: Sets }): number[] {
  // What may end an escape is not told by one byte, and before a text's beginning stands nothing.
  const bound = one.bound === '' ? 0 : sets.indexOf(withoutNul(setOf(one.bound)));
  const places = one.sets.map((set) => sets.indexOf(set));
  const numbers = [offset, one.sets.length, bound & 0xffff, bound >>> 16, id & 0xffff, id >>> 16, ...places];
  return numbers.length % 2 === 0 ? numbers : [...numbers, 0];
}

function withoutNul(set: ByteSet): ByteSet {
  return set.map((flag, byte) => (byte === 0 ? 0 : flag));
}

/** The distinct sets; set 0 is empty, and stands for none. */
class Sets {
  private readonly indexes = new Map<string, number>([['', 0]]);
  private readonly packed: Uint8Array[] = [new Uint8Array(SET_BYTES)];

  indexOf(set: ByteSet): number {
    const bits = new Uint8Array(SET_BYTES);
    set.forEach((flag, byte) => {
      if (flag) bits[byte >> 3] = (bits[byte >> 3] as number) | (1 << (byte & 7));
    });
    const key = Buffer.from(bits).toString('latin1');
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    this.indexes.set(key, this.packed.length);
    return this.packed.push(bits) - 1;
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.packed);
  }
}

/** Lists of entries, each once however many grams lead to it. */
class Lists {
  private readonly offsets = new Map<string, number>();
  private readonly parts: Uint8Array[] = [];
  private end: number;

  constructor(start: number) {
    this.end = start;
  }

  /** @returns where the list begins. */
  add(entries: readonly number[][]): number {
    const numbers = Uint16Array.from([entries.length, 0, ...entries.flat()]);
    const key = numbers.join();
    const known = this.offsets.get(key);
    if (known !== undefined) return known;
    const offset = this.end;
    this.offsets.set(key, offset);
    this.parts.push(new Uint8Array(numbers.buffer));
    this.end += numbers.byteLength;
    return offset;
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.parts);
  }
}
