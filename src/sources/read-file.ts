/** Reads one file of a hostile file system: only regular files, no link followed, nothing that blocks, no end that never comes. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import type { ByteString } from '../types.js';
import { FileRest } from './file-rest.js';

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

/** A file whose beginning was read; what follows it is read from the same descriptor. */
export interface OpenedFile {
  kind: 'read';
  bytes: Buffer;
  /** Null where `bytes` is all. */
  rest: FileRest | null;
  mode: string;
  isLink: boolean;
}

/**
 * @param path absolute, as bytes. A symbolic link is read as its target's text, as Git stores it.
 * @param maxBytes a larger file is not read.
 */
export function readRegularFile(path: ByteString, maxBytes: number): ReadResult {
  const result = openRegularFile(path, maxBytes);
  if (result.kind !== 'read' || result.rest === null) return result;
  result.rest.close();
  return { kind: 'too-large' };
}

/**
 * @param path as above.
 * @param whole up to so many bytes a file is read at once; of a larger one `rest` reads the rest and must be closed.
 */
export function openRegularFile(
  path: ByteString,
  whole: number,
): OpenedFile | Exclude<ReadResult, { kind: 'read' | 'too-large' }> {
  const file = Buffer.from(path, 'latin1');
  try {
    const status = lstatSync(file);
    if (status.isSymbolicLink()) {
      const bytes = readlinkSync(file, { encoding: 'buffer' });
      return { kind: 'read', bytes, rest: null, mode: LINK_MODE, isLink: true };
    }
    if (status.isDirectory()) return { kind: 'directory' };
    if (!status.isFile()) return { kind: 'special' };
    const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
    return readOpened(openSync(file, flags), whole);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
    // The file became a link between the look and the open.
    if (code === 'ELOOP') return { kind: 'special' };
    return { kind: 'unreadable', code };
  }
}

function readOpened(descriptor: number, whole: number): OpenedFile | { kind: 'special' } {
  let rest: FileRest | null = null;
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) return { kind: 'special' };
    const bytes = status.size > whole ? Buffer.alloc(0) : readBeginning(descriptor, status.size, whole);
    if (bytes.length > whole || status.size > whole) {
      rest = new FileRest(descriptor, { size: status.size, length: bytes.length });
    }
    return { kind: 'read', bytes, rest, mode: FILE_MODE, isLink: false };
  } finally {
    if (rest === null) closeSync(descriptor);
  }
}

/** All of a file, or a little more than `whole` bytes of it. */
function readBeginning(descriptor: number, size: number, whole: number): Buffer {
  // One byte more than the size says, to see whether the file grows (or is one of /proc, whose size is 0).
  let bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const got = readSync(descriptor, bytes, length, bytes.length - length, null);
    length += got;
    if (got === 0 || length > whole) return bytes.subarray(0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length + 4096)]);
  }
}
