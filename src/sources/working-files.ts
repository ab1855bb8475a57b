/** What a project writes for keyfence (its configuration, its schemas), as the working tree has it. */
import { resolve } from 'node:path';
import { KeyfenceError } from '../errors.js';
import { topLevelOf } from '../git/working-tree.js';
import type { ByteString } from '../types.js';
import { joinBytes, type ReadResult, readRegularFile, toBytes, toText } from './read-file.js';

const LARGEST = 1024 * 1024; // bytes; no larger one is understood

/**
 * @param root the top level, or outside a repository the folder itself; absolute.
 * @param path from `root`, or absolute. Null where nothing is there.
 * @throws KeyfenceError for anything else than a file that can be read.
 */
export function readWorkingFile(root: ByteString, path: ByteString): Buffer | null {
  const result = readRegularFile(path.startsWith('/') ? path : joinBytes(root, path), LARGEST);
  if (result.kind === 'absent') return null;
  if (result.kind === 'read' && !result.isLink) return result.bytes;
  throw new KeyfenceError(
    `${toText(path)}: expected a readable file, found ${nameOf(result)}`,
    'put the file itself in its place; nothing was scanned',
  );
}

/**
 * A reader of the files of the project around a folder, for texts that come from elsewhere.
 * @throws GitError when Git refuses to say where its top level is.
 */
export async function openWorkingFiles(cwd: string): Promise<(path: ByteString) => Promise<Buffer | null>> {
  const root = toBytes((await topLevelOf(cwd)) ?? resolve(cwd));
  return async (path) => readWorkingFile(root, path);
}

/** @returns an absolute path as findings name it: relative to the root where it lies inside. */
export function labelOf(root: ByteString, file: ByteString): ByteString {
  const folder = root.endsWith('/') ? root : `${root}/`;
  return file.startsWith(folder) ? file.slice(folder.length) : file;
}

/** What stands in the place of a file that is needed. */
function nameOf(result: ReadResult): string {
  switch (result.kind) {
    case 'read':
      return 'a symbolic link';
    case 'directory':
      return 'a folder';
    case 'too-large':
      return 'one that is too large';
    case 'unreadable':
      return `one that is unreadable (${result.code})`;
    default:
      return 'one that is not a regular file';
  }
}
