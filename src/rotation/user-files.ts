/** Reads the user's own files: what shells and clients read outside of the project. */
import { HERE } from '../policy/agents/user/surroundings.js';
import { readUserFile } from '../policy/agents/user/user-file.js';
import { toBytes } from '../sources/read-file.js';
import type { ByteString, Skip } from '../types.js';
import { userFiles } from './places.js';

export interface UserFile {
  /** `~/.bashrc`. */
  label: ByteString;
  bytes: Buffer;
}

/** @param home absolute. */
export function readUserFiles(home: string): { files: UserFile[]; unread: Skip[] } {
  const files: UserFile[] = [];
  const unread: Skip[] = [];
  for (const path of userFiles()) {
    const found = readUserFile(path, HERE);
    if (found === null) continue;
    const label = toBytes(path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path);
    if (found.bytes === null) unread.push({ file: label, reason: found.reason, listed: false });
    else files.push({ label, bytes: found.bytes });
  }
  return { files, unread };
}
