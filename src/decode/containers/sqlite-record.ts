/** The values in one record of an SQLite database. */
import type { ByteRange } from '../../types.js';
import type { Payload } from './sqlite-pages.js';
import { varintAt } from './sqlite-varint.js';

/** A text or a blob, in the pieces in which it stands in the file: at least one. */
export interface Value {
  pieces: ByteRange[];
  isText: boolean;
}

const FIRST_BLOB = 12; // among the serial types; texts are the odd ones
const NUMBER_SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0]; // bytes, by serial type

/** The texts and blobs of a record; the whole of it as one value where its header is not all in its first piece. */
export function* valuesOf(bytes: Buffer, payload: Payload): Iterable<Value> {
  const first = payload.pieces[0];
  if (!first) return;
  const header = bytes.subarray(first.start, first.end);
  const size = varintAt(header, 0);
  if (size === null || size.value > header.length) {
    yield { pieces: payload.pieces, isText: false };
    return;
  }
  const types = header.subarray(0, size.value);
  let start = size.value;
  for (let at = size.next; at < types.length; ) {
    const type = varintAt(types, at);
    if (type === null) return;
    const end = start + sizeOf(type.value);
    const pieces = piecesIn(payload, { start, end });
    if (type.value >= FIRST_BLOB && pieces.length > 0) yield { pieces, isText: type.value % 2 === 1 };
    start = end;
    at = type.next;
  }
}

function sizeOf(type: number): number {
  return type < FIRST_BLOB ? (NUMBER_SIZES[type] as number) : Math.floor((type - FIRST_BLOB) / 2);
}

/** A range of the payload as ranges of the file. */
function piecesIn({ pieces }: Payload, { start, end }: ByteRange): ByteRange[] {
  const found: ByteRange[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const length = piece.end - piece.start;
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, length);
    if (from < to) found.push({ start: piece.start + from, end: piece.start + to });
    offset += length;
    if (offset >= end) break;
  }
  return found;
}
