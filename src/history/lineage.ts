/**
 * The commits of a history in order, and as a forest: each below its first parent. What stands at a path changes only where
 * a commit says so, so the commits that hold a blob there are one branch of that forest, without some branches of it.
 */
import type { CommitTable } from './commit-table.js';
import { RangeMaximum } from './range-maximum.js';

export interface Lineage {
  commits: CommitTable;
  /** The positions of all commits, the oldest first: parents stand before children, else it is the order of their dates. */
  order: Uint32Array;
  /** By position: where the commit stands in `order`. */
  ranks: Uint32Array;
  /** By position: the commit and all that descend from it by first parents have the places `enters` to below `ends`. */
  enters: Uint32Array;
  ends: Uint32Array;
  /** The highest rank of a range of those places. */
  latest: RangeMaximum;
}

/** @param commits a list that is over. */
export function traceLineage(commits: CommitTable): Lineage {
  const order = orderOf(commits);
  const ranks = new Uint32Array(order.length);
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank] as number] = rank;
  const { enters, ends } = placesOf(commits, order);
  const ranksByPlace = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) ranksByPlace[enters[at] as number] = ranks[at] as number;
  return { commits, order, ranks, enters, ends, latest: new RangeMaximum(ranksByPlace) };
}

/** The list from its end, but each commit after its parents: a clock that was wrong puts a child before them. */
function orderOf(commits: CommitTable): Uint32Array {
  const order = new Uint32Array(commits.length);
  const isEntered = new Uint8Array(commits.length);
  const isOrdered = new Uint8Array(commits.length);
  let count = 0;
  for (let oldest = commits.length - 1; oldest >= 0; oldest--) {
    const open = [oldest];
    for (let at = open.at(-1); at !== undefined; at = open.at(-1)) {
      const waiting = isEntered[at] ? [] : commits.parentsOf(at).filter((parent) => !isEntered[parent]);
      isEntered[at] = 1;
      open.push(...waiting.reverse());
      if (waiting.length > 0) continue;
      open.pop();
      if (!isOrdered[at]) order[count++] = at;
      isOrdered[at] = 1;
    }
  }
  return order;
}

function placesOf(commits: CommitTable, order: Uint32Array): { enters: Uint32Array; ends: Uint32Array } {
  const sizes = new Uint32Array(order.length).fill(1);
  for (let rank = order.length - 1; rank >= 0; rank--) {
    const at = order[rank] as number;
    const parent = commits.parentsOf(at)[0];
    if (parent !== undefined) sizes[parent] = (sizes[parent] as number) + (sizes[at] as number);
  }
  const enters = new Uint32Array(order.length);
  const ends = new Uint32Array(order.length);
  const free = new Uint32Array(order.length); // the next place below a commit
  let freeForRoot = 0;
  for (const at of order) {
    const parent = commits.parentsOf(at)[0];
    const size = sizes[at] as number;
    const enter = parent === undefined ? freeForRoot : (free[parent] as number);
    if (parent === undefined) freeForRoot += size;
    else free[parent] = enter + size;
    enters[at] = enter;
    ends[at] = enter + size;
    free[at] = enter + 1;
  }
  return { enters, ends };
}
