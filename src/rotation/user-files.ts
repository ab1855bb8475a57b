/** Reads the user's own files: what shells and clients read outside of the project. Links are followed, as dotfiles are linked. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularFile, toBytes } from '../sources/read-file.js';
import type { ByteString, Skip } from '../types.js';
import { USER_FILES } from './places.js';

const LARGEST = 16 * 1024 * 1024; // bytes: histories of a client's sessions are among it

export interface UserFile {
  /** `~/.bashrc`. */
  label: ByteString;
  bytes: Buffer;
}

/** @param home absolute. */
export function readUserFiles(home: string): { files: UserFile[]; unread: Skip[] } {
  const files: UserFile[] = [];
  const unread: Skip[] = [];
  for (const name of USER_FILES) {
    const label = `~/${name}`;
    let path: string;
    try {
      path = realpathSync.native(join(home, name));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
      if (code !== 'ENOENT' && code !== 'ENOTDIR') unread.push(unreadable(label, code));
      continue;
    }
    const result = readRegularFile(toBytes(path), LARGEST);
    if (result.kind === 'read') files.push({ label, bytes: result.bytes });
    else if (result.kind === 'unreadable') unread.push(unreadable(label, result.code));
    else if (result.kind !== 'absent')
      unread.push({ file: label, reason: 'no readable file', listed: false });
  }
  return { files, unread };
}

function unreadable(file: ByteString, code: string): Skip {
  return { file, reason: `unreadable (${code})`, listed: false };
}
