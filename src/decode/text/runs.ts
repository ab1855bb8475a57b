/** Finds runs of base64 characters in text, also those that are wrapped over lines in whatever way. */
import type { ByteRange } from '../../types.js';
import { BASE64, GAP, isBlank, isLineEnd, isQuote } from './byte-classes.js';

const SHORTEST = 24; // characters: 18 bytes, fewer than any token has
const WIDEST_GAP = 120; // bytes between two lines of one run
const FIRST_GROUPS = 8; // of four characters, that tell whether a line goes on where the last one ended

const FIELDS = 3; // numbers for each line of a run

/** A run, line by line. */
export class Run {
  /** Where each line starts and ends in the bytes, and how many characters of the run stand before it. */
  private fields: number[] = [];
  /** How many lines it has. */
  lines = 0;
  /** How many characters it has. */
  length = 0;

  add(start: number, end: number): void {
    // Most runs have one line; pushing would make room for many.
    if (this.lines === 0) this.fields = [start, end, 0];
    else this.fields.push(start, end, this.length);
    this.length += end - start;
    this.lines++;
  }

  startOf(line: number): number {
    return this.fields[line * FIELDS] as number;
  }

  endOf(line: number): number {
    return this.fields[line * FIELDS + 1] as number;
  }

  /** How many characters of the run stand before a line. */
  before(line: number): number {
    return this.fields[line * FIELDS + 2] as number;
  }

  get start(): number {
    return this.startOf(0);
  }

  get end(): number {
    return this.endOf(this.lines - 1);
  }

  /** Where the characters of a range of the run stand in the bytes. */
  outerRange({ start, end }: ByteRange): ByteRange {
    const place = this.placeOf(start);
    return { start: place, end: end > start ? this.placeOf(end - 1) + 1 : place };
  }

  private placeOf(character: number): number {
    let low = 0;
    let high = this.lines - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.before(middle) <= character) low = middle;
      else high = middle - 1;
    }
    return Math.min(this.startOf(low) + character - this.before(low), this.endOf(low));
  }
}

/**
 * Every run of at least 24 characters of either base64 alphabet, in order.
 * @param lines where such characters begin and end that stand in a row, so many at least, in ascending order. Lines may be left out
 * that nothing can be read from.
 */
export function* runsOf(bytes: Buffer, lines: readonly number[]): Iterable<Run> {
  let done = 0;
  for (let at = 0; at < lines.length; at += 2) {
    const start = lines[at] as number;
    if (start < done) continue;
    const run = grow(bytes, start);
    yield run;
    done = run.end;
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
    if (run.lines === 2) width = length;
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
    } else if (!isBlank(byte) && !GAP[byte]) return -1;
  }
  return -1;
}

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
