/** The parts of a text in which escapes are undone: around each place where that could tell something. */
import type { ByteRange } from '../../types.js';

const BEFORE = 1024; // bytes: more than is read to the left of any match
const AFTER = 2048; // bytes: more than most tokens have
const LONGEST = 1024 * 1024; // bytes: so much is held at a time
const OVERLAP = 64 * 1024; // bytes between two windows that belong together: more than the longest match

/** An end may lie beyond the text's. */
export interface Window<Kind> extends ByteRange {
  /** What stands there to be undone. */
  kinds: Set<Kind>;
}

/** Collects places in ascending order; windows that meet are one. */
export class Windows<Kind> {
  readonly all: Window<Kind>[] = [];
  private last: Window<Kind> | null = null;

  /** Of all of them together; the last may reach beyond the text's end. */
  get length(): number {
    return this.all.reduce((length, { start, end }) => length + end - start, 0);
  }

  add(at: number, kind: Kind): void {
    let { last } = this;
    if (last === null || last.end < at - BEFORE || at - last.start > LONGEST) {
      const isClose = last !== null && last.end >= at - BEFORE;
      last = { start: Math.max(0, at - (isClose ? OVERLAP : BEFORE)), end: 0, kinds: new Set() };
      this.last = last;
      this.all.push(last);
    }
    last.end = at + AFTER;
    last.kinds.add(kind);
  }
}
