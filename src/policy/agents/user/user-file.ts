/** One file of the user's: its bytes, and whether others can read it. */
import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { readRegularFile, toBytes } from '../../../sources/read-file.js';
import type { ByteString } from '../../../types.js';
import type { UserSurroundings } from './surroundings.js';

const LARGEST = 16 * 1024 * 1024; // bytes: Claude Code keeps a history in its own
const OTHERS_READ = 0o004;
const OTHERS_ENTER = 0o001;

export interface UserFile {
  /** Absolute. */
  file: ByteString;
  /** The file itself, or the one that a link leads to. */
  target: ByteString;
  /** Null where it could not be read. */
  bytes: Buffer | null;
  /** Why it could not: a fixed sentence. */
  reason: string;
  /** Whether everybody on this machine can read it. */
  isOpen: boolean;
}

/**
 * @param path absolute. A link is followed: dotfiles are often kept in a folder of their own.
 * @returns null where nothing is there.
 */
export function readUserFile(path: string, surroundings: UserSurroundings): UserFile | null {
  const file = toBytes(path);
  let target = path;
  const unread = (reason: string): UserFile => ({
    file,
    target: toBytes(target),
    bytes: null,
    reason,
    isOpen: false,
  });
  try {
    target = realpathSync.native(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : unread(`unreadable (${code ?? 'unknown'})`);
  }
  const result = readRegularFile(toBytes(target), LARGEST);
  switch (result.kind) {
    case 'absent':
      return null;
    case 'read':
      return { ...unread(''), bytes: result.bytes, isOpen: isOpenToAll(target, surroundings) };
    case 'too-large':
      return unread(`too large (over ${LARGEST / 1024 / 1024} MB)`);
    case 'unreadable':
      return unread(`unreadable (${result.code})`);
    default:
      return unread('not a regular file');
  }
}

/** By its mode and those of the folders above it; modes say nothing on Windows. @param target no link. */
function isOpenToAll(target: string, { platform }: UserSurroundings): boolean {
  if (platform === 'win32') return false;
  try {
    if ((statSync(target).mode & OTHERS_READ) === 0) return false;
    for (let folder = dirname(target); ; folder = dirname(folder)) {
      if ((statSync(folder).mode & OTHERS_ENTER) === 0) return false;
      if (folder === dirname(folder)) return true;
    }
  } catch {
    return false; // gone in the meantime
  }
}
