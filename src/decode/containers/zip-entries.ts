/** Where the entries of a zip archive stand: by its directory, and by their own headers where the directory is silent. */
import { type Entry, fromBufferPromise } from 'yauzl';
import type { ByteRange, ByteString } from '../../types.js';

/** An entry: what its headers say, which need not be true. */
export interface ZipEntry {
  name: ByteString;
  /** Where its own header stands. */
  header: number;
  /** Where its data begins. */
  data: number;
  /** In bytes, as stored; null where it is told behind the data. */
  size: number | null;
  method: number;
  /** CRC-32 of what it unpacks to; null where that is told behind the data. */
  checksum: number | null;
  isEncrypted: boolean;
}

/** The comment on the archive or on an entry, as a layer is named. */
export interface ZipComment extends ByteRange {
  name: ByteString;
}

export interface ZipDirectory {
  /** In the order of their place, each once. */
  entries: ZipEntry[];
  comments: ZipComment[];
  isDamaged: boolean;
}

const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
const SIZES = Buffer.from('PK\x07\x08', 'latin1');
const END = Buffer.from('PK\x05\x06', 'latin1');
const END_SIZE = 22; // bytes
const LOCAL_SIZE = 30; // bytes, before the name
const IN_EXTRA = 0xffffffff; // the size is told in the zip64 field
const ZIP64 = 1;
const ENCRYPTED = 1;
const SIZE_BEHIND = 8;
const NEWEST_VERSION = 63; // of the format: 6.3
const METHODS = 100; // of compression, at most
const LONGEST_NAME = 4096; // bytes that a name may have to be believed without a directory

/** Reads the directory at the archive's end, and no more than `most` lines of it. */
export async function readDirectory(bytes: Buffer, most: number): Promise<ZipDirectory> {
  const entries = new Map<number, ZipEntry>();
  const comments: ZipComment[] = [];
  let isDamaged = false;
  let lines = 0;
  let last = 0; // where a comment may begin
  const addComment = (name: ByteString, text: Buffer) => {
    const start = text.length === 0 ? -1 : bytes.indexOf(text, last);
    if (start < 0) return;
    last = start + text.length;
    comments.push({ name, start, end: last });
  };
  const shift = shiftOf(bytes);
  try {
    const archive = await fromBufferPromise(bytes.subarray(shift), { decodeStrings: false });
    for await (const listed of archive.eachEntry()) {
      const entry = entryOf(bytes, listed, shift);
      if (entry && !entries.has(entry.header)) entries.set(entry.header, entry);
      isDamaged ||= entry === null;
      addComment(`zip comment:${listed.fileNameRaw.toString('latin1')}`, listed.fileCommentRaw);
      if (++lines === most) break;
    }
    addComment('zip comment', archive.comment as unknown as Buffer); // as `decodeStrings` has it
  } catch {
    isDamaged = true;
  }
  return { entries: [...entries.values()].sort((a, b) => a.header - b.header), comments, isDamaged };
}

/** Where stored data ends whose size is told behind it. */
export function endOfStored(bytes: Buffer, { start, end }: ByteRange): number {
  const told = bytes.subarray(0, end).indexOf(SIZES, start);
  return told < 0 ? end : told;
}

/** The next header of an entry in a range of the archive, whatever its directory says. */
export function findLocalEntry(bytes: Buffer, { start, end }: ByteRange): ZipEntry | null {
  const range = bytes.subarray(0, end);
  for (let at = range.indexOf(LOCAL, start); at >= 0; at = range.indexOf(LOCAL, at + 1)) {
    const entry = localEntry(range, at);
    if (entry) return entry;
  }
  return null;
}

/** @returns null where its own header is not where the directory says. */
function entryOf(bytes: Buffer, listed: Entry, shift: number): ZipEntry | null {
  const header = listed.relativeOffsetOfLocalHeader + shift;
  if (header + LOCAL_SIZE > bytes.length || bytes.readUInt32LE(header) !== LOCAL.readUInt32LE()) return null;
  return {
    name: listed.fileNameRaw.toString('latin1'),
    header,
    data: dataAfter(bytes, header),
    size: listed.compressedSize,
    method: listed.compressionMethod,
    checksum: listed.crc32,
    isEncrypted: listed.isEncrypted(),
  };
}

/** How many bytes stand before an archive whose offsets do not count them: a program that unpacks it. */
function shiftOf(bytes: Buffer): number {
  const end = bytes.lastIndexOf(END);
  if (end < 0 || end + END_SIZE > bytes.length) return 0;
  const size = bytes.readUInt32LE(end + 12);
  const offset = bytes.readUInt32LE(end + 16);
  return size === IN_EXTRA || offset === IN_EXTRA ? 0 : Math.max(0, end - size - offset);
}

function localEntry(bytes: Buffer, at: number): ZipEntry | null {
  if (at + LOCAL_SIZE > bytes.length) return null;
  const flags = bytes.readUInt16LE(at + 6);
  const method = bytes.readUInt16LE(at + 8);
  const name = bytes.subarray(at + LOCAL_SIZE, at + LOCAL_SIZE + bytes.readUInt16LE(at + 26));
  const isCredible = bytes.readUInt16LE(at + 4) <= NEWEST_VERSION && method < METHODS && isName(name);
  if (!isCredible || dataAfter(bytes, at) > bytes.length) return null;
  const size = sizeIn(bytes, at);
  return {
    name: name.toString('latin1'),
    header: at,
    data: dataAfter(bytes, at),
    size: (flags & SIZE_BEHIND) !== 0 && size === 0 ? null : size,
    method,
    checksum: (flags & SIZE_BEHIND) !== 0 ? null : bytes.readUInt32LE(at + 14),
    isEncrypted: (flags & ENCRYPTED) !== 0,
  };
}

function isName(name: Buffer): boolean {
  return name.length > 0 && name.length <= LONGEST_NAME && !name.includes(0);
}

function dataAfter(bytes: Buffer, header: number): number {
  return header + LOCAL_SIZE + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
}

/** The stored size that an entry's own header tells. */
function sizeIn(bytes: Buffer, header: number): number {
  const size = bytes.readUInt32LE(header + 18);
  if (size !== IN_EXTRA) return size;
  const end = dataAfter(bytes, header);
  for (let at = end - bytes.readUInt16LE(header + 28); at + 4 <= end; ) {
    const length = bytes.readUInt16LE(at + 2);
    // The size that it unpacks to stands first.
    if (bytes.readUInt16LE(at) === ZIP64 && length >= 16) return Number(bytes.readBigUInt64LE(at + 12));
    at += 4 + length;
  }
  return size;
}
