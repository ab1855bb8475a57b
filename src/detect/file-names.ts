/**
 * The file guard: which files are refused by their name, and which content lets such a file pass all the same.
 *
 * A name is matched first, before anything is read. What then passes is only what a content check recognises as
 * harmless: unreadable, oversized and unknown content stays refused.
 */

import type { ByteString, Category, Severity } from '../types.js';
import { type CheckName, isCheckName } from './file-names/check-names.js';
import { contentChecks } from './file-names/checks.js';
import { isEncrypted } from './file-names/encryption.js';
import { type Glob, matchGlob, parseGlob, splitPath } from './file-names/glob.js';
import { createNameIndex, type NameRule } from './file-names/name-index.js';
import { readSubject } from './file-names/subject.js';

/** A guarded name as it is written down in `patterns/file-names.json`. */
export interface GuardedName {
  id: string;
  /** Globs, any of which makes the file a guarded one. */
  match: readonly string[];
  /** Globs, any of which takes the file out of this entry again. */
  except: readonly string[];
  /** Content checks, any of which lets the file pass. */
  allow_if?: readonly string[];
  title: string;
  category: Category;
  severity: Severity;
  rotate?: string;
}

/** A guarded name, ready for use. */
export interface GuardEntry {
  id: string;
  title: string;
  category: Category;
  /** Critical and high: refused by name. Medium: only if the content shows a secret. Low: listed on request. */
  severity: Severity;
  rotate: string | null;
  allowIf: readonly CheckName[];
}

export interface FileGuard {
  /** Of every entry, as findings name it: `file:ssh-private-key`. */
  readonly ids: ReadonlySet<string>;
  /** The most severe, then most specific entry that the path matches, before any content is looked at. */
  match(path: ByteString): GuardEntry | null;
  /**
   * The first entry, in the same order, whose checks do not let these bytes pass.
   * @param options `isWhole`: whether they are all of the file (as when left out), or only its beginning.
   */
  judge(path: ByteString, bytes: Buffer, options?: { isWhole: boolean }): GuardEntry | null;
}

const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
/** More literal characters than any glob has. */
const LONGEST_GLOB = 1000;

/**
 * Makes the guard of a list of guarded names.
 * @throws {Error} for a glob of unknown shape and for a content check that does not exist.
 */
export function createFileGuard(entries: readonly GuardedName[]): FileGuard {
  const guarded = entries.map(compileEntry);
  const excepted: Glob[][] = entries.map((entry) => entry.except.flatMap(parseGlob));
  const rules = entries.flatMap((entry, index) =>
    entry.match.flatMap(parseGlob).map((glob): NameRule => ({ glob, entry: index, rank: rank(entry, glob) })),
  );
  const index = createNameIndex(rules);

  function holds(rule: NameRule, path: ByteString): boolean {
    const exceptions = excepted[rule.entry]!;
    if (exceptions.length === 0) return true;
    const parts = splitPath(path);
    return !exceptions.some((glob) => matchGlob(glob, parts));
  }

  return {
    ids: new Set(entries.map(({ id }) => `file:${id}`)),
    match(path) {
      let best: NameRule | null = null;
      for (const rule of index.find(path)) {
        if ((best === null || rule.rank < best.rank) && holds(rule, path)) best = rule;
      }
      return best === null ? null : guarded[best.entry]!;
    },
    judge(path, bytes, options) {
      const found = index.find(path).filter((rule) => holds(rule, path));
      for (const rule of found.sort((left, right) => left.rank - right.rank)) {
        const entry = guarded[rule.entry]!;
        if (judgeContent(entry, path, bytes, options) === 'refuse') return entry;
      }
      return null;
    },
  };
}

/** Whether the bytes of a file that matched `entry` are recognised as harmless. Says nothing about its severity. */
export function judgeContent(
  entry: GuardEntry,
  path: ByteString,
  bytes: Buffer,
  options?: { isWhole: boolean },
): 'refuse' | 'pass' {
  const subject = readSubject(path, bytes, options);
  const passes = isEncrypted(subject) || entry.allowIf.some((name) => contentChecks[name](subject));
  return passes ? 'pass' : 'refuse';
}

function compileEntry(entry: GuardedName): GuardEntry {
  const { id, title, category, severity } = entry;
  const allowIf = (entry.allow_if ?? []).map((name) => {
    if (!isCheckName(name)) throw new Error(`file name "${id}": allow_if: unknown content check "${name}"`);
    return name;
  });
  return { id, title, category, severity, rotate: entry.rotate ?? null, allowIf };
}

function rank(entry: GuardedName, glob: Glob): number {
  return SEVERITIES.indexOf(entry.severity) * LONGEST_GLOB - Math.min(glob.literals, LONGEST_GLOB - 1);
}
