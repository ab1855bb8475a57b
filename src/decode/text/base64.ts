/** Base64, standard or URL-safe, wrapped or not; and what else turns up in the same runs of characters: hex digits. */
import type { ByteRange } from '../../types.js';
import type { Layer } from '../layer.js';
import { BASE64, HEX } from './byte-classes.js';
import { hexParts, mayHoldHex } from './hex.js';
import { type Run, runsOf } from './runs.js';
import { SortedStrips } from './sorted-strips.js';
import type { Part, Strip } from './strips.js';

const TEXT_SHARE = 0.75; // of the groups of four characters
const LARGE = 512; // characters that no identifier has

/** What kinds of characters a run has; the bit above them counts those of a value under 32. */
const CAPITAL = 1;
const SMALL = 2;
const DIGIT = 4;
/** Not a hex digit. */
const OTHER = 8;
const LOW = 16;
const LOW_SHIFT = 4;
const MIXED = CAPITAL | SMALL;
const KINDS = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const value = (BASE64[byte] as number) - 1;
  if (value < 0) continue;
  const letter = value < 26 ? CAPITAL : value < 52 ? SMALL : value < 62 ? DIGIT : 0;
  KINDS[byte] = letter | (HEX[byte] ? 0 : OTHER) | (value < 32 ? LOW : 0);
}
const ALL = [0, 1, 2, 3];
const hits = new Uint32Array(4);

export interface RunsOptions {
  /** Whether a range of the bytes is worth a look: not where the text around says the same. */
  isNews(range: ByteRange): boolean;
  /** Whether the bytes begin somewhere within a longer text. */
  isCut: boolean;
}

/**
 * The layers "base64" and "hex" of `bytes`.
 * @param lines as for `runsOf`.
 */
export function* base64Layers(
  bytes: Buffer,
  lines: readonly number[],
  { isNews, isCut }: RunsOptions,
): Iterable<Layer> {
  const base64 = new SortedStrips('base64');
  const hex = new SortedStrips('hex');
  for (const run of runsOf(bytes, lines)) {
    if (!isNews({ start: run.start, end: run.end })) continue;
    if (mayHoldHex(bytes, run)) {
      for (const part of hexParts(bytes, run)) yield* hex.add(part, 'dropped');
    }
    const { phases, others } = phasesOf(bytes, run, isCut && run.start === 0);
    for (const phase of phases) {
      yield* base64.add(partOf(bytes, run, phase), others && (phase === 0 || isCut) ? 'kept' : 'dropped');
    }
  }
  yield* base64.rest();
  yield* hex.rest();
}

/**
 * Where the groups of four characters may begin. A byte of ASCII is under 128, so of its text the first character of
 * each group is one of the first 32: of names and paths hardly ever. `others`: whether it may be base64 of anything.
 */
function phasesOf(bytes: Buffer, run: Run, isCut: boolean): { phases: readonly number[]; others: boolean } {
  hits.fill(0);
  let kinds = 0;
  for (let line = 0; line < run.lines; line++) kinds |= countHits(bytes, run, line);
  // So many characters of base64 are never hex digits alone.
  if ((kinds & OTHER) === 0 && run.length >= LARGE) return { phases: [], others: false };
  const isMixed = (kinds & MIXED) === MIXED;
  const others = (isMixed && (kinds & DIGIT) !== 0) || run.length >= LARGE;
  if (isCut && others) return { phases: ALL, others };
  let best = 0;
  for (let place = 1; place < 4; place++) if ((hits[place] as number) > (hits[best] as number)) best = place;
  const isText = isMixed && (hits[best] as number) >= (run.length >> 2) * TEXT_SHARE;
  const isWhole = isText && best === 0;
  return { phases: isText ? (others && !isWhole ? [best, 0] : [best]) : others ? [0] : [], others };
}

/** Adds to `hits` how many characters of a line are among the first 32, for each of four places. @returns their kinds. */
function countHits(bytes: Buffer, run: Run, line: number): number {
  const start = run.startOf(line);
  const end = run.endOf(line);
  let [kinds, first, second, third, fourth] = [0, 0, 0, 0, 0];
  let at = start;
  for (const last = end - 4; at <= last; at += 4) {
    const a = KINDS[bytes[at] as number] as number;
    const b = KINDS[bytes[at + 1] as number] as number;
    const c = KINDS[bytes[at + 2] as number] as number;
    const d = KINDS[bytes[at + 3] as number] as number;
    kinds |= a | b | c | d;
    first += a >> LOW_SHIFT;
    second += b >> LOW_SHIFT;
    third += c >> LOW_SHIFT;
    fourth += d >> LOW_SHIFT;
  }
  const before = run.before(line);
  for (const [place, count] of [first, second, third, fourth].entries()) addHits(before + place, count);
  for (; at < end; at++) {
    const kind = KINDS[bytes[at] as number] as number;
    kinds |= kind;
    addHits(before + at - start, kind >> LOW_SHIFT);
  }
  return kinds;
}

function addHits(character: number, count: number): void {
  hits[character & 3] = (hits[character & 3] as number) + count;
}

/** The bytes of a run whose first `phase` characters are left out, four by four. */
function partOf(bytes: Buffer, run: Run, phase: number): Part {
  return { bytes: decodeRun(bytes, run, phase), strip: new Base64Strip(run, phase) };
}

class Base64Strip implements Strip {
  private readonly run: Run;
  private readonly phase: number;

  constructor(run: Run, phase: number) {
    this.run = run;
    this.phase = phase;
  }

  outerRange({ start, end }: ByteRange): ByteRange {
    const { run, phase } = this;
    return run.outerRange({
      start: phase + Math.floor((start * 4) / 3),
      end: phase + Math.ceil((end * 4) / 3),
    });
  }

  isNews(): boolean {
    return true;
  }
}

/** The bytes of a run whose first `phase` characters are left out. */
export function decodeRun(bytes: Buffer, run: Run, phase: number): Buffer {
  if (run.lines === 1 && run.length >= LARGE) {
    return Buffer.from(bytes.toString('latin1', run.start + phase, run.end), 'base64'); // either alphabet
  }
  const decoded = Buffer.allocUnsafe(Math.floor(((run.length - phase) * 3) / 4));
  let to = 0;
  let held = 0;
  let bits = 0;
  for (let line = 0; line < run.lines; line++) {
    const end = run.endOf(line);
    const start = run.startOf(line);
    for (let at = start + Math.max(0, phase - run.before(line)); at < end; at++) {
      held = ((held << 6) | ((BASE64[bytes[at] as number] as number) - 1)) & 0xfff;
      bits += 6;
      if (bits < 8) continue;
      bits -= 8;
      decoded[to++] = held >> bits;
    }
  }
  return decoded;
}
