/** One chunk: its pieces, the layers inside them, and what the judges believe of each, located in the chunk. */
import { Budget, type DecodeLimits, type LayerSkip } from './decode/budget.js';
import { type ContentKind, contentKind } from './decode/content-kind.js';
import { type Encoding, encodingOf } from './decode/encoding.js';
import type { Layer } from './decode/layer.js';
import { textLayers } from './decode/text-layers.js';
import { type Transcoded, transcode } from './decode/transcode.js';
import type { Detector } from './detect/detector.js';
import { judgeMatches } from './judge/judge.js';
import { type JudgedMatch, resolveOverlaps } from './judge/resolve.js';
import { BEGINNING, createLocator, type Position } from './locate.js';
import { type Piece, piecesOf } from './pieces.js';
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
}

export interface Examination {
  detector: Detector;
  limits: DecodeLimits;
  /** Is told the reason of each match that is let go. */
  count: (reason: string) => void;
  /** Is told of everything inside the chunk that could not be read. */
  skip: (skip: LayerSkip) => void;
}

const SAMPLE = 64 * 1024; // bytes that tell what a file is
const ELLIPSIS = '\xe2\x80\xa6'; // its bytes in UTF-8
const EXACT = 64; // bits of randomness that a format must guarantee to be looked for in what is not text

/** What the judges believe, piece by piece, in order; each match once. */
export async function* examine(chunk: Chunk, examination: Examination): AsyncIterable<Examined[]> {
  const dress = dressOf(chunk);
  let before: { piece: Piece; locate: (offset: number) => Position; dressed: Undressed } | null = null;
  for await (const piece of piecesOf(chunk)) {
    const dressed = undress(piece.bytes, dress.encoding);
    const at = before
      ? before.locate(before.dressed.textOffset(piece.offset - before.piece.offset))
      : BEGINNING;
    const locate = createLocator(dressed.text, at);
    before = { piece, locate, dressed };
    const found: Found[] = [];
    const shown = new Set<string>();
    const surroundings = { dress, examination, isPart: chunk.rest !== null, isCut: piece.offset > 0 };
    for await (const frame of framesOf(dressed.text, surroundings)) {
      found.push(...judgeFrame(frame, examination, shown));
    }
    const examined = settle(found).map((judged) => ({
      judged,
      layers: [...dress.layers, ...judged.layers],
      range: {
        start: piece.offset + dressed.storedOffset(judged.match.start),
        end: piece.offset + dressed.storedOffset(judged.match.end),
      },
    }));
    yield examined
      .filter(({ range }) => range.start >= piece.from && range.start < piece.until)
      .map((one) => ({ ...one, from: locate(one.judged.match.start), to: locate(one.judged.match.end) }));
  }
}

/** Every match in a chunk, in all its layers, judged by nobody: for the old side of a change. */
export async function* matchesIn(chunk: Chunk, examination: Examination): AsyncIterable<Match> {
  const dress = dressOf(chunk);
  for await (const piece of piecesOf(chunk)) {
    const { text } = undress(piece.bytes, dress.encoding);
    const surroundings = { dress, examination, isPart: chunk.rest !== null, isCut: piece.offset > 0 };
    for await (const frame of framesOf(text, surroundings)) {
      yield* examination.detector.detect(frame.bytes);
    }
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
  return judgeMatches(detector.detect(Buffer.from(name, 'latin1')), () => {});
}

interface Dress {
  encoding: Encoding | null;
  kind: ContentKind;
  layers: ByteString[];
}

function dressOf({ bytes }: Chunk): Dress {
  const start = bytes.subarray(0, SAMPLE);
  const encoding = encodingOf(start);
  if (encoding) return { encoding, kind: { kind: 'text' }, layers: [encoding] };
  return { encoding, kind: contentKind(start), layers: [] };
}

type Undressed = Transcoded;

const asStored = (offset: number) => offset;

function undress(bytes: Buffer, encoding: Encoding | null): Undressed {
  return encoding
    ? transcode(bytes, encoding)
    : { text: bytes, storedOffset: asStored, textOffset: asStored };
}

/** Bytes that are looked at by themselves: a piece, or a layer in it. */
interface Frame {
  bytes: Buffer;
  kind: ContentKind;
  layers: ByteString[];
  /** From a range of `bytes` to one of the piece's text. */
  toPiece(range: ByteRange): ByteRange;
  isExact: boolean;
  isNews(range: ByteRange): boolean;
  /** Whether `bytes` begin somewhere within a longer text. */
  isCut: boolean;
}

interface Surroundings {
  dress: Dress;
  examination: Examination;
  /** Whether the chunk is read in pieces: what must be whole to be opened is not opened then. */
  isPart: boolean;
  /** Whether this piece is not its first. */
  isCut: boolean;
}

async function* framesOf(text: Buffer, surroundings: Surroundings): AsyncIterable<Frame> {
  const { dress, examination, isPart, isCut } = surroundings;
  const budget = new Budget(examination.limits);
  const outermost: Frame = {
    bytes: text,
    kind: dress.kind,
    layers: [],
    toPiece: (range) => range,
    isExact: true,
    isNews: () => true,
    isCut,
  };
  if (isPart && dress.kind.kind === 'container') {
    budget.skip([], `${dress.kind.format}: too large to be opened`, { listed: false });
    yield* descend({ ...outermost, kind: { kind: 'binary', what: dress.kind.format } }, budget);
  } else {
    yield* descend(outermost, budget);
  }
  for (const skip of budget.skipped) examination.skip(skip);
}

async function* descend(frame: Frame, budget: Budget): AsyncIterable<Frame> {
  yield frame;
  if (frame.kind.kind === 'binary' && frame.layers.length === 0) {
    const reason = `${frame.kind.what}: searched for private keys and exact formats only`;
    budget.skip([], reason, { listed: true });
  }
  const { bytes, isCut, isNews } = frame;
  const isDecoded = frame.layers.length > 0;
  for (const layer of textLayers(bytes, { budget, isCut, isDecoded, isNews })) {
    if (isTooDeep(frame, budget)) return;
    const inner = within(frame, layer);
    // Strings of a program are no more than the program.
    const isProgram = frame.kind.kind === 'binary' && inner.kind.kind === 'text';
    yield* descend(isProgram ? { ...inner, kind: frame.kind } : inner, budget);
  }
  if (frame.kind.kind !== 'container' || isTooDeep(frame, budget)) return;
  const { containerLayers } = await import('./decode/containers.js');
  for await (const layer of containerLayers(frame.bytes, frame.kind, { layers: frame.layers, budget })) {
    yield* descend(within(frame, layer), budget);
  }
}

function isTooDeep(frame: Frame, budget: Budget): boolean {
  if (frame.layers.length < budget.limits.depth) return false;
  budget.skip(frame.layers, `more than ${budget.limits.depth} layers inside one another`, { listed: false });
  return true;
}

/** A layer of a frame as a frame; in UTF-8 if it is not. */
function within(frame: Frame, layer: Layer): Frame {
  const encoding = encodingOf(layer.bytes.subarray(0, SAMPLE));
  const { text, storedOffset } = undress(layer.bytes, encoding);
  const inLayer = ({ start, end }: ByteRange) => ({ start: storedOffset(start), end: storedOffset(end) });
  return {
    bytes: text,
    kind: encoding ? { kind: 'text' } : contentKind(layer.bytes.subarray(0, SAMPLE)),
    layers: [...frame.layers, layer.name, ...(encoding ? [encoding] : [])],
    toPiece: (range) => frame.toPiece(layer.outerRange(inLayer(range))),
    isExact: frame.isExact && layer.isExact,
    isNews: (range) => layer.isNews(inLayer(range)),
    isCut: false,
  };
}

/** What is believed of a frame; its match stands in the piece's text. */
interface Found extends JudgedMatch {
  layers: ByteString[];
  isExact: boolean;
}

/** @param shown what the frames before this one showed: the same in the same place is nothing new, and is not counted. */
function judgeFrame(frame: Frame, { detector, count }: Examination, shown: Set<string>): Found[] {
  const isFirst = (match: Match) => {
    if (!frame.isExact) return true;
    const { start, end } = frame.toPiece(match);
    const key = [match.pattern.id, start, end, match.secret.reveal()].join('\0');
    const isNew = !shown.has(key);
    shown.add(key);
    return isNew;
  };
  const matches = detector
    .detect(frame.bytes)
    .filter((match) => frame.isNews(match) && (frame.kind.kind !== 'binary' || isTelling(match)))
    .filter(isFirst);
  return judgeMatches(matches, count).map(({ match, judgement }) => ({
    match: { ...match, ...frame.toPiece(match) },
    judgement,
    layers: frame.layers,
    isExact: frame.isExact,
  }));
}

/** Whether a match among machine code or pixels can be no accident. */
function isTelling({ pattern }: Match): boolean {
  if (pattern.structure === 'private-key') return true;
  return pattern.anchor.kind !== 'assigned' && pattern.randomBits >= EXACT;
}

/**
 * The findings of a piece: where layers and the text around them tell of the same bytes, the one that knows most. Of an
 * entry of an archive only its whole place is known, so its findings do not stand in one another's way; but what the
 * archive shows of the entry as it stands is the same finding once more.
 */
function settle(found: readonly Found[]): Found[] {
  if (found.length < 2) return [...found];
  const apart = new Map<string, Found>();
  for (const one of found.filter((one) => !one.isExact)) apart.set(keyOf(one), one);
  const entries = [...apart.values()];
  const exact = resolveOverlaps(found.filter((one) => one.isExact)).filter(
    ({ match }) =>
      !entries.some(
        (entry) =>
          entry.match.start <= match.start &&
          match.end <= entry.match.end &&
          entry.match.secret.reveal() === match.secret.reveal(),
      ),
  );
  return [...exact, ...entries].sort((a, b) => a.match.start - b.match.start);
}

function keyOf({ match, layers }: Found): string {
  return [match.pattern.id, match.start, match.end, ...layers, match.secret.reveal()].join('\0');
}
