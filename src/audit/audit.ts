/** The audit: who let what pass, when, why and until when, as far as this clone knows. */
import { bytesOf } from '../config/configuration.js';
import { isKnown } from '../errors.js';
import { ObjectReader } from '../git/objects.js';
import { headCommit, isShallow } from '../git/place.js';
import { openWorkingFiles } from '../sources/working-files.js';
import type { ByteString } from '../types.js';
import { compareRecords, type RecordChange, unreadableFile } from './changes.js';
import { type AuditedCommit, AuditedHistory, OWN_FILES, readerOf } from './history.js';
import { type Mask, openMask } from './mask.js';
import type { KeptRecord } from './records.js';
import { readSkipLog, type SkippedHook } from './skip-log.js';

/** Everything in it may be shown once it is made visible (`display`). */
export interface Audit {
  /** Commits and skipped hooks, oldest first. */
  timeline: readonly Entry[];
  /** What the working tree's files say otherwise than the newest commit. */
  uncommitted: readonly RecordChange[];
  /** What the newest commit lets pass; without comments and names. */
  now: readonly CurrentRecord[];
  /** What the audit cannot know, in sentences. */
  notes: readonly string[];
  /** False where something of the history could not be looked at. */
  complete: boolean;
}

export type Entry =
  | { kind: 'commit'; time: number; commit: AuditedCommit }
  | { kind: 'skip'; time: number; skip: SkippedHook };

/** A record that holds now. */
export type CurrentRecord = Omit<KeptRecord, 'fields'> & { isExpired: boolean };

const HELD = 32 * 1024 * 1024; // bytes of the largest file version that is looked at

/**
 * @param options `today`: the day it is, as 2026-10-01.
 * @throws KeyfenceError where Git fails or the log of skipped hooks cannot be read.
 */
export async function audit({ cwd, today }: { cwd: string; today: string }): Promise<Audit> {
  const notes = new Set<string>();
  const [mask, log, head] = await Promise.all([openMask(cwd), readSkipLog(cwd), headCommit(cwd)]);
  for (const line of log.unreadable) notes.add(`line ${line} of the log of skipped hooks cannot be read`);
  const missed = new Set<string>();
  const reader = new ObjectReader(HELD, { cwd });
  const history = new AuditedHistory(reader, { cwd, tell: (note) => void missed.add(note) });
  const commits = head === null ? [] : await history.records(head);
  const comments = head === null ? [] : await commentsOf(history, head, missed);
  const current = await Promise.all(
    OWN_FILES.map(async (path) => ({ path, text: head === null ? null : await history.textAt(head, path) })),
  );
  await reader.close();
  if (await isShallow(cwd)) missed.add('this is a shallow clone: what came before it is not here');
  const timeline: Entry[] = [
    ...join(commits, comments).map((commit) => ({
      kind: 'commit' as const,
      time: commit.time,
      commit: maskCommit(commit, mask),
    })),
    ...log.entries.map((skip) => ({
      kind: 'skip' as const,
      time: Date.parse(skip.date) / 1000,
      skip: maskSkip(skip, mask),
    })),
  ];
  return {
    timeline: timeline.sort((a, b) => a.time - b.time),
    uncommitted: (await uncommitted(current, cwd)).map((change) => maskChange(change, mask)),
    now: current.flatMap(heldIn).map(({ fields: _, ...record }) => ({
      ...maskRecord(record, mask),
      isExpired: record.until !== null && record.until < today,
    })),
    notes: [...missed, ...notes],
    complete: missed.size === 0 && log.unreadable.length === 0,
  };
}

/** Where this clone lacks old texts, Git cannot look for lines in them. */
async function commentsOf(
  history: AuditedHistory,
  head: string,
  missed: Set<string>,
): Promise<AuditedCommit[]> {
  try {
    return await history.comments(head);
  } catch (error) {
    if (!isKnown(error)) throw error;
    missed.add('Git could not look through old texts for comments (a partial clone?)');
    return [];
  }
}

/** A file of keyfence's, as the newest commit has it. */
interface OwnFile {
  path: ByteString;
  text: Buffer | null;
}

function heldIn({ path, text }: OwnFile): KeptRecord[] {
  return text === null ? [] : [...(readerOf(path)(text) ?? new Map()).values()];
}

/** What the working tree's own files say otherwise. */
async function uncommitted(current: readonly OwnFile[], cwd: string): Promise<RecordChange[]> {
  const readFile = await openWorkingFiles(cwd);
  const changes: RecordChange[] = [];
  for (const { path, text } of current) {
    const read = readerOf(path);
    const there = await readFile(path);
    if (there && text?.equals(there)) continue;
    const now = there === null ? new Map() : read(there);
    const before = (text && read(text)) ?? new Map();
    changes.push(...(now === null ? [unreadableFile(path)] : compareRecords(now, [before], path)));
  }
  return changes;
}

/** One entry for each commit, in the order in which they came. */
function join(commits: readonly AuditedCommit[], comments: readonly AuditedCommit[]): AuditedCommit[] {
  const joined = new Map(commits.map((commit) => [commit.oid, commit]));
  for (const commit of comments) {
    const known = joined.get(commit.oid);
    joined.set(commit.oid, known ? { ...known, changes: [...known.changes, ...commit.changes] } : commit);
  }
  return [...joined.values()];
}

function maskCommit(commit: AuditedCommit, mask: Mask): AuditedCommit {
  return {
    ...commit,
    author: mask(commit.author),
    changes: commit.changes.map((change) => maskChange(change, mask)),
  };
}

function maskChange(change: RecordChange, mask: Mask): RecordChange {
  return { ...maskRecord(change, mask), file: mask(change.file), fields: change.fields.map(mask) };
}

function maskRecord<T extends Pick<RecordChange, 'subject' | 'reason' | 'who' | 'until'>>(
  record: T,
  mask: Mask,
): T {
  const maskText = <Text>(text: Text) => (typeof text === 'string' ? mask(text) : text);
  return {
    ...record,
    subject: mask(record.subject),
    reason: maskText(record.reason),
    who: maskText(record.who),
    until: maskText(record.until),
  };
}

function maskSkip(skip: SkippedHook, mask: Mask): SkippedHook {
  const maskText = (text: string | null) =>
    text === null ? null : Buffer.from(mask(bytesOf(text)), 'latin1').toString('utf8');
  return {
    date: maskText(skip.date) as string,
    who: maskText(skip.who),
    hook: maskText(skip.hook) as string,
    reason: maskText(skip.reason) as string,
    head: maskText(skip.head),
    branch: maskText(skip.branch),
  };
}
