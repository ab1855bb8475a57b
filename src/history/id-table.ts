/** Object ids, numbered from 0 in the order in which they are met: their bytes, and 5 to 11 more to find each by. */

const BITS = 12;
const SEGMENT = 1 << BITS; // ids
const MASK = SEGMENT - 1;
const WORDS = 2; // of four bytes each: the beginning of an id, by which it is looked up

export class IdTable {
  private readonly width: number;
  private readonly segments: Uint8Array[] = [];
  private count = 0;
  // Numbers plus one; 0 is free.
  private slots = new Uint32Array(1 << 10);
  // Whoever makes a repository shall not be able to choose ids that all meet in one slot.
  private readonly factors = crypto.getRandomValues(new Uint32Array(WORDS)).map((factor) => factor | 1);

  /** @param width of an id, in bytes. */
  constructor(width: number) {
    this.width = width;
  }

  get length(): number {
    return this.count;
  }

  /** The number of an id, a new one where it is met for the first time. */
  add(id: Uint8Array): number {
    const slot = this.slotOf(id);
    const found = this.slots[slot] as number;
    if (found > 0) return found - 1;
    if (id.length !== this.width) throw new Error('an object id of another length');
    if ((this.count & MASK) === 0) this.segments.push(new Uint8Array(SEGMENT * this.width));
    (this.segments[this.count >>> BITS] as Uint8Array).set(id, (this.count & MASK) * this.width);
    this.slots[slot] = ++this.count;
    if (this.count * 4 > this.slots.length * 3) this.grow();
    return this.count - 1;
  }

  /** The number of an id, or -1 where it was never added. */
  find(id: Uint8Array): number {
    return (this.slots[this.slotOf(id)] as number) - 1;
  }

  /** The id with this number; valid as long as the table. */
  bytesOf(number: number): Uint8Array {
    const from = (number & MASK) * this.width;
    return (this.segments[number >>> BITS] as Uint8Array).subarray(from, from + this.width);
  }

  /** The same in hexadecimal digits. */
  textOf(number: number): string {
    return Buffer.from(this.bytesOf(number)).toString('hex');
  }

  /** Where the id is, or would be put. */
  private slotOf(id: Uint8Array): number {
    const last = this.slots.length - 1;
    for (let slot = this.hashOf(id, 0) & last; ; slot = (slot + 1) & last) {
      const found = this.slots[slot] as number;
      if (found === 0 || this.isAt(found - 1, id)) return slot;
    }
  }

  private isAt(number: number, id: Uint8Array): boolean {
    const segment = this.segments[number >>> BITS] as Uint8Array;
    const from = (number & MASK) * this.width;
    for (let i = 0; i < this.width; i++) if (segment[from + i] !== id[i]) return false;
    return id.length === this.width;
  }

  private hashOf(bytes: Uint8Array, from: number): number {
    let hash = 0;
    for (let word = 0, at = from; word < WORDS; word++, at += 4) {
      const value =
        (bytes[at] as number) |
        ((bytes[at + 1] as number) << 8) |
        ((bytes[at + 2] as number) << 16) |
        ((bytes[at + 3] as number) << 24);
      hash = (hash + Math.imul(value ^ (value >>> 15), this.factors[word] as number)) | 0;
    }
    return (hash ^ (hash >>> 15)) >>> 0; // the upper bits are the better ones
  }

  private grow(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    const last = this.slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      const segment = this.segments[number >>> BITS] as Uint8Array;
      let slot = this.hashOf(segment, (number & MASK) * this.width) & last;
      while (this.slots[slot] !== 0) slot = (slot + 1) & last;
      this.slots[slot] = number + 1;
    }
  }
}
