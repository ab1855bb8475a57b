/** The texts that a piece of a chunk holds: the piece itself, and every layer inside it. */
import { Budget, type DecodeLimits, type LayerSkip } from '../decode/budget.js';
import { type ContentKind, contentKind } from '../decode/content-kind.js';
import { type Encoding, encodingOf } from '../decode/encoding.js';
import type { Layer } from '../decode/layer.js';
import { textLayers } from '../decode/text-layers.js';
import { type Transcoded, transcode } from '../decode/transcode.js';
import type { ByteRange, ByteString, Chunk } from '../types.js';
import { waitFor } from './steps.js';

const SAMPLE = 64 * 1024; // bytes that tell how a text is encoded

export interface Dress {
  encoding: Encoding | null;
  kind: ContentKind;
  layers: ByteString[];
}

export function dressOf({ bytes }: Chunk): Dress {
  const start = bytes.subarray(0, SAMPLE);
  const encoding = encodingOf(start);
  if (encoding) return { encoding, kind: { kind: 'text' }, layers: [encoding] };
  return { encoding, kind: contentKind(bytes), layers: [] };
}

const asStored = (offset: number) => offset;

export function undress(bytes: Buffer, encoding: Encoding | null): Transcoded {
  return encoding
    ? transcode(bytes, encoding)
    : { text: bytes, storedOffset: asStored, textOffset: asStored };
}

/** Bytes that are looked at by themselves: a piece, or a layer in it. */
export interface Frame {
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

export interface Surroundings {
  dress: Dress;
  limits: DecodeLimits;
  /** Is told of everything that could not be read. */
  skip: (skip: LayerSkip) => void;
  /** Whether the chunk is read in pieces: what must be whole to be opened is not opened then. */
  isPart: boolean;
  /** Whether this piece is not its first. */
  isCut: boolean;
}

/** The piece itself first. */
export async function* framesOf(text: Buffer, surroundings: Surroundings): AsyncIterable<Frame> {
  for (const step of frameSteps(text, surroundings)) {
    if (step instanceof Promise) await step;
    else yield step;
  }
}

/** The same without waiting: what has to be waited for, to open a file of files, comes as a promise among the frames. */
export function* frameSteps(
  text: Buffer,
  surroundings: Surroundings,
): Generator<Frame | Promise<unknown>, void> {
  const { dress, limits, skip, isPart, isCut } = surroundings;
  const budget = new Budget(limits);
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
    yield* descend({ ...outermost, kind: { kind: 'text' } }, budget);
  } else {
    yield* descend(outermost, budget);
  }
  for (const one of budget.skipped) skip(isGuess(one) ? { ...one, listed: true } : one);
}

/** Letters that look like base64 may be none: what is damaged in them is no archive that anybody made. */
function isGuess({ layers, reason }: LayerSkip): boolean {
  return layers.some((layer) => layer === 'base64' || layer === 'hex') && !reason.startsWith('limit reached');
}

function* descend(frame: Frame, budget: Budget): Generator<Frame | Promise<unknown>, void> {
  yield frame;
  if (frame.kind.kind === 'binary' && (frame.layers.length === 0 || frame.kind.isArchive)) {
    const reason = `${frame.kind.what}: searched for private keys and exact formats only`;
    budget.skip(frame.layers, reason, { listed: true });
  }
  if (!isPacked(frame.kind)) {
    const { bytes, isCut, isNews } = frame;
    const isDecoded = frame.layers.length > 0;
    for (const layer of textLayers(bytes, { budget, isCut, isDecoded, isNews })) {
      if (isTooDeep(frame, budget)) return;
      const inner = within(frame, layer);
      yield* descend({ ...inner, kind: kindWithin(frame, layer, inner.kind) }, budget);
    }
  }
  if (frame.kind.kind !== 'container' || isTooDeep(frame, budget)) return;
  const { containerLayers } = yield* waitFor(import('../decode/containers.js'));
  const layers = containerLayers(frame.bytes, frame.kind, { layers: frame.layers, budget })[
    Symbol.asyncIterator
  ]();
  for (;;) {
    const next = yield* waitFor(layers.next());
    if (next.done) return;
    yield* descend(within(frame, next.value), budget);
  }
}

/** What is written inside such a file is read out of its entries; its own bytes are no text. */
function isPacked(kind: ContentKind): boolean {
  return kind.kind === 'container' && ['zip', 'gzip', 'tar'].includes(kind.format);
}

/** Only what was encoded can be a file of its own; a text that is merely rewritten stays what it was. */
function kindWithin(frame: Frame, layer: Layer, kind: ContentKind): ContentKind {
  const isFile = layer.name === 'base64' || layer.name === 'hex';
  if (kind.kind === 'container' && isFile) return kind;
  // Strings of a program are no more than the program.
  if (frame.kind.kind === 'binary') return frame.kind;
  return kind.kind === 'binary' && isFile ? kind : { kind: 'text' };
}

function isTooDeep(frame: Frame, budget: Budget): boolean {
  if (frame.layers.length < budget.limits.depth) return false;
  budget.skip(frame.layers, `limit reached: more than ${budget.limits.depth} layers inside one another`, {
    listed: false,
  });
  return true;
}

/** A layer of a frame as a frame; in UTF-8 if it is not. */
function within(frame: Frame, layer: Layer): Frame {
  const encoding = encodingOf(layer.bytes.subarray(0, SAMPLE));
  const { text, storedOffset } = undress(layer.bytes, encoding);
  const inLayer = ({ start, end }: ByteRange) => ({ start: storedOffset(start), end: storedOffset(end) });
  return {
    bytes: text,
    kind: encoding ? { kind: 'text' } : contentKind(layer.bytes),
    layers: [...frame.layers, layer.name, ...(encoding ? [encoding] : [])],
    toPiece: (range) => frame.toPiece(layer.outerRange(inLayer(range))),
    isExact: frame.isExact && layer.isExact,
    isNews: (range) => layer.isNews(inLayer(range)),
    isCut: false,
  };
}
