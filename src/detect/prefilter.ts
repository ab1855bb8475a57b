/** The prefilter: tells where texts stand that lead to patterns. Everything else in a scan looks only there. */
import { createKernel, hitsOf, type Kernel, openWindow, placeTables } from '../kernel/kernel.js';

const RANKS = 2 ** 20; // ids below it keep their order among hits that end in the same place
const LONGEST_GRAM = 4; // bytes

/** What is sought, ready to be searched for. Plain arrays, so that it can be stored when the package is built. */
export interface Prefilter {
  /** For the kernel (`prefilter/tables.ts`). */
  tables: Uint8Array;
  /** Of each id: how many bytes after the beginning of the text sought its literal begins, and how long that is. */
  literalStarts: Uint16Array;
  literalLengths: Uint16Array;
}

let kernel: Kernel | null = null;

/** Is told of a hit: what was found, and where its literal begins and ends in the bytes. */
export type OnHit = (id: number, start: number, end: number) => void;

/** Calls `onHit` for each place where a text sought stands, in order of where their literals end; of one place in order of ids. */
export function search(prefilter: Prefilter, bytes: Uint8Array, onHit: OnHit): void {
  kernel ??= createKernel();
  const tables = placeTables(kernel, prefilter.tables);
  let waiting: number[] = [];
  for (let start = 0; start < bytes.length; ) {
    const length = openWindow(kernel, bytes, start);
    for (let from = 0; from < length; from = kernel.exports.stoppedAt.value) {
      const count = kernel.exports.search(tables, from, length);
      collect(prefilter, { hits: hitsOf(kernel, count), start }, waiting);
    }
    start += length;
    // A text whose gram lies behind the window can end in the gram's first bytes.
    waiting = tellUntil(start < bytes.length ? start + LONGEST_GRAM - 1 : Number.POSITIVE_INFINITY, waiting, {
      prefilter,
      onHit,
    });
  }
}

function collect(
  { literalStarts, literalLengths }: Prefilter,
  { hits, start }: { hits: Int32Array; start: number },
  into: number[],
): void {
  for (let at = 0; at < hits.length; at += 2) {
    const id = hits[at + 1] as number;
    const literal = start + (hits[at] as number) + (literalStarts[id] as number);
    into.push((literal + (literalLengths[id] as number)) * RANKS + id);
  }
}

/** Tells the hits that end before `limit`. @returns the others. */
function tellUntil(
  limit: number,
  hits: number[],
  { prefilter, onHit }: { prefilter: Prefilter; onHit: OnHit },
): number[] {
  if (hits.length > 1) hits.sort((a, b) => a - b);
  for (let at = 0; at < hits.length; at++) {
    const hit = hits[at] as number;
    const end = Math.floor(hit / RANKS);
    if (end >= limit) return hits.slice(at);
    const id = hit - end * RANKS;
    onHit(id, end - (prefilter.literalLengths[id] as number), end);
  }
  return [];
}
