/** Reads one env file from disk: regular files of bounded size, and no link that leads out of the project. */
import { isUtf8 } from 'node:buffer';
import { realpathSync } from 'node:fs';
import { isInside } from '../git/hooks-path.js';
import { type ReadResult, readRegularFile, toBytes, toText } from '../sources/read-file.js';
import type { ByteString } from '../types.js';
import { readEnvFile } from './env-file.js';

const LARGEST = 1024 * 1024; // bytes

/** An env file that was read. */
export interface EnvFile {
  /** Absolute. */
  path: ByteString;
  text: Buffer;
  values: Map<string, string>;
}

/** One that is there and was not read. `reason` is a fixed sentence. */
export interface UnreadEnvFile {
  path: ByteString;
  reason: string;
}

/** What stands in the place of an env file. */
export type EnvFileResult =
  | { kind: 'read'; file: EnvFile }
  | { kind: 'unread'; unread: UnreadEnvFile }
  | { kind: 'absent' };

/**
 * @param path absolute.
 * @param folders absolute: a link may lead to a file inside one of these, and nowhere else.
 */
export function readEnvFileAt(path: ByteString, folders: readonly ByteString[]): EnvFileResult {
  const unread = (reason: string): EnvFileResult => ({ kind: 'unread', unread: { path, reason } });
  const found = followInside(path, folders);
  switch (found.kind) {
    case 'absent':
      return found;
    case 'outside':
      return unread('a symbolic link that leads out of the project or to nothing');
    case 'unreadable':
      return unread(`unreadable (${found.code})`);
    case 'too-large':
      return unread(`too large (over ${LARGEST / 1024 / 1024} MB)`);
    case 'directory':
      return unread('a folder');
    case 'special':
      return unread('not a regular file');
    case 'read':
      return readEnvText(path, found.bytes);
  }
}

/** @param text the content of the file at `path`. */
export function readEnvText(path: ByteString, text: Buffer): EnvFileResult {
  if (!isUtf8(text) || text.includes(0))
    return { kind: 'unread', unread: { path, reason: 'not UTF-8 text' } };
  return { kind: 'read', file: { path, text, values: readEnvFile(text) } };
}

function followInside(path: ByteString, folders: readonly ByteString[]): ReadResult | { kind: 'outside' } {
  const result = readRegularFile(path, LARGEST);
  if (result.kind !== 'read' || !result.isLink) return result;
  try {
    const target = realpathSync.native(toText(path));
    const isOurs = folders.some((folder) => isInside(realpathSync.native(toText(folder)), target));
    return isOurs ? readRegularFile(toBytes(target), LARGEST) : { kind: 'outside' };
  } catch {
    return { kind: 'outside' };
  }
}
