/** A list of whole numbers that grows without being copied: no peak of memory, no room for twice as many. */

const BITS = 14;
const SEGMENT = 1 << BITS; // numbers
const MASK = SEGMENT - 1;

/** Numbers from 0 to 4,294,967,295, four bytes each. */
export class Column {
  private readonly segments: Uint32Array[] = [];
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    if ((this.count & MASK) === 0) this.segments.push(new Uint32Array(SEGMENT));
    (this.segments[this.count >>> BITS] as Uint32Array)[this.count & MASK] = value;
    this.count++;
  }

  /** @param index below `length`. */
  get(index: number): number {
    return (this.segments[index >>> BITS] as Uint32Array)[index & MASK] as number;
  }

  /** @param index below `length`. */
  set(index: number, value: number): void {
    (this.segments[index >>> BITS] as Uint32Array)[index & MASK] = value;
  }

  /** In numbers that ascend: the last index whose number is at most `value`, or -1. */
  lastUpTo(value: number): number {
    let low = 0;
    for (let high = this.count; low < high; ) {
      const middle = (low + high) >>> 1;
      if (this.get(middle) <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
