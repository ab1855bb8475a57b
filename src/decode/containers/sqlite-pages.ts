/** The pages of an SQLite database, and the records that stand in them. */
import type { ByteRange } from '../../types.js';
import { varintAt } from './sqlite-varint.js';

export interface Database {
  bytes: Buffer;
  pageSize: number;
  /** Bytes of a page, without those that an extension keeps at its end. */
  usable: number;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
}

/** The bytes of a record, in the order in which they belong together. */
export interface Payload {
  pieces: ByteRange[];
  /** In bytes. */
  length: number;
}

const HEADER = 100; // bytes, in the first page
const ENCODINGS = ['utf-8', 'utf-8', 'utf-16le', 'utf-16be'] as const;
const INDEX_INTERIOR = 0x02;
const INDEX_LEAF = 0x0a;
const TABLE_LEAF = 0x0d;
const SMALLEST_CELL = 6; // bytes, with its pointer
const CHAIN = 4; // bytes, the number of the next overflow page

/** @returns null where the sizes in its header are none that SQLite has. */
export function openDatabase(bytes: Buffer): Database | null {
  if (bytes.length < HEADER) return null;
  const stored = bytes.readUInt16BE(16);
  const pageSize = stored === 1 ? 65536 : stored;
  const usable = pageSize - (bytes[20] as number);
  const isPowerOfTwo = (pageSize & (pageSize - 1)) === 0;
  if (pageSize < 512 || !isPowerOfTwo || usable < 480) return null;
  return { bytes, pageSize, usable, encoding: ENCODINGS[bytes.readUInt32BE(56)] ?? 'utf-8' };
}

/** The records of all pages that look like a table's or an index's (a table WITHOUT ROWID is stored as one). */
export function* payloadsOf(database: Database): Iterable<Payload> {
  const { bytes, pageSize } = database;
  for (let page = 0; page + 8 <= bytes.length; page += pageSize) {
    const top = page === 0 ? HEADER : page;
    const type = bytes[top];
    if (type !== TABLE_LEAF && type !== INDEX_LEAF && type !== INDEX_INTERIOR) continue;
    const pointers = top + (type === INDEX_INTERIOR ? 12 : 8);
    const end = Math.min(page + database.usable, bytes.length);
    const count = Math.min(bytes.readUInt16BE(top + 3), pageSize / SMALLEST_CELL);
    for (let index = 0; index < count && pointers + 2 * index + 2 <= end; index++) {
      const cell = page + bytes.readUInt16BE(pointers + 2 * index);
      if (cell < end) yield payloadAt(database, { cell, type, end });
    }
  }
}

/** @param place `end`: of the page. */
function payloadAt(
  database: Database,
  { cell, type, end }: { cell: number; type: number; end: number },
): Payload {
  const page = database.bytes.subarray(0, end);
  const size = varintAt(page, cell + (type === INDEX_INTERIOR ? CHAIN : 0));
  const row = size !== null && type === TABLE_LEAF ? varintAt(page, size.next) : size;
  if (size === null || row === null || size.value === 0) return { pieces: [], length: 0 };
  const local = localSize(size.value, type, database.usable);
  const first = { start: row.next, end: Math.min(row.next + local, end) };
  const pieces = first.end > first.start ? [first] : [];
  const inPage = first.end - first.start;
  if (local === size.value || first.end + CHAIN > end) return { pieces, length: inPage };
  const overflow = overflowPieces(database, database.bytes.readUInt32BE(first.end), size.value - local);
  pieces.push(...overflow.pieces);
  return { pieces, length: inPage + overflow.length };
}

/** How many bytes of a payload stand in the cell itself. */
function localSize(size: number, type: number, usable: number): number {
  const share = (part: number) => Math.floor(((usable - 12) * part) / 255) - 23;
  const most = type === TABLE_LEAF ? usable - 35 : share(64);
  if (size <= most) return size;
  const least = share(32);
  const fitting = least + ((size - least) % (usable - CHAIN));
  return fitting <= most ? fitting : least;
}

/** Follows the chain of overflow pages, each page once. */
function overflowPieces({ bytes, pageSize, usable }: Database, firstPage: number, size: number): Payload {
  const seen = new Set<number>();
  const pieces: ByteRange[] = [];
  let length = 0;
  for (let page = firstPage; length < size && page > 0 && !seen.has(page); ) {
    seen.add(page);
    const start = (page - 1) * pageSize;
    if (start + CHAIN >= bytes.length) break;
    const end = Math.min(start + CHAIN + Math.min(size - length, usable - CHAIN), bytes.length);
    pieces.push({ start: start + CHAIN, end });
    length += end - start - CHAIN;
    page = bytes.readUInt32BE(start);
  }
  return { pieces, length };
}
