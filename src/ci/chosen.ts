/** What a run scans, and by which rule that was chosen. */
import type { ByteString } from '../types.js';

/**
 * - `explicit`: as it was asked for
 * - `pull-request`: what it has and its target has not
 * - `push`: what came after what the branch named before
 * - `other-branches`: what no other branch of the remote has
 * - `default-branch`: what the default branch has not
 * - `tip`: one commit alone, where all others are known to be on other branches
 * - `whole-history`: everything, because nothing says what is new
 * - `deletion`: nothing, a ref is gone
 * - `missing`: the commit that the run is for is not in this clone
 */
export type RuleName =
  | 'explicit'
  | 'pull-request'
  | 'push'
  | 'other-branches'
  | 'default-branch'
  | 'tip'
  | 'whole-history'
  | 'deletion'
  | 'missing';

/** Commits by object id. */
export interface ChosenCommits {
  tips: string[];
  /** What these have is left out. */
  excluded: string[];
  /** Where the commits come to: the state whose exceptions count with `--exceptions-from base`. */
  bases: string[];
}

export interface ChosenRange extends ChosenCommits {
  rule: RuleName;
  /** Why it is these, in a few words without any name. */
  why: string;
  /** The commit whose files say what to look for. */
  newest: string | null;
  /** The full names of refs that are new. */
  names: ByteString[];
  /** Object ids of annotated tags (or of what a tag names). */
  tags: string[];
  /** What should be scanned and is not in this clone, in words. */
  missed: string[];
  /** Why the rules before this one did not apply. */
  notes: string[];
  /** What this clone lacks to choose better. */
  lacks: Lack[];
  /** Whether the history of a shallow clone ends inside. */
  isCut: boolean;
}

export type Lack = { kind: 'commit'; oid: string } | { kind: 'branch'; name: ByteString };
