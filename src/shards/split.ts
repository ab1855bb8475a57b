/** Divides a list into consecutive ranges of about equal weight: the same ones wherever the weights are the same. */
import type { Shard } from '../types.js';

/**
 * What opening one more text costs, in bytes of scanning: many small files are work, too. (10 to 30 µs, as long as a few
 * kilobytes of dull text take.)
 */
export const OPENING = 4096;

/** Positions; `to` is exclusive. */
export interface Range {
  from: number;
  to: number;
}

/**
 * The range of one shard. All shards together have every position once, in the order of their indexes; none has more than
 * its fair share and the one heaviest entry.
 * @param sizes in bytes.
 */
export function rangeOf(sizes: Readonly<ArrayLike<number>>, { index, count }: Shard): Range {
  let total = 0;
  for (let position = 0; position < sizes.length; position++) total += weightAt(sizes, position);
  let before = 0;
  let from = sizes.length;
  let to = sizes.length;
  for (let position = 0; position < sizes.length; position++) {
    const weight = weightAt(sizes, position);
    const owner = 1 + Math.min(count - 1, Math.floor((count * (before + weight / 2)) / total));
    if (owner >= index && from === sizes.length) from = position;
    if (owner > index) {
      to = position;
      break;
    }
    before += weight;
  }
  return { from, to };
}

function weightAt(sizes: Readonly<ArrayLike<number>>, position: number): number {
  return (sizes[position] as number) + OPENING;
}
