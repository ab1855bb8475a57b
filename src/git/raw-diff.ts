/** `git diff --raw`: which paths change, with both object ids. No patch text, so no attribute or diff setting matters. */
import type { ByteString } from '../types.js';
import { splitNulList } from './nul-list.js';
import { runGit, runGitNow } from './run.js';

export interface Change {
  oldMode: string;
  newMode: string;
  oldOid: string;
  newOid: string;
  /** A, D, M, T or U. */
  status: string;
  path: ByteString;
}

// Each one undoes a setting of the user's or the repository's that would change the listing.
export const FIXED_OPTIONS: readonly string[] = [
  '--raw',
  '-z',
  '--no-renames',
  '--no-abbrev',
  '--no-relative',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=none',
  '-O/dev/null',
];

/**
 * @param what arguments of `git diff` that say what is compared, such as `--cached` and a commit.
 * @returns the changes, paths relative to the top level.
 * @throws GitError
 */
export async function readChanges(what: readonly string[], cwd: string): Promise<Change[]> {
  return parseChanges(await runGit(diffArguments(what), { cwd }));
}

/** The same, while everything else waits. */
export function readChangesNow(what: readonly string[], cwd: string): Change[] {
  return parseChanges(runGitNow(diffArguments(what), { cwd }));
}

function diffArguments(what: readonly string[]): string[] {
  return ['diff', ...FIXED_OPTIONS, ...what, '--'];
}

/**
 * What changes from one commit or tree to another.
 * @throws GitError
 */
export async function readTreeChanges(from: string, to: string, cwd: string): Promise<Change[]> {
  return parseChanges(await runGit(['diff-tree', '-r', ...FIXED_OPTIONS, from, to, '--'], { cwd }));
}

/** @throws Error where the text is not what `--raw -z` prints: never a shorter list. */
export function parseChanges(output: Buffer): Change[] {
  const fields = splitNulList(output);
  const changes: Change[] = [];
  for (let i = 0; i < fields.length; i += 2) {
    const facts = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/.exec(fields[i] as string);
    const path = fields[i + 1];
    if (!facts || path === undefined) throw new Error('git diff --raw: an entry that keyfence cannot read');
    const [, oldMode, newMode, oldOid, newOid, status] = facts as unknown as [string, ...string[]];
    changes.push({ oldMode, newMode, oldOid, newOid, status, path } as Change);
  }
  return changes;
}
