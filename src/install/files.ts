/** Reads and writes the files hooks live in: regular files only, whole or not at all, keeping their mode. */
import { lstatSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KeyfenceError } from '../errors.js';
import type { ByteString } from '../types.js';
import type { Change } from './manager.js';

export type FileState =
  | { kind: 'absent' }
  | { kind: 'file'; text: ByteString; isExecutable: boolean }
  /** Something that is never written to; `what` names it: "a symbolic link", "a directory". */
  | { kind: 'other'; what: string };

/** @throws KeyfenceError when the file is there but cannot be read. */
export function readFileState(path: string): FileState {
  return explainFailure({ verb: 'read', path }, () => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat) return { kind: 'absent' };
    if (stat.isSymbolicLink()) return { kind: 'other', what: 'a symbolic link' };
    if (stat.isDirectory()) return { kind: 'other', what: 'a directory' };
    if (!stat.isFile()) return { kind: 'other', what: 'not a regular file' };
    // Windows has no such bit; Git for Windows runs every hook file.
    const isExecutable = process.platform === 'win32' || (stat.mode & 0o111) !== 0;
    return { kind: 'file', text: readFileSync(path, 'latin1'), isExecutable };
  });
}

/** @throws KeyfenceError when the disk refuses; a file is then as it was. */
export function applyChange(change: Change): void {
  if (change.action === 'unchanged') return;
  explainFailure({ verb: change.text === null ? 'remove' : 'write', path: change.path }, () => {
    if (change.text === null) return removeFile(change);
    if (change.action === 'created') mkdirSync(dirname(change.path), { recursive: true });
    const mode = lstatSync(change.path, { throwIfNoEntry: false })?.mode;
    const draft = `${change.path}.keyfence-${process.pid}`;
    try {
      writeFileSync(draft, change.text, { encoding: 'latin1', flag: 'wx', mode: (mode ?? 0o755) & 0o777 });
      renameSync(draft, change.path);
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

function removeFile(change: Change): void {
  rmSync(change.path);
  if (!change.withDirectory) return;
  try {
    rmdirSync(dirname(change.path));
  } catch {
    // Somebody else's files live there by now.
  }
}

function explainFailure<Result>(what: { verb: string; path: string }, work: () => Result): Result {
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
