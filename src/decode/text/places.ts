/** One pass over a text for everything that text inside it can begin with; most of it is told by the kernel. */
import { openWindow } from '../../kernel/kernel.js';
import { textKernel } from './text-kernel.js';

/** Offsets in a text, in ascending order. */
export interface Places {
  /** Where 24 base64 characters and more stand in a row: the start and the end of each such line that may hold something. */
  runs: number[];
  /** Where `0x..` stands that may be the first of a list. */
  lists: number[];
  /** Whether it says `Secret`, as a Secret of Kubernetes must. */
  hasSecret: boolean;
}

/** @param onEscape is told where an escape may begin, in ascending order. */
export function findPlaces(bytes: Buffer, onEscape: (at: number) => void): Places {
  const places: Places = { runs: [], lists: [], hasSecret: false };
  const kernel = textKernel();
  const { exports, runs, escapes, lists, counts } = kernel;
  exports.beginPlaces();
  for (let base = 0, length = 0; base < bytes.length; base += length) {
    length = openWindow(kernel, bytes, base);
    // A zero stands behind the last byte, and ends a run.
    const end = base + length < bytes.length ? length : length + 1;
    for (let at = 0; at < end; ) {
      at = exports.findPlaces(base, at, end);
      take(places.runs, runs, counts[0]);
      take(places.lists, lists, counts[2]);
      if (counts[3]) places.hasSecret = true;
      const count = counts[1] as number;
      for (let i = 0; i < count; i++) onEscape(escapes[i] as number);
    }
  }
  return places;
}

function take(into: number[], numbers: Uint32Array, count = 0): void {
  for (let i = 0; i < count; i++) into.push(numbers[i] as number);
}
