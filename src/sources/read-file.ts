/** Reads one file of a hostile file system: only regular files, no link followed, nothing that blocks. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import type { ByteString } from '../types.js';

export type ReadResult =
  | { kind: 'read'; bytes: Buffer; mode: string; isLink: boolean }
  | { kind: 'absent' }
  | { kind: 'directory' }
  | { kind: 'special' }
  | { kind: 'too-large' }
  | { kind: 'unreadable'; code: string };

const LINK_MODE = '120000';
const FILE_MODE = '100644';

/** A path as bytes. Node gives names as UTF-8 text; lists of bytes come from Git or from `readdir` with Buffers. */
export function toBytes(path: string): ByteString {
  return Buffer.from(path, 'utf8').toString('latin1');
}

/** A path of bytes as text, for the words of an error. */
export function toText(path: ByteString): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}

export function joinBytes(folder: ByteString, name: ByteString): ByteString {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/**
 * @param path absolute, as bytes. A symbolic link is read as its target's text, as Git stores it.
 * @param maxBytes a larger file is not read.
 */
export function readRegularFile(path: ByteString, maxBytes: number): ReadResult {
  const file = Buffer.from(path, 'latin1');
  try {
    const status = lstatSync(file);
    if (status.isSymbolicLink()) {
      const bytes = readlinkSync(file, { encoding: 'buffer' });
      return { kind: 'read', bytes, mode: LINK_MODE, isLink: true };
    }
    if (status.isDirectory()) return { kind: 'directory' };
    if (!status.isFile()) return { kind: 'special' };
    if (status.size > maxBytes) return { kind: 'too-large' };
    return readOpened(file, maxBytes);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
    // The file became a link between the look and the open.
    if (code === 'ELOOP') return { kind: 'special' };
    return { kind: 'unreadable', code };
  }
}

function readOpened(file: Buffer, maxBytes: number): ReadResult {
  const descriptor = openSync(
    file,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) return { kind: 'special' };
    // One byte more than the size says, to see whether the file grows (or is one of /proc, whose size is 0).
    let bytes = Buffer.allocUnsafe(status.size + 1);
    let length = 0;
    for (;;) {
      const got = readSync(descriptor, bytes, length, bytes.length - length, null);
      if (got === 0) break;
      length += got;
      if (length > maxBytes) return { kind: 'too-large' };
      if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length + 4096)]);
    }
    return { kind: 'read', bytes: bytes.subarray(0, length), mode: FILE_MODE, isLink: false };
  } finally {
    closeSync(descriptor);
  }
}
