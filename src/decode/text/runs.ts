/** Finds runs of base64 characters in text, also those that are wrapped over lines in whatever way. */
import type { ByteRange } from '../../types.js';
import { lastUpTo } from '../last-up-to.js';
import { BASE64, isBlank, isLineEnd, isQuote } from './byte-classes.js';

const SHORTEST = 24; // characters: 18 bytes, fewer than any token has
const WIDEST_GAP = 120; // bytes between two lines of one run
const FIRST_GROUPS = 8; // of four characters, that tell whether a line goes on where the last one ended

/** A run, line by line. */
export class Run {
  /** Where each line starts and ends in the bytes. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** How many characters of the run stand before each line. */
  readonly before: number[] = [];
  /** How many characters it has. */
  length = 0;

  add(start: number, end: number): void {
    this.starts.push(start);
    this.ends.push(end);
    this.before.push(this.length);
    this.length += end - start;
  }

  get start(): number {
    return this.starts[0] as number;
  }

  get end(): number {
    return this.ends.at(-1) as number;
  }

  /** Where the characters of a range of the run stand in the bytes. */
  outerRange({ start, end }: ByteRange): ByteRange {
    const place = this.placeOf(start);
    return { start: place, end: end > start ? this.placeOf(end - 1) + 1 : place };
  }

  private placeOf(character: number): number {
    const line = lastUpTo(this.before, character);
    const start = this.starts[line] as number;
    return Math.min(start + character - (this.before[line] as number), this.ends[line] as number);
  }
}

/** Every run of at least 24 characters of either base64 alphabet, in order. Looks at a fourth of ordinary text. */
export function* findRuns(bytes: Buffer): Iterable<Run> {
  let done = 0;
  for (let probe = SHORTEST - 1; probe < bytes.length; ) {
    let start = probe;
    while (start >= done && BASE64[bytes[start] as number]) start--;
    start++;
    if (probe - start + 1 < SHORTEST) {
      probe = start + SHORTEST - 1;
      continue;
    }
    const run = grow(bytes, start);
    yield run;
    done = run.end;
    probe = done + SHORTEST - 1;
  }
}

function grow(bytes: Buffer, from: number): Run {
  const run = new Run();
  let start = from;
  let width = 0;
  for (;;) {
    const end = endOfLine(bytes, start);
    run.add(start, end);
    const length = end - start;
    // Of wrapped text all lines are of one width but the first, behind a name, and the last.
    if (run.starts.length === 2) width = length;
    if (length < SHORTEST || length < width) return run;
    const next = nextLine(bytes, end);
    if (next < 0 || beginsAnew(bytes, next, run.length % 4)) return run;
    if (width > 0 && endOfLine(bytes, next, width + 1) > next + width) return run;
    start = next;
  }
}

function endOfLine(bytes: Buffer, start: number, most = bytes.length): number {
  const limit = Math.min(bytes.length, start + most);
  let end = start;
  while (end < limit && BASE64[bytes[end] as number]) end++;
  return end;
}

/** Where a run goes on after a line's end: behind line ends (as such or as escapes), quotes, commas, `+` and marks. */
function nextLine(bytes: Buffer, end: number): number {
  const limit = Math.min(bytes.length, end + WIDEST_GAP);
  let quotes = 0;
  let isBroken = false;
  for (let at = end; at < limit; at++) {
    const byte = bytes[at] as number;
    if (isLineEnd(byte)) isBroken = true;
    else if (isQuote(byte)) quotes++;
    else if (byte === 0x5c) {
      const next = bytes[at + 1];
      if (next === 0x6e || next === 0x72) {
        isBroken = true;
        at++;
      } else if (next !== 0x5c && !isLineEnd(next) && !isQuote(next)) return -1;
    } else if (BASE64[byte]) {
      if (!isMark(bytes, at)) return isBroken || quotes >= 2 ? at : -1;
    } else if (!isBlank(byte) && !GAP_SIGNS.includes(byte)) return -1;
  }
  return -1;
}

const GAP_SIGNS = [...Buffer.from(',.&|>#*();~')];
const MARKS = [...Buffer.from('+/-')];

/** A `+`, `-`, `/` or `//` that stands by itself: an operator, a list or comment mark. */
function isMark(bytes: Buffer, at: number): boolean {
  if (!MARKS.includes(bytes[at] as number)) return false;
  const [before, after] = [bytes[at - 1], bytes[at + 1]];
  const isAlone = (byte: number | undefined) => isBlank(byte) || isLineEnd(byte) || isQuote(byte);
  return (
    isAlone(after) || (after === bytes[at] && isAlone(bytes[at + 2])) || (after === 0x5c && isAlone(before))
  );
}

/** Whether a line is a text of its own: it reads as ASCII from its beginning, and not as what goes on. */
function beginsAnew(bytes: Buffer, start: number, phase: number): boolean {
  if (phase === 0) return false;
  return readsAsText(bytes, start) && !readsAsText(bytes, start + 4 - phase);
}

function readsAsText(bytes: Buffer, start: number): boolean {
  for (let group = 0; group < FIRST_GROUPS; group++) {
    const value = BASE64[bytes[start + group * 4] as number] as number;
    if (value === 0 || value > 32) return false;
  }
  return true;
}
