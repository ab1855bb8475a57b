/** What is detected in each piece of a chunk, in all its layers; judged by nobody. */
import type { DecodeLimits, LayerSkip } from '../decode/budget.js';
import type { Transcoded } from '../decode/transcode.js';
import type { Detector } from '../detect/detector.js';
import { createCommentReader, type InlineComment } from '../exceptions/inline-comment.js';
import type { ByteRange, ByteString, Chunk, Match } from '../types.js';
import { type Dress, dressOf, type Frame, frameSteps, undress } from './frames.js';
import { type Piece, type PieceSize, piecesOf, placeOfCut, wholePiece } from './pieces.js';
import { runSteps, type Steps } from './steps.js';

export interface Reading {
  detector: Detector;
  /** Of what is decoded out of the chunk, or out of one piece of it. */
  limits: DecodeLimits;
  /** How a chunk that is too large to hold is cut. */
  size: PieceSize;
  /** Is told of everything inside the chunk that could not be read. */
  skip: (skip: LayerSkip) => void;
}

/** Whether a match in a frame counts. */
export type Keep = (frame: Frame, match: Match) => boolean;

/** Valid until the next one is asked for. */
export interface PieceRead {
  dress: Dress;
  dressed: Transcoded;
  /** Where the piece begins in the chunk. */
  offset: number;
  /** Where the next piece begins in the text of this one; null for the last. */
  next: number | null;
  /** What this piece has to tell. */
  frames: FrameRead[];
}

/** What was detected in a frame. Its bytes are let go: there can be many frames in a piece. */
export interface FrameRead {
  layers: ByteString[];
  isExact: boolean;
  /** `match` stands in the frame; `place` is where that is in the piece's text. */
  matches: MatchRead[];
}

export interface MatchRead {
  match: Match;
  place: ByteRange;
  /** In the frame's own text, or in that around it. */
  comment: InlineComment | null;
}

export async function* readPieces(chunk: Chunk, reading: Reading, keep: Keep): AsyncIterable<PieceRead> {
  const context = contextOf(chunk, reading, keep);
  for await (const piece of piecesOf(chunk, reading.size)) yield await runSteps(readPiece(piece, context));
}

/** Reads a chunk that is held whole. */
export function readWhole(chunk: Chunk, reading: Reading, keep: Keep): Steps<PieceRead> {
  return readPiece(wholePiece(chunk.bytes), contextOf(chunk, reading, keep));
}

/** What holds for all pieces of a chunk. */
interface Context extends Omit<Reading, 'size'> {
  dress: Dress;
  isPart: boolean;
  overlap: number;
  keep: Keep;
}

function contextOf(chunk: Chunk, { detector, limits, size, skip }: Reading, keep: Keep): Context {
  const isPart = chunk.rest !== null;
  const { overlap } = size;
  return { dress: dressOf(chunk), detector, limits, overlap, skip: onlyOnce(skip), isPart, keep };
}

// Not a closure: each closure that is a generator leaves a hidden class behind, 2 KB for each file.
function* readPiece(piece: Piece, context: Context): Steps<PieceRead> {
  const { dress, limits, skip, isPart, overlap } = context;
  const dressed = undress(piece.bytes, dress.encoding);
  const seen: FrameRead[] = [];
  const isShown = createMemory();
  for (const step of frameSteps(dressed.text, { dress, limits, skip, isPart, isCut: piece.offset > 0 })) {
    if (step instanceof Promise) {
      yield step;
    } else {
      const read = readFrame(step, context, isShown);
      if (read) seen.push(read);
    }
  }
  addOuterComments(seen, dressed.text);
  const from = dressed.textOffset(piece.from - piece.offset);
  const { until, next } = cutPiece(piece, { dressed, seen, overlap });
  const frames = seen.map((frame) => ownMatches(frame, from, until));
  return { dress, dressed, offset: piece.offset, next, frames };
}

type Memory = (match: Match, place: ByteRange) => boolean;

/** Null where the frame has nothing to tell: most have not. */
function readFrame(frame: Frame, { detector, keep }: Context, isShown: Memory): FrameRead | null {
  const detected = detector.detect(frame.bytes);
  if (detected.length === 0) return null;
  const matches = detected
    .filter((match) => keep(frame, match))
    .map((match) => ({ match, place: frame.toPiece(match) }))
    .filter(({ match, place }) => isEntry(frame) || !isShown(match, place));
  if (matches.length === 0) return null;
  const commentAt = createCommentReader(
    frame.bytes,
    matches.map(({ match }) => match),
  );
  const read = matches.map((one) => ({ ...one, comment: commentAt(one.match) }));
  return { layers: frame.layers, isExact: frame.isExact, matches: read };
}

/** What stands in a layer has its line in the text around it, too, where that is text. */
function addOuterComments(seen: readonly FrameRead[], text: Buffer): void {
  if (seen.length === 0) return;
  const exact = seen
    .filter(({ isExact, layers }) => isExact && layers.length > 0)
    .flatMap(({ matches }) => matches);
  const commentAt = createCommentReader(
    text,
    exact.map(({ place }) => place),
  );
  for (const one of exact) if (!one.comment?.reason) one.comment = commentAt(one.place) ?? one.comment;
}

/** A part of an archive: the place of what it shows has a name, which the outer frame does not know. */
function isEntry({ isExact, layers }: Frame): boolean {
  return !isExact || layers.some((layer) => layer.includes(':'));
}

/** Whether an outer frame showed the same match in the same place: then it is nothing new, and is not counted. */
function createMemory(): Memory {
  const shown = new Set<string>();
  return ({ pattern, secret, near, known }, { start, end }) => {
    // What only stands near a name may be assigned to it in an inner frame; what has a format may be known as well.
    const key = [pattern.id, near?.link, known?.variable, start, end, secret.reveal()].join('\0');
    const isShown = shown.has(key);
    shown.add(key);
    return isShown;
  };
}

/** What cannot be read in one piece is mostly not read in the next one either. */
function onlyOnce(skip: Reading['skip']): Reading['skip'] {
  let told: Set<string> | null = null; // most chunks have nothing to tell
  return (one) => {
    told ??= new Set();
    const key = [one.reason, ...one.layers].join('\0');
    if (!told.has(key)) skip(one);
    told.add(key);
  };
}

/** Cuts a piece where no match is cut. @returns the places of the cut and of the next piece's beginning, in the text. */
function cutPiece(
  { cut, offset }: Piece,
  { dressed, seen, overlap }: { dressed: Transcoded; seen: readonly FrameRead[]; overlap: number },
): { until: number; next: number | null } {
  if (!cut) return { until: Number.POSITIVE_INFINITY, next: null };
  const inText = (place: number) => dressed.textOffset(place - offset);
  const places = seen.flatMap(({ isExact, matches }) => (isExact ? matches.map(({ place }) => place) : []));
  const until = placeOfCut({ earliest: inText(cut.earliest), latest: inText(cut.latest) }, places);
  const place = offset + dressed.storedOffset(until);
  const next = inText(place - overlap);
  cut.at(place, offset + dressed.storedOffset(next));
  return { until, next };
}

function ownMatches(frame: FrameRead, from: number, until: number): FrameRead {
  // Where the two pieces at a seam see matches at different places, what lies over the seam is told twice, not never.
  const isOwn = ({ start, end }: ByteRange) =>
    start < until && (start >= from || (frame.isExact && end > from));
  return { ...frame, matches: frame.matches.filter(({ place }) => isOwn(place)) };
}
