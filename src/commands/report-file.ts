/** Writes a report into a file: all of it or nothing, over an older report, and over nothing but a regular file. */
import { accessSync, constants, lstatSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { replaceFile } from '../config/write-file.js';

const { W_OK, X_OK } = constants;

/**
 * @param file as typed, from the current folder.
 * @returns why no report can be written there, in words that do not repeat its name; null where one can.
 */
export function checkReportFile(file: string): string | null {
  const path = resolve(file);
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() || /[\\/]$/.test(file)) return 'that is a folder';
    // To follow it could overwrite anything; to replace it, as root, even /dev/stdout.
    if (stats?.isSymbolicLink()) return 'a symbolic link is there, and none is followed or replaced';
    if (stats && !stats.isFile()) return 'what is there is no regular file';
    if (stats) accessSync(path, W_OK);
    if (!statSync(dirname(path)).isDirectory()) return 'its folder is none';
    accessSync(dirname(path), W_OK | X_OK);
    return null;
  } catch (error) {
    return reasonFor(error);
  }
}

/** @returns why it was not written; null where it was. What stood there before is kept then. */
export function writeReportFile(file: string, report: string): string | null {
  const problem = checkReportFile(file);
  if (problem !== null) return problem;
  try {
    replaceFile(resolve(file), report);
    return null;
  } catch (error) {
    return reasonFor(error);
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is none',
  EACCES: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** @throws what is no failure of the file system. */
function reasonFor(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return Object.hasOwn(REASONS, code) ? `${REASONS[code]} (${code})` : code;
}
