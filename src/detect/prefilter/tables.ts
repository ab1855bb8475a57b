/** Builds the tables that the kernel searches with; `src/kernel/assembly/search.ts` says how they are laid out. */
import { type ByteSet, setOf } from '../../patterns/syntax.js';
import { chooseGrams } from './rarity.js';
import type { Sought } from './sought.js';

const HEADER = 32; // bytes
const FIRST_HASH = 0x9e3779b1;
const SECOND_HASH = 0x85ebca6b;
const SET_BYTES = 32;
const BITS_PER_GRAM = 24; // so that few bytes that begin no gram have to be looked up
const FEWEST_BITS = 13; // as a power of two
const MOST_BITS = 19; // more do not stay in the cache that is near
const MOST_ENTRIES = 256; // with one gram

/** @param sought what to look for; a hit is told by its index. */
export function buildTables(sought: readonly Sought[]): Uint8Array {
  const sets = new Sets();
  const byGram = new Map<number, number[][]>();
  sought.forEach((one, id) => {
    const { offset, grams } = chooseGrams(one.sets);
    const entry = entryOf(one, { id, offset, sets });
    for (const gram of new Set(grams)) {
      const list = byGram.get(gram);
      if (list) list.push(entry);
      else byGram.set(gram, [entry]);
    }
  });
  const power = Math.ceil(Math.log2(byGram.size * BITS_PER_GRAM + 1));
  const bitsPower = Math.min(MOST_BITS, Math.max(FEWEST_BITS, power));
  const slotsPower = Math.max(4, Math.ceil(Math.log2(byGram.size * 2 + 1)));
  const bits = new Uint8Array(2 ** bitsPower / 8);
  const slots = new Uint32Array(2 ** slotsPower * 2);
  const slotsOffset = HEADER + bits.length;
  const setsOffset = slotsOffset + slots.byteLength;
  const listsOffset = setsOffset + sets.bytes.length;
  const lists = new Lists(listsOffset);
  for (const [gram, entries] of byGram) {
    if (entries.length > MOST_ENTRIES) throw new Error('too many texts begin alike');
    const bit = Math.imul(gram, FIRST_HASH) >>> (32 - bitsPower);
    bits[bit >> 3] = (bits[bit >> 3] as number) | (1 << (bit & 7));
    place(slots, { gram, list: lists.add(entries), slotsPower });
  }
  const header = [32 - bitsPower, 32 - slotsPower, HEADER, slotsOffset, setsOffset, 2 ** slotsPower - 1, 0, 0];
  return Buffer.concat([words(header), bits, new Uint8Array(slots.buffer), sets.bytes, lists.bytes]);
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

function place(
  slots: Uint32Array,
  { gram, list, slotsPower }: { gram: number; list: number; slotsPower: number },
): void {
  const mask = 2 ** slotsPower - 1;
  let slot = Math.imul(gram, SECOND_HASH) >>> (32 - slotsPower);
  while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask;
  slots[slot * 2] = gram;
  slots[slot * 2 + 1] = list;
}

function words(numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(numbers).buffer);
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
