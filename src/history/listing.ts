/** What of a history is scanned, in the order in which it is: the oldest commit first, of each its words and then what it bears. */
import type { ByteString, ObjectListing } from '../types.js';
import type { BirthTable } from './birth-table.js';

/** One thing to scan. Blobs and commits by their numbers and positions in the table. */
export type HistoryItem =
  | { kind: 'commit'; commit: number }
  /** `commit` is null for a blob that none holds. */
  | { kind: 'blob'; event: number; blob: number; commit: number | null };

/** Each blob stands in it once for every path that it ever had. It takes 4 bytes for each item, and 4 for each event of the table. */
export class HistoryListing implements ObjectListing {
  private readonly table: BirthTable;
  /** Twice the position of a commit, or twice the number of an event plus one. */
  private readonly items: Uint32Array;
  /** By event: the number of the blob plus one, where it is the first time that the blob has this path. */
  private readonly blobs: Uint32Array;

  constructor(table: BirthTable) {
    this.table = table;
    this.blobs = firstBirths(table);
    this.items = this.inOrder();
  }

  get length(): number {
    return this.items.length;
  }

  /** How many of them are blobs. */
  get blobCount(): number {
    return this.items.length - this.table.commits.length;
  }

  at(position: number): HistoryItem {
    const item = this.items[position] as number;
    if ((item & 1) === 0) return { kind: 'commit', commit: item >>> 1 };
    const event = item >>> 1;
    const blob = (this.blobs[event] as number) - 1;
    return { kind: 'blob', event, blob, commit: this.table.commitOf(event) };
  }

  idAt(position: number): Uint8Array {
    const item = this.items[position] as number;
    return (item & 1) === 0
      ? this.table.commits.idOf(item >>> 1)
      : this.table.blobs.bytesOf((this.blobs[item >>> 1] as number) - 1);
  }

  pathAt(position: number): ByteString | null {
    const item = this.items[position] as number;
    return (item & 1) === 0 ? null : this.table.paths.textOf(this.table.pathOf(item >>> 1));
  }

  private inOrder(): Uint32Array {
    const { table, blobs } = this;
    let births = 0;
    for (const blob of blobs) if (blob > 0) births++;
    const items = new Uint32Array(table.commits.length + births);
    let count = 0;
    let end = table.commitEventCount;
    const add = (from: number, to: number) => {
      for (let event = from; event < to; event++) if (blobs[event] !== 0) items[count++] = event * 2 + 1;
    };
    for (let commit = table.commits.length - 1; commit >= 0; commit--) {
      items[count++] = commit * 2;
      const begin = table.eventsOf(commit);
      add(begin, end);
      end = begin;
    }
    add(table.commitEventCount, table.eventCount);
    return items;
  }
}

/** Commits are listed newest first, so of several events the last one is the first birth; those without commits come behind. */
function firstBirths(table: BirthTable): Uint32Array {
  const blobs = new Uint32Array(table.eventCount);
  const byPath = new Map<number, number>();
  for (let blob = 0; blob < table.blobs.length; blob++) {
    byPath.clear();
    for (const { event, commit, path } of table.birthsOf(blob)) {
      const known = byPath.get(path);
      if (known === undefined || isEarlier(table, { event, commit }, known)) byPath.set(path, event);
    }
    for (const event of byPath.values()) blobs[event] = blob + 1;
  }
  return blobs;
}

function isEarlier(
  table: BirthTable,
  { event, commit }: { event: number; commit: number | null },
  known: number,
) {
  const isKnownLoose = known >= table.commitEventCount;
  if (commit === null) return isKnownLoose && event < known;
  return isKnownLoose || event > known;
}
