/** A chunk as one piece, or where it is too large to hold as several that overlap, so that nothing is lost at a seam. */
import type { ByteRange, Chunk } from '../types.js';

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
  /**
   * Makes the cut; it must be made before the next piece is asked for.
   * @param start where the bytes of the next piece begin: at a character, as near as can be to `overlap` before the cut.
   */
  at(place: number, start: number): void;
}

/** All bytes of a chunk that is held whole, as its only piece. */
export function wholePiece(bytes: Buffer): Piece {
  return { bytes, offset: 0, from: 0, cut: null };
}

export async function* piecesOf({ bytes, rest }: Chunk, size: PieceSize): AsyncIterable<Piece> {
  if (rest === null) {
    yield wholePiece(bytes);
    return;
  }
  const window = new Window(size);
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
  private readonly overlap: number;
  private readonly bytes: Buffer;
  private length = 0;
  private offset = 0;
  private from = 0;
  private start = 0;

  constructor({ length, overlap }: PieceSize) {
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
    const at = (place: number, start: number) => {
      this.from = place;
      this.start = start;
    };
    return { bytes, offset, from, cut: { earliest: latest - overlap, latest, at } };
  }

  lastPiece(): Piece {
    return { bytes: this.bytes.subarray(0, this.length), offset: this.offset, from: this.from, cut: null };
  }

  /** Lets go of what lies before the next piece. */
  advance(): void {
    if (this.start <= this.offset) throw new Error('a piece was not cut');
    this.bytes.copyWithin(0, this.start - this.offset, this.length);
    this.length -= this.start - this.offset;
    this.offset = this.start;
  }
}
