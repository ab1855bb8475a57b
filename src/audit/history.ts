/** The commits that changed what is let pass: the files of keyfence's in every version, and the comments in all others. */
import { BASELINE_FILE } from '../config/baseline-file.js';
import { CONFIGURATION_FILE } from '../config/configuration.js';
import { MARK } from '../exceptions/inline-comment.js';
import { type CommitChange, hasText, type Side } from '../git/commit-changes.js';
import { type ChangeFilter, type ListedCommit, listCommits } from '../git/commit-listing.js';
import type { ObjectReader } from '../git/objects.js';
import { parseWritten } from '../git/written-objects.js';
import type { ByteString, CommitFacts } from '../types.js';
import { compareReasons, compareRecords, type RecordChange, unreadableFile } from './changes.js';
import { reasonsIn } from './comments.js';
import { type Records, recordsOfBaseline, recordsOfConfiguration, recordsOfSchema } from './records.js';

/** A commit and what it changes. */
export interface AuditedCommit extends CommitFacts {
  /** When it was committed, in seconds since 1970. */
  time: number;
  changes: RecordChange[];
}

/** What could not be looked at, in words. */
export type Tell = (note: string) => void;

const SCHEMA = 'secrets/schema.json';
const UNREAD = Symbol('unread');
/** What lets something pass, by its path from the top level. */
export const OWN_FILES: readonly ByteString[] = [CONFIGURATION_FILE, BASELINE_FILE];
const PATHS = [...OWN_FILES.map((path) => `:(top,literal)${path}`), `:(top,glob)**/${SCHEMA}`];

export class AuditedHistory {
  private readonly reader: ObjectReader;
  private readonly cwd: string;
  private readonly tell: Tell;

  constructor(reader: ObjectReader, { cwd, tell }: { cwd: string; tell: Tell }) {
    this.reader = reader;
    this.cwd = cwd;
    this.tell = tell;
  }

  /** The commits that change keyfence's own files, oldest first. @throws GitError */
  async records(tip: string): Promise<AuditedCommit[]> {
    return this.collect(tip, { paths: PATHS }, (change) => this.compareFiles(change));
  }

  /** The commits that bring or take away a comment, oldest first. @throws GitError */
  async comments(tip: string): Promise<AuditedCommit[]> {
    return this.collect(tip, { line: MARK }, async (change) => {
      const sides = await this.sides(change, (text) => (text === null ? [] : reasonsIn(text)));
      return sides === null ? [] : compareReasons(sides.after, sides.before, change.path);
    });
  }

  /** One of keyfence's own files as a commit has it; null where it has none that can be had. */
  async textAt(commit: string, path: ByteString): Promise<Buffer | null> {
    const object = await this.reader.read(`${commit}:${path}`);
    return object.kind === 'found' && object.type === 'blob' ? object.bytes : null;
  }

  private async collect(
    tip: string,
    filter: ChangeFilter,
    compare: (change: CommitChange) => Promise<RecordChange[]>,
  ): Promise<AuditedCommit[]> {
    const commits: AuditedCommit[] = [];
    for await (const listed of listCommits({ tips: [tip], excluded: [] }, this.cwd, filter)) {
      const changes: RecordChange[] = [];
      for (const change of listed.changes) changes.push(...(await compare(change)));
      if (changes.length > 0) commits.push({ ...(await this.factsOf(listed)), changes });
    }
    return commits;
  }

  private async factsOf({ oid }: ListedCommit): Promise<CommitFacts & { time: number }> {
    const object = await this.reader.read(oid);
    if (object.kind !== 'found') {
      this.tell('this clone lacks a commit of its own history');
      return { oid, author: '', date: '', time: 0 };
    }
    const { facts, time } = parseWritten(oid, object.bytes);
    return { ...facts, time };
  }

  private async compareFiles(change: CommitChange): Promise<RecordChange[]> {
    const { path } = change;
    const read = readerOf(path);
    const sides = await this.sides(change, (text) => (text === null ? new Map() : read(text)));
    if (sides === null) return [];
    if (sides.after === null) return [unreadableFile(path)];
    // What a broken version held counts again with the next one that can be read.
    return compareRecords(
      sides.after,
      sides.before.map((records) => records ?? new Map()),
      path,
    );
  }

  /**
   * What stands in the path after the commit and in each parent.
   * @param read gets null where nothing does.
   * @returns null where a side cannot be had, which is told.
   */
  private async sides<T>(
    { mode, oid, before }: CommitChange,
    read: (text: Buffer | null) => T,
  ): Promise<{ after: T; before: T[] } | null> {
    const texts = await Promise.all([{ mode, oid }, ...before].map((side) => this.textOf(side)));
    const [after, ...others] = texts;
    if (after === undefined || texts.some((text) => text === UNREAD)) return null;
    return { after: read(after as Buffer | null), before: others.map((text) => read(text as Buffer | null)) };
  }

  private async textOf(side: Side): Promise<Buffer | null | typeof UNREAD> {
    if (!hasText(side)) return null;
    const object = await this.reader.read(side.oid);
    if (object.kind === 'found') return object.bytes;
    this.tell(
      object.kind === 'too-large'
        ? 'old versions of files are too large to be read'
        : 'this clone lacks old versions of files, or they are damaged (git fetch --refetch gets them)',
    );
    return UNREAD;
  }
}

/** How a file of keyfence's is read, by its path; its answer is null where it is broken. */
export function readerOf(path: ByteString): (text: Buffer) => Records | null {
  if (path === CONFIGURATION_FILE) return recordsOfConfiguration;
  return path === BASELINE_FILE ? recordsOfBaseline : recordsOfSchema;
}
