/** The parts of a text in which one kind of escape is undone: around each place where that could tell something. */
import type { ByteRange } from '../../types.js';

const BEFORE = 1024; // bytes: more than is read to the left of any match
const AFTER = 2048; // bytes: more than most tokens have
const LONGEST = 1024 * 1024; // bytes: so much is held at a time
const OVERLAP = 64 * 1024; // bytes between two windows that belong together: more than the longest match

/** Collects places in ascending order; windows that meet are one. */
export class Windows {
  private readonly ranges: ByteRange[] = [];
  private start = -1;
  private end = Number.NEGATIVE_INFINITY;

  add(at: number): void {
    if (this.end < at - BEFORE) {
      this.close();
      this.start = Math.max(0, at - BEFORE);
    } else if (at - this.start > LONGEST) {
      this.close();
      this.start = at - OVERLAP;
    }
    this.end = at + AFTER;
  }

  /** Ends the last window, after the last place. @returns all of them; an end may lie beyond the text's. */
  close(): readonly ByteRange[] {
    if (this.start >= 0) this.ranges.push({ start: this.start, end: this.end });
    return this.ranges;
  }
}
