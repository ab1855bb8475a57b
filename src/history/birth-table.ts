/**
 * The births of a history: each (commit, path, blob) that a commit has and its first parent has not. It takes 8 bytes for
 * each of them and for each path that a commit removes, and for each blob its id and 9 to 15 bytes: a million births of a
 * million blobs take 41 MB (53 MB with SHA-256).
 */
import type { HistoryReceiver, RawChange } from '../git/history-records.js';
import type { ByteString } from '../types.js';
import { Column } from './column.js';
import { CommitTable } from './commit-table.js';
import { IdTable } from './id-table.js';
import { PathTable } from './path-table.js';

/** What stands at a path after an event, in the lowest bits of its number: the modes of a tree, as Git has them. */
const MODES = ['000000', '100644', '100755', '120000'];
const KIND_BITS = 2;
const KIND_MASK = 3;
const GONE = 0;

/** A blob at a path, as something brought it there. */
export interface Birth {
  /** The number of the event; those of commits stand in the order of the commits. */
  event: number;
  /** The position of the commit; null for a blob that a ref, a tag or a tree names without any commit. */
  commit: number | null;
  /** The number of the path. */
  path: number;
  mode: string;
}

/** Takes what Git lists; once `finish` was called, it answers. */
export class BirthTable implements HistoryReceiver {
  /** Of an object id, in bytes. */
  readonly width: number;
  readonly commits: CommitTable;
  readonly blobs: IdTable;
  readonly paths = new PathTable();
  /** The paths of submodules, each once. */
  readonly submodules = new Set<ByteString>();
  // An event is a birth, or that a path goes away: its path and what stands there then.
  private readonly events = new Column();
  // The next birth of the same blob, plus one; 0 for none.
  private readonly sameBlob = new Column();
  private readonly firstBirths = new Column(); // by blob, plus one
  private readonly eventsFrom = new Column(); // by position of the commit
  private looseFrom = 0;

  /** @param width of an object id, in bytes. */
  constructor(width: number) {
    this.width = width;
    this.commits = new CommitTable(width);
    this.blobs = new IdTable(width);
  }

  /** Births and departures. */
  get eventCount(): number {
    return this.events.length;
  }

  commit(id: Uint8Array, parents: readonly Uint8Array[]): void {
    this.commits.add(id, parents);
    this.eventsFrom.push(this.events.length);
  }

  change({ oldMode, newMode, oldId, newId, path }: RawChange): void {
    if (isSubmodule(newMode)) this.submodules.add(path);
    if (isText(newMode)) {
      // The executable bit changes nothing of what a scan says; a link in the place of a file can.
      const isSame =
        isText(oldMode) && isLink(oldMode) === isLink(newMode) && Buffer.compare(oldId, newId) === 0;
      if (!isSame) this.bear(newId, path, kindOf(newMode));
    } else if (isText(oldMode)) {
      this.push(path, GONE, 0);
    }
  }

  /**
   * Ends the commits.
   * @throws KeyfenceError where some of them are not there.
   */
  finish(): void {
    this.commits.finish();
    this.looseFrom = this.events.length;
  }

  /**
   * Adds a blob that no commit has brought. After `finish`.
   * @returns the number of the event.
   */
  addLoose(id: Uint8Array, path: ByteString, mode: number): number {
    return this.bear(id, path, kindOf(mode));
  }

  /** Every birth of a blob, by its number in `blobs`; none for -1. */
  *birthsOf(blob: number): Iterable<Birth> {
    if (blob < 0) return;
    for (let next = this.firstBirths.get(blob); next > 0; next = this.sameBlob.get(next - 1)) {
      const event = next - 1;
      yield { event, commit: this.commitOf(event), path: this.pathOf(event), mode: this.modeOf(event) };
    }
  }

  /** The number of the path of an event. */
  pathOf(event: number): number {
    return this.events.get(event) >>> KIND_BITS;
  }

  /** The position of the commit of an event; null where there is none. */
  commitOf(event: number): number | null {
    return event >= this.looseFrom ? null : this.eventsFrom.lastUpTo(event);
  }

  /** The number of the first event of a commit; the next ones are those of the same commit, and then of the one listed after it. */
  eventsOf(commit: number): number {
    return this.eventsFrom.get(commit);
  }

  /** What an event brings to its path, as Git has it: "100644". */
  modeOf(event: number): string {
    return MODES[this.events.get(event) & KIND_MASK] as string;
  }

  /** How many events are those of commits: they come first. */
  get commitEventCount(): number {
    return this.looseFrom;
  }

  private bear(id: Uint8Array, path: ByteString, kind: number): number {
    const blob = this.blobs.add(id);
    if (blob === this.firstBirths.length) this.firstBirths.push(0);
    const event = this.push(path, kind, this.firstBirths.get(blob));
    this.firstBirths.set(blob, event + 1);
    return event;
  }

  private push(path: ByteString, kind: number, next: number): number {
    this.events.push(((this.paths.add(path) << KIND_BITS) | kind) >>> 0);
    this.sameBlob.push(next);
    return this.events.length - 1;
  }
}

const TYPE = 0o170000;

/** Whether a mode is that of a file or a link. */
export function isText(mode: number): boolean {
  return (mode & TYPE) === 0o100000 || isLink(mode);
}

function isLink(mode: number): boolean {
  return (mode & TYPE) === 0o120000;
}

function isSubmodule(mode: number): boolean {
  return (mode & TYPE) === 0o160000;
}

function kindOf(mode: number): number {
  return isLink(mode) ? 3 : (mode & 0o100) > 0 ? 2 : 1;
}
