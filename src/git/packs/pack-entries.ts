/** The entries of one pack, in the order in which they stand in it: numbers 0 and up, in tables that threads can share. */

/** Where the objects of a pack are, as an index tells it. Tables by position are in the order of the ids. */
export interface IndexTables {
  /** 20 or 32 bytes. */
  hashLength: number;
  /** The ids, one after the other, ascending. */
  oids: Uint8Array;
  /** By position: where the entry begins in the pack. */
  offsets: Float64Array;
}

/** What a thread is given to have the same entries: all of it lies in shared memory. */
export interface SharedEntries {
  hashLength: number;
  oids: Uint8Array;
  /** By number: where the entry begins. */
  starts: Float64Array;
  /** By number: the position of its id. */
  positions: Uint32Array;
  /** By position: the number. */
  numbers: Uint32Array;
  /** Where the last entry ends. */
  end: number;
}

/** 36 bytes for each object of a SHA-1 repository, 48 with SHA-256. */
export class PackEntries {
  readonly count: number;
  readonly shared: SharedEntries;

  constructor(shared: SharedEntries) {
    this.shared = shared;
    this.count = shared.starts.length;
  }

  /**
   * @param end where the last entry ends: where the pack's checksum begins.
   * @returns null where two objects are in one place.
   */
  static of({ hashLength, oids, offsets }: IndexTables, end: number): PackEntries | null {
    const count = offsets.length;
    const positions = new Uint32Array(new SharedArrayBuffer(count * 4));
    positions.set(sortedByOffset(offsets));
    const starts = sharedFloats(count);
    const numbers = new Uint32Array(new SharedArrayBuffer(count * 4));
    for (let number = 0; number < count; number++) {
      const position = positions[number] as number;
      starts[number] = offsets[position] as number;
      numbers[position] = number;
      if (number > 0 && starts[number] === starts[number - 1]) return null;
    }
    return new PackEntries({ hashLength, oids, starts, positions, numbers, end });
  }

  start(number: number): number {
    return this.shared.starts[number] as number;
  }

  /** Where the next entry begins. */
  end(number: number): number {
    return number + 1 < this.count ? (this.shared.starts[number + 1] as number) : this.shared.end;
  }

  /** The object id, in hexadecimal. */
  oid(number: number): string {
    const { hashLength, oids, positions } = this.shared;
    const at = (positions[number] as number) * hashLength;
    return Buffer.from(oids.buffer, oids.byteOffset + at, hashLength).toString('hex');
  }

  /** The entry that begins at this offset, or -1. */
  at(offset: number): number {
    const number = lowest(this.shared.starts, offset);
    return this.shared.starts[number] === offset ? number : -1;
  }

  /** The entry of an object, or -1. @param oid as bytes. */
  find(oid: Uint8Array): number {
    const { hashLength, oids, numbers } = this.shared;
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareAt(oids, middle * hashLength, oid) < 0) low = middle + 1;
      else high = middle;
    }
    const isFound = low < this.count && compareAt(oids, low * hashLength, oid) === 0;
    return isFound ? (numbers[low] as number) : -1;
  }

  /** Cuts the entries into slices, each of about so many bytes of the pack: the first number and the one after the last. */
  slices(bytes: number): { from: number; to: number }[] {
    const slices = [];
    for (let from = 0; from < this.count; ) {
      const to = Math.max(from + 1, lowest(this.shared.starts, this.start(from) + bytes));
      slices.push({ from, to });
      from = to;
    }
    return slices;
  }
}

export function sharedFloats(count: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(count * 8));
}

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** The positions in the order of their offsets: sorted digit by digit, ten times as fast as by comparing. */
function sortedByOffset(offsets: Float64Array): Uint32Array {
  let order = new Uint32Array(offsets.length);
  let other = new Uint32Array(offsets.length);
  let largest = 0;
  for (let position = 0; position < offsets.length; position++) {
    order[position] = position;
    largest = Math.max(largest, offsets[position] as number);
  }
  for (let scale = 1; scale <= largest; scale *= DIGITS) {
    const next = new Uint32Array(DIGITS + 1);
    for (const offset of offsets) next[digitOf(offset, scale) + 1]!++;
    for (let digit = 0; digit < DIGITS; digit++) next[digit + 1]! += next[digit] as number;
    for (const position of order) {
      other[next[digitOf(offsets[position] as number, scale)]!++] = position;
    }
    [order, other] = [other, order];
  }
  return order;
}

function digitOf(offset: number, scale: number): number {
  return (offset / scale) & (DIGITS - 1);
}

/** The first of the ascending values that is no less than the one given; their count where there is none. */
function lowest(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareAt(oids: Uint8Array, at: number, oid: Uint8Array): number {
  for (let i = 0; i < oid.length; i++) {
    const difference = (oids[at + i] as number) - (oid[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
