/** What another scanner's files decide, in words that are the same for all of them. */
import type { ByteString } from '../types.js';

/** What a regex of a foreign allow list is held against. */
export type Target =
  | 'secret'
  /** The finding's line; what matches must reach into the finding. */
  | 'around'
  | 'line';

/** One thing that was decided. All texts are the user's, and may hold secrets. */
export type Decision =
  /** What is found in a line, today or in a commit, may pass. */
  | { kind: 'place'; file: ByteString; line: number; commit: string | null }
  /** A secret in a file, by the SHA-1 of its bytes. */
  | { kind: 'hash'; file: ByteString; sha1: string; isHarmless: boolean }
  /** Files whose path a regex matches, or that a rule in the syntax of .gitignore covers. */
  | { kind: 'path regex'; source: string }
  | { kind: 'path rule'; rule: string }
  /** Values that a regex matches, or that hold a word, in whatever case. */
  | { kind: 'value regex'; source: string; target: Target }
  | { kind: 'word'; word: string }
  /** A comment: whether it covers a finding is asked of each finding's lines. */
  | { kind: 'comment'; covers: CommentCover }
  /** A format of the project's own. `group`: the capturing group that is the secret; null for the only one, or for all. */
  | { kind: 'pattern'; id: string; title: string | null; source: string; group: number | null }
  /** Nothing that keyfence has an equal of. */
  | { kind: 'none'; why: string };

/** @param around the lines of the file; `first` and `last`: those of the finding, 1-based. */
export type CommentCover = (lines: readonly ByteString[], first: number, last: number) => boolean;

/** A decision and where it stands: "`.gitleaksignore` line 3". `description`: the user's own words about it. */
export interface Foreign {
  where: string;
  description: string | null;
  decision: Decision;
}

/** Reads a file at the top level of the project; null where there is none. */
export type ReadFile = (path: string) => Buffer | null;
