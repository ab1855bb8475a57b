/** One chunk: its pieces, the layers inside them, and what the judges believe of each, located in the chunk. */
import type { DecodeLimits, LayerSkip } from './decode/budget.js';
import type { Transcoded } from './decode/transcode.js';
import type { Detector } from './detect/detector.js';
import { createCommentReader, type InlineComment } from './exceptions/inline-comment.js';
import { type Dress, dressOf, type Frame, framesOf, undress } from './frames.js';
import { judgeMatches } from './judge/judge.js';
import type { JudgedMatch } from './judge/resolve.js';
import { BEGINNING, createLocator, type Position } from './locate.js';
import { type Piece, type PieceSize, piecesOf, placeOfCut } from './pieces.js';
import { type Found, settle } from './settle.js';
import type { ByteRange, ByteString, Chunk, Match } from './types.js';

/** A judged match and where it stands in the chunk. */
export interface Examined {
  judged: JudgedMatch;
  layers: ByteString[];
  /** In the bytes as stored. */
  range: ByteRange;
  /** In the text as UTF-8. */
  from: Position;
  to: Position;
  /** The comment beside it that is meant to let it pass. */
  comment: InlineComment | null;
}

export interface Examination {
  detector: Detector;
  /** Of what is decoded out of the chunk, or out of one piece of it. */
  limits: DecodeLimits;
  /** How a chunk that is too large to hold is cut. */
  size: PieceSize;
  /** Is told the reason of each match that is let go. */
  count: (reason: string) => void;
  /** Is told of everything inside the chunk that could not be read. */
  skip: (skip: LayerSkip) => void;
}

const CONTROL = /\x1b\[[0-9;?]*[A-Za-z]/g;
const ELLIPSIS = '\xe2\x80\xa6'; // its bytes in UTF-8
const EXACT = 64; // bits of randomness that a format must guarantee to be looked for in what is not text

/** What the judges believe, piece by piece, in order; each match once. */
export async function* examine(chunk: Chunk, examination: Examination): AsyncIterable<Examined[]> {
  const isNews = (frame: Frame, match: Match) =>
    frame.isNews(match) && (frame.kind.kind !== 'binary' || isTelling(match));
  let at = BEGINNING;
  for await (const { dress, dressed, offset, next, frames } of readPieces(chunk, examination, isNews)) {
    const locate = createLocator(dressed.text, at);
    const found = settle(frames.flatMap((frame) => judgeFrame(frame, examination)));
    const examined = found.map((judged) => ({
      judged,
      layers: [...dress.layers, ...judged.layers],
      comment: judged.comment,
      range: {
        start: offset + dressed.storedOffset(judged.match.start),
        end: offset + dressed.storedOffset(judged.match.end),
      },
      from: locate(judged.match.start),
      to: locate(judged.match.end),
    }));
    if (next !== null) at = locate(next);
    yield examined;
  }
}

/** Every match in a chunk, in all its layers, judged by nobody: for the old side of a change. */
export async function* matchesIn(chunk: Chunk, examination: Examination): AsyncIterable<Match> {
  for await (const { frames } of readPieces(chunk, examination, () => true)) {
    for (const { matches } of frames) for (const { match } of matches) yield match;
  }
}

/** A chunk's beginning as UTF-8: what a person would read there. */
export function beginningOf(chunk: Chunk): Buffer {
  return undress(chunk.bytes, dressOf(chunk).encoding).text;
}

/** A name (of a file, a branch, an archive entry) as it may be shown: each secret in it cut down to its prefix. */
export function maskName(name: ByteString, detector: Detector): ByteString {
  let masked = '';
  let done = 0;
  for (const { match } of examineName(name, detector)) {
    masked += `${name.slice(done, match.start)}${match.prefix}${ELLIPSIS}`;
    done = match.end;
  }
  return masked + name.slice(done);
}

/** The secrets in a name. */
export function examineName(name: ByteString, detector: Detector): JudgedMatch[] {
  // A letter that ends a terminal's control sequence is not the beginning of a token.
  const plain = name.replace(CONTROL, (sequence) => ' '.repeat(sequence.length));
  const matches = detector.detect(Buffer.from(plain, 'latin1'));
  return matches.length === 0 ? [] : judgeMatches(matches, () => {}); // the judges are loaded by the first match
}

/** Valid until the next one is asked for. */
interface PieceRead {
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
interface FrameRead {
  layers: ByteString[];
  isExact: boolean;
  /** `match` stands in the frame; `place` is where that is in the piece's text. */
  matches: MatchRead[];
}

interface MatchRead {
  match: Match;
  place: ByteRange;
  /** In the frame's own text, or in that around it. */
  comment: InlineComment | null;
}

async function* readPieces(
  chunk: Chunk,
  { detector, limits, size, skip }: Examination,
  keep: (frame: Frame, match: Match) => boolean,
): AsyncIterable<PieceRead> {
  const dress = dressOf(chunk);
  const told = onlyOnce(skip);
  for await (const piece of piecesOf(chunk, size)) {
    const dressed = undress(piece.bytes, dress.encoding);
    const seen: FrameRead[] = [];
    const isShown = createMemory();
    const surroundings = { dress, limits, skip: told, isPart: chunk.rest !== null, isCut: piece.offset > 0 };
    for await (const frame of framesOf(dressed.text, surroundings)) {
      const matches = detector
        .detect(frame.bytes)
        .filter((match) => keep(frame, match))
        .map((match) => ({ match, place: frame.toPiece(match) }))
        .filter(({ match, place }) => isEntry(frame) || !isShown(match, place));
      if (matches.length === 0) continue;
      const commentAt = createCommentReader(
        frame.bytes,
        matches.map(({ match }) => match),
      );
      const read = matches.map((one) => ({ ...one, comment: commentAt(one.match) }));
      seen.push({ layers: frame.layers, isExact: frame.isExact, matches: read });
    }
    addOuterComments(seen, dressed.text);
    const from = dressed.textOffset(piece.from - piece.offset);
    const { until, next } = cutPiece(piece, { dressed, seen, overlap: size.overlap });
    const frames = seen.map((frame) => ownMatches(frame, from, until));
    yield { dress, dressed, offset: piece.offset, next, frames };
  }
}

/** What stands in a layer has its line in the text around it, too, where that is text. */
function addOuterComments(seen: readonly FrameRead[], text: Buffer): void {
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
function createMemory(): (match: Match, place: ByteRange) => boolean {
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
function onlyOnce(skip: Examination['skip']): Examination['skip'] {
  const told = new Set<string>();
  return (one) => {
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

function judgeFrame({ layers, isExact, matches }: FrameRead, { count }: Examination): Found[] {
  if (matches.length === 0) return [];
  const read = new Map(matches.map((one) => [one.match, one]));
  const judged = judgeMatches([...read.keys()], count);
  return judged.map(({ match, judgement }) => ({
    match: { ...match, ...read.get(match)?.place },
    judgement,
    layers,
    isExact,
    comment: read.get(match)?.comment ?? null,
  }));
}

/** Whether a match among machine code or pixels can be no accident. */
function isTelling({ pattern, known }: Match): boolean {
  if (known !== null || pattern.structure === 'private-key') return true;
  return pattern.anchor.kind !== 'assigned' && pattern.randomBits >= EXACT;
}
