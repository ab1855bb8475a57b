/** A chunk as one piece, or where it is too large to hold as several that overlap, so that nothing is lost at a seam. */
import type { Encoding } from './decode/encoding.js';
import type { ByteRange, Chunk } from './types.js';

export interface PieceSize {
  /** Of one piece, in bytes; at least five times the overlap. */
  length: number;
  /**
   * How many bytes are seen on each side of a seam: more than the longest match (32 KB) with all that is read around it,
   * also where each of its bytes is written as six (`\u0041`). The seam itself may lie as far before its latest place.
   */
  overlap: number;
}

export const PIECE_SIZE: PieceSize = { length: 8 * 1024 * 1024, overlap: 256 * 1024 };

/** Valid until the next one is asked for: pieces share their memory. Offsets are those of the chunk, in bytes. */
export interface Piece {
  bytes: Buffer;
  /** Where `bytes` begins. */
  offset: number;
  /** Where the piece before it was cut: what ends before this place is told already. */
  from: number;
  /** Null for the last piece. */
  cut: Cut | null;
}

/** Where a piece ends and the next one begins: what begins behind the cut is the next one's to tell. */
export interface Cut {
  earliest: number;
  latest: number;
  /** Makes the cut, which is otherwise made at the latest place. @returns where the bytes of the next piece begin. */
  at(place: number): number;
}

/** @param encoding that of the chunk's text: no piece begins inside one of its characters. */
export async function* piecesOf(
  { bytes, rest }: Chunk,
  encoding: Encoding | null,
  size: PieceSize,
): AsyncIterable<Piece> {
  if (rest === null) {
    yield { bytes, offset: 0, from: 0, cut: null };
    return;
  }
  const window = new Window(encoding, size);
  for await (const data of followed(bytes, rest)) {
    for (let taken = 0; taken < data.length; ) {
      taken += window.add(data.subarray(taken));
      if (!window.isFull) continue;
      yield window.piece();
      window.advance();
    }
  }
  yield window.lastPiece();
}

/**
 * The last place for a cut at which no match is cut in two. Only where matches overlap one another all the way there is
 * none: then those over the latest place are told by both pieces, so that none is lost.
 */
export function placeOfCut(
  { earliest, latest }: Pick<Cut, 'earliest' | 'latest'>,
  matches: readonly ByteRange[],
): number {
  let place = latest;
  for (const { start, end } of [...matches].sort((a, b) => b.start - a.start)) {
    if (start < place && end > place) place = start;
  }
  return place < earliest ? latest : place;
}

async function* followed(bytes: Buffer, rest: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  yield bytes;
  yield* rest;
}

/** The part of a chunk that is held. */
class Window {
  private readonly encoding: Encoding | null;
  private readonly overlap: number;
  private readonly bytes: Buffer;
  private length = 0;
  private offset = 0;
  private from = 0;
  private next = 0;

  constructor(encoding: Encoding | null, { length, overlap }: PieceSize) {
    this.encoding = encoding;
    this.overlap = overlap;
    this.bytes = Buffer.allocUnsafe(length);
  }

  get isFull(): boolean {
    return this.length === this.bytes.length;
  }

  /** @returns how many of the bytes there was room for. */
  add(data: Buffer): number {
    const copied = data.copy(this.bytes, this.length);
    this.length += copied;
    return copied;
  }

  piece(): Piece {
    const { bytes, offset, from, overlap } = this;
    const latest = offset + this.length - overlap;
    const at = (place: number) => {
      this.from = place;
      this.next = startOfCharacter(bytes, place - overlap - offset, this.encoding);
      return offset + this.next;
    };
    at(latest);
    return { bytes, offset, from, cut: { earliest: latest - overlap, latest, at } };
  }

  lastPiece(): Piece {
    return { bytes: this.bytes.subarray(0, this.length), offset: this.offset, from: this.from, cut: null };
  }

  /** Lets go of what lies before the next piece. */
  advance(): void {
    this.bytes.copyWithin(0, this.next, this.length);
    this.length -= this.next;
    this.offset += this.next;
  }
}

/** The last place at or before `place` at which a character begins. */
function startOfCharacter(bytes: Buffer, place: number, encoding: Encoding | null): number {
  if (encoding === null) return place;
  const start = place & ~3;
  const high =
    encoding === 'utf-16le' ? bytes[start + 1] : encoding === 'utf-16be' ? bytes[start] : undefined;
  const isSecondHalf = high !== undefined && high >= 0xdc && high <= 0xdf;
  return isSecondHalf ? start - 2 : start;
}
