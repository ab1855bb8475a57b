/** Writes a file of keyfence's at the top level: whole or not at all, and with the mode it had. */
import { lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { KeyfenceError } from '../errors.js';

/**
 * @param path absolute. What stands there was read before, so it is a regular file or nothing.
 * @throws KeyfenceError where the disk refuses; the file is then as it was.
 */
export function writeConfiguration(path: string, text: Buffer): void {
  try {
    replaceFile(path, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new KeyfenceError(
      `${basename(path)} cannot be written (${code})`,
      'check the permissions of the file and its folder; nothing was changed',
      { cause: error },
    );
  }
}

/**
 * Puts a file in the place of another one, or of nothing: all of it, or an error and nothing is changed.
 * @param path absolute. What stands there is a regular file or nothing.
 * @throws the system's error.
 */
export function replaceFile(path: string, text: string | Buffer): void {
  const draft = `${path}.keyfence-${process.pid}`;
  const mode = lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0o644;
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: mode & 0o777 });
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
