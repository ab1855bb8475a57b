/** One chunk: its pieces, the layers inside them, and what the judges believe of each, located in the chunk. */
import type { LayerSkip } from '../decode/budget.js';
import type { Detector } from '../detect/detector.js';
import type { InlineComment } from '../exceptions/inline-comment.js';
import { type Count, judgeMatches } from '../judge/judge.js';
import type { JudgedMatch } from '../judge/resolve.js';
import type { ByteRange, ByteString, Chunk, Match, Skip } from '../types.js';
import { dressOf, type Frame, undress } from './frames.js';
import { BEGINNING, createLocator, type Position } from './locate.js';
import { type FrameRead, type PieceRead, type Reading, readPieces, readWhole } from './read-pieces.js';
import { type Found, settle } from './settle.js';
import { runSteps, type Steps } from './steps.js';

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

export interface Examination extends Reading {
  /** Is told of each match that is let go. */
  count: Count;
}

const CONTROL = /\x1b\[[0-9;?]*[A-Za-z]/g;
const ELLIPSIS = '\xe2\x80\xa6'; // its bytes in UTF-8
const EXACT = 64; // bits of randomness that a format must guarantee to be looked for in what is not text

/** What the judges believe, piece by piece, in order; each match once. */
export async function* examine(chunk: Chunk, examination: Examination): AsyncIterable<Examined[]> {
  let at = BEGINNING;
  for await (const piece of readPieces(chunk, examination, isNews)) {
    const locate = createLocator(piece.dressed.text, at);
    const examined = judgePiece(piece, examination, locate);
    if (piece.next !== null) at = locate(piece.next);
    yield examined;
  }
}

/** The same of a chunk that is held whole; at once where nothing in it has to be waited for. */
export function examineWhole(chunk: Chunk, examination: Examination): Examined[] | Promise<Examined[]> {
  return runSteps(examineSteps(chunk, examination));
}

function* examineSteps(chunk: Chunk, examination: Examination): Steps<Examined[]> {
  const piece = yield* readWhole(chunk, examination, isNews);
  if (piece.frames.length === 0) return [];
  return judgePiece(piece, examination, createLocator(piece.dressed.text, BEGINNING));
}

/** Whether a match in a frame counts: it shows something there that the text around the frame does not. */
export function isNews(frame: Frame, match: Match): boolean {
  return frame.isNews(match) && (frame.kind.kind !== 'binary' || isTelling(match));
}

function judgePiece(
  { dress, dressed, offset, frames }: PieceRead,
  examination: Examination,
  locate: ReturnType<typeof createLocator>,
): Examined[] {
  const found = settle(frames.flatMap((frame) => judgeFrame(frame, examination)));
  return found.map((judged) => ({
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
}

/** Every match in a chunk, in all its layers, judged by nobody: for the old side of a change. */
export async function* matchesIn(chunk: Chunk, reading: Reading): AsyncIterable<Match> {
  for await (const { frames } of readPieces(chunk, reading, () => true)) {
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

/** What could not be read inside a text, as a receipt tells it. */
export function insideSkip(file: ByteString, { layers, reason, listed }: LayerSkip): Skip {
  return { file, reason: layers.map((layer) => `${layer}: `).join('') + reason, listed };
}

/** The secrets in a name. */
export function examineName(name: ByteString, detector: Detector): JudgedMatch[] {
  // A letter that ends a terminal's control sequence is not the beginning of a token.
  const plain = name.includes('\x1b')
    ? name.replace(CONTROL, (sequence) => ' '.repeat(sequence.length))
    : name;
  const matches = detector.detect(Buffer.from(plain, 'latin1'));
  return matches.length === 0 ? [] : judgeMatches(matches, () => {}); // the judges are loaded by the first match
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
