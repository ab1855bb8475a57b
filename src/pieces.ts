/** A chunk as one piece, or where it is too large to hold as several that overlap, so that nothing is lost at a seam. */
import type { Chunk } from './types.js';

export const PIECE = 8 * 1024 * 1024; // bytes, besides what overlaps
/** How far two pieces overlap on each side of their seam: more than the longest match with all that is read around it. */
export const OVERLAP = 128 * 1024; // bytes; a multiple of four, so that no wide character is cut

export interface Piece {
  bytes: Buffer;
  /** Where `bytes` begins in the chunk. */
  offset: number;
  /** What begins in this range of the chunk is this piece's to tell; everything else is its neighbours'. */
  from: number;
  until: number;
}

export async function* piecesOf(chunk: Chunk): AsyncIterable<Piece> {
  if (chunk.rest === null) {
    yield { bytes: chunk.bytes, offset: 0, from: 0, until: Number.POSITIVE_INFINITY };
    return;
  }
  let held = [chunk.bytes];
  let length = chunk.bytes.length;
  let offset = 0;
  let from = 0;
  for await (const data of chunk.rest) {
    held.push(data);
    length += data.length;
    if (length < PIECE + 2 * OVERLAP) continue;
    const bytes = Buffer.concat(held);
    const until = offset + ((length - OVERLAP) & ~3);
    yield { bytes, offset, from, until };
    const next = until - OVERLAP;
    held = [Buffer.from(bytes.subarray(next - offset))];
    length = held[0]?.length ?? 0;
    offset = next;
    from = until;
  }
  yield { bytes: Buffer.concat(held), offset, from, until: Number.POSITIVE_INFINITY };
}
