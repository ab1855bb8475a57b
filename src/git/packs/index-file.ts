/** Index files, versions 1 and 2: which objects a pack has, and where. https://git-scm.com/docs/gitformat-pack */
import type { ByteString } from '../../types.js';
import { damaged } from './damage.js';
import { type IndexTables, sharedFloats } from './pack-entries.js';
import { PositionedFile } from './positioned-file.js';

const MAGIC = 0xff744f63;
const FAN_OUT = 256 * 4; // bytes
export const MOST_OBJECTS = 100_000_000; // of one pack; the largest public repositories have a quarter of that
const SLICE = 64 * 1024; // records that are read at once

/** An index, and the checksum of the pack that it is for. */
export interface PackIndex extends IndexTables {
  packChecksum: Buffer;
}

/**
 * Reads an index; what is held beside the tables that are returned is a few megabytes.
 * @param hashLength 20 or 32 bytes.
 * @throws KeyfenceError where it is no index of version 1 or 2, or its parts do not agree with each other.
 */
export function readIndex(path: ByteString, hashLength: number): PackIndex {
  const file = new PositionedFile(path);
  try {
    const head = file.read(0, 8);
    if (head.readUInt32BE(0) !== MAGIC) return readFirstVersion(file, hashLength);
    if (head.readUInt32BE(4) !== 2) throw damaged(path, 'is of a version that keyfence does not know');
    return readSecondVersion(file, hashLength);
  } finally {
    file.close();
  }
}

/** Records of an offset and an id. */
function readFirstVersion(file: PositionedFile, hashLength: number): PackIndex {
  const count = readCount(file, 0);
  const record = 4 + hashLength;
  if (file.size !== FAN_OUT + count * record + 2 * hashLength) throw damaged(file.path, 'has a wrong size');
  const offsets = sharedFloats(count);
  const oids = sharedBytes(count * hashLength);
  for (let first = 0; first < count; first += SLICE) {
    const records = file.read(FAN_OUT + first * record, Math.min(SLICE, count - first) * record);
    for (let at = 0, position = first; at < records.length; at += record, position++) {
      offsets[position] = records.readUInt32BE(at);
      oids.set(records.subarray(at + 4, at + record), position * hashLength);
    }
  }
  return { hashLength, oids, offsets, packChecksum: checksumIn(file, hashLength) };
}

/** Tables of ids, of checksums, of offsets of 31 bits, and of the offsets that take 64. */
function readSecondVersion(file: PositionedFile, hashLength: number): PackIndex {
  const count = readCount(file, 8);
  const idsAt = 8 + FAN_OUT;
  const offsetsAt = idsAt + count * (hashLength + 4);
  const largeAt = offsetsAt + count * 4;
  const largeCount = (file.size - 2 * hashLength - largeAt) / 8;
  if (!Number.isInteger(largeCount) || largeCount < 0 || largeCount > count) {
    throw damaged(file.path, 'has a wrong size');
  }
  const oids = sharedBytes(count * hashLength);
  file.fill(oids, idsAt);
  const offsets = readOffsets(file, { at: offsetsAt, count, stride: 4, largeAt, largeCount });
  return { hashLength, oids, offsets, packChecksum: checksumIn(file, hashLength) };
}

/** Where a table of offsets is, and the one of those that take 64 bits. */
export interface OffsetTable {
  at: number;
  count: number;
  /** Bytes from one to the next; the offset is the last four of each. */
  stride: number;
  largeAt: number;
  largeCount: number;
}

/** Reads the offsets, also those over 2 GB. @throws KeyfenceError where one is not in the table of the large ones. */
export function readOffsets(file: PositionedFile, table: OffsetTable): Float64Array {
  const offsets = sharedFloats(table.count);
  for (let first = 0; first < table.count; first += SLICE) {
    const length = Math.min(SLICE, table.count - first) * table.stride;
    const records = file.read(table.at + first * table.stride, length);
    for (let at = table.stride - 4, position = first; at < length; at += table.stride, position++) {
      const value = records.readUInt32BE(at);
      offsets[position] = value < 0x80000000 ? value : readLarge(file, table, value - 0x80000000);
    }
  }
  return offsets;
}

function readLarge(file: PositionedFile, { largeAt, largeCount }: OffsetTable, index: number): number {
  if (index >= largeCount) throw damaged(file.path, 'has an offset that is not there');
  const offset = Number(file.read(largeAt + index * 8, 8).readBigUInt64BE());
  if (offset > Number.MAX_SAFE_INTEGER) throw damaged(file.path, 'has an offset that no file can have');
  return offset;
}

/** The number of objects, as the fan-out says it: how many ids begin with each byte or one below it. */
export function readCount(file: PositionedFile, at: number): number {
  const fanOut = file.read(at, FAN_OUT);
  let count = 0;
  for (let i = 0; i < FAN_OUT; i += 4) {
    const next = fanOut.readUInt32BE(i);
    if (next < count) throw damaged(file.path, 'is not in order');
    count = next;
  }
  if (count > MOST_OBJECTS) throw damaged(file.path, 'has more objects than keyfence can hold');
  // Before anything of that size is allocated.
  if (count * 20 > file.size) throw damaged(file.path, 'is cut off');
  return count;
}

export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

function checksumIn(file: PositionedFile, hashLength: number): Buffer {
  return file.read(file.size - 2 * hashLength, hashLength);
}
