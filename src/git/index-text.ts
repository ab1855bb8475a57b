/** What the index surely does not hold, seen from its bytes: the question that saves asking Git. */
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { plainGitFolder } from './plain-folder.js';

/** Bytes: a larger one takes as long to look through as Git takes to answer. */
const LARGEST = 1024 * 1024;
const HEADER = 12; // bytes
/** Paths stand whole in these versions (gitformat-index); the next one leaves out what a path shares with the one before. */
const WHOLE_PATHS = [2, 3];
/** Extensions after which there are more paths than are written here: a shared index, folders in the place of files. */
const ELSEWHERE = ['\0link', '\0sdir'];

/**
 * @param texts parts of paths, in ASCII.
 * @returns false where it is certain that no path of the index has any of them in it; true where only Git can tell.
 */
export function mayHavePaths(texts: readonly string[], cwd: string): boolean {
  const folder = plainGitFolder(cwd);
  if (folder === null) return true;
  const { GIT_INDEX_FILE } = process.env; // set by Git in hooks
  const file = GIT_INDEX_FILE ? resolve(cwd, GIT_INDEX_FILE) : join(folder, 'index');
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined || size > LARGEST) return true;
  const bytes = readFileSync(file);
  const isIndex = bytes.length >= HEADER && bytes.toString('latin1', 0, 4) === 'DIRC';
  const isReadable = isIndex && WHOLE_PATHS.includes(bytes.readUInt32BE(4));
  return !isReadable || [...ELSEWHERE, ...texts].some((text) => bytes.includes(text, 'latin1'));
}
