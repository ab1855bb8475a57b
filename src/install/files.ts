/** Reads the files that are changed: regular files only. */
import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { KeyfenceError } from '../errors.js';
import type { ByteString } from '../types.js';

export type FileState =
  | { kind: 'absent' }
  | { kind: 'file'; text: ByteString; isExecutable: boolean }
  /** Something that is never written to; `what` names it: "a symbolic link", "a directory". */
  | { kind: 'other'; what: string };

/** @throws KeyfenceError when the file is there but cannot be read. */
export function readFileState(path: string): FileState {
  return explainFailure({ verb: 'read', path }, () => {
    const stat = statIfThere(path);
    if (!stat) return { kind: 'absent' };
    if (stat.isSymbolicLink()) return { kind: 'other', what: 'a symbolic link' };
    if (stat.isDirectory()) return { kind: 'other', what: 'a directory' };
    if (!stat.isFile()) return { kind: 'other', what: 'not a regular file' };
    // Windows has no such bit; Git for Windows runs every hook file.
    const isExecutable = process.platform === 'win32' || (stat.mode & 0o111) !== 0;
    return { kind: 'file', text: readFileSync(path, 'latin1'), isExecutable };
  });
}

/** Null where there is nothing, and nothing can be: below what is no directory, such as a core.hooksPath of /dev/null. */
function statIfThere(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** Runs `work`. @throws KeyfenceError in our words where the disk refuses. */
export function explainFailure<Result>(what: { verb: string; path: string }, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new KeyfenceError(
      `cannot ${what.verb} ${what.path} (${code})`,
      'check the permissions of the file and its directory, then run the command again',
      { cause: error },
    );
  }
}
