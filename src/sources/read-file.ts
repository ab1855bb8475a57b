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
const WHOLE = 16 * 1024 * 1024; // bytes: larger files are read part by part

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

type NoFile = Exclude<ReadResult, { kind: 'read' | 'too-large' }>;

/**
 * @param path as above.
 * @param whole up to so many bytes a file is read at once; of a larger one `rest` reads the rest and must be closed.
 */
export function openRegularFile(path: ByteString, whole = WHOLE): OpenedFile | NoFile {
  const file = Buffer.from(path, 'latin1');
  return orProblem(() => {
    const status = lstatSync(file);
    if (status.isSymbolicLink()) {
      const bytes = readlinkSync(file, { encoding: 'buffer' });
      return { kind: 'read', bytes, rest: null, mode: LINK_MODE, isLink: true };
    }
    if (status.isDirectory()) return { kind: 'directory' };
    if (!status.isFile()) return { kind: 'special' };
    return openFile(file, whole, Buffer.allocUnsafe);
  });
}

const ENOUGH = 256 * 1024; // bytes: most files are smaller

/** The same for many files, one after the other; the bytes of each are valid until the next one is opened. */
export class FileReader {
  private readonly spare = Buffer.allocUnsafe(ENOUGH);

  /**
   * @param path as above, of what is no special file: those must not even be opened.
   * @param whole as above.
   */
  open(path: ByteString, whole = WHOLE): OpenedFile | NoFile {
    try {
      const room = (size: number) => (size <= ENOUGH ? this.spare : Buffer.allocUnsafe(size));
      return openFile(Buffer.from(path, 'latin1'), whole, room);
    } catch {
      // Most often a link. Whatever it is, the careful way finds out.
      return openRegularFile(path, whole);
    }
  }
}

function orProblem(open: () => OpenedFile | NoFile): OpenedFile | NoFile {
  try {
    return open();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
    // The file became a link between the look and the open.
    if (code === 'ELOOP') return { kind: 'special' };
    return { kind: 'unreadable', code };
  }
}

/** Gives a buffer of so many bytes or more. */
type Room = (size: number) => Buffer;

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function openFile(file: Buffer, whole: number, room: Room): OpenedFile | NoFile {
  const descriptor = openSync(file, FLAGS);
  let rest: FileRest | null = null;
  try {
    const status = fstatSync(descriptor);
    if (status.isDirectory()) return { kind: 'directory' };
    if (!status.isFile()) return { kind: 'special' };
    const { size } = status;
    const bytes = size > whole ? Buffer.alloc(0) : readBeginning(descriptor, { size, whole, room });
    if (bytes.length > whole || size > whole) {
      rest = new FileRest(descriptor, { size, length: bytes.length });
    }
    return { kind: 'read', bytes, rest, mode: FILE_MODE, isLink: false };
  } finally {
    if (rest === null) closeSync(descriptor);
  }
}

/** All of a file, or a little more than `whole` bytes of it. */
function readBeginning(
  descriptor: number,
  { size, whole, room }: { size: number; whole: number; room: Room },
): Buffer {
  // One byte more than the size says, to see whether the file grows (or is one of /proc, whose size is 0).
  let bytes = room(size + 1);
  let length = 0;
  for (;;) {
    const got = readSync(descriptor, bytes, length, bytes.length - length, null);
    length += got;
    // A regular file gives less than there is room for only at its end.
    if (got === 0 || length > whole || (length === size && length < bytes.length))
      return bytes.subarray(0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length + 4096)]);
  }
}
