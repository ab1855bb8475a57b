/** What commits change, path by path, as `git diff-tree --stdin -c --raw -z` prints it. */
import type { ByteString } from '../types.js';

/** What stands in a path on one side of a change; a mode of zeros where nothing does. */
export interface Side {
  mode: string;
  oid: string;
}

/** One path that a commit has otherwise than each of its parents. */
export interface CommitChange {
  path: ByteString;
  mode: string;
  oid: string;
  /** What each parent has there; for a commit without parents the one empty side. */
  before: Side[];
}

export const SUBMODULE = '160000';

export function isAbsent(mode: string): boolean {
  return mode === '000000';
}

/** Whether a mode is that of text: a file or a link. */
export function hasText({ mode }: Side): boolean {
  return !isAbsent(mode) && mode !== SUBMODULE;
}

/** Whether a file, a link or a submodule stands in the place of another of the three. */
export function isOtherKind(before: Side, mode: string): boolean {
  return before.mode.slice(0, 2) !== mode.slice(0, 2);
}

/**
 * @param facts a record such as ":100644 100644 <oid> <oid> M", with one more colon, mode and oid for each further parent.
 * @throws Error where it is anything else.
 */
export function parseChange(facts: string, path: ByteString): CommitChange {
  const parents = facts.search(/[^:]/);
  const fields = facts.slice(parents).split(' ');
  const modes = fields.slice(0, parents + 1);
  const oids = fields.slice(parents + 1, -1);
  const isSound =
    parents > 0 &&
    oids.length === parents + 1 &&
    modes.every((mode) => /^\d{6}$/.test(mode)) &&
    oids.every((oid) => /^[0-9a-f]+$/.test(oid)) &&
    path !== '';
  if (!isSound) throw new Error('git diff-tree: an entry that keyfence cannot read');
  const sides = modes.map((mode, position) => ({ mode, oid: oids[position] as string }));
  const { mode, oid } = sides.pop() as Side;
  return { path, mode, oid, before: sides };
}
