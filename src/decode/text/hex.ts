/** Text written as hex digits. */
import type { ByteRange } from '../../types.js';
import { HEX, hexPair } from './byte-classes.js';
import { Run } from './runs.js';
import { isContainer, isReadable, MARK_BEGINNINGS } from './sorted-strips.js';
import type { Part } from './strips.js';

const SHORTEST = 32; // digits
const SAMPLE = 512; // bytes that tell what it is
const FIRST_LOOK = 32; // bytes
const LOOK = 8; // digits

/** Whether a run may hold so many hex digits in a row: a quick look, for most runs are identifiers. */
export function mayHoldHex(bytes: Buffer, run: Run): boolean {
  for (let line = 0; line < run.lines; line++) {
    const last = run.endOf(line) - LOOK;
    for (let at = run.startOf(line); at <= last; at += SHORTEST - LOOK - 8) {
      let end = at;
      while (end - at < LOOK && HEX[bytes[end] as number]) end++;
      if (end - at === LOOK) return true;
    }
  }
  return false;
}

/** The hex digits in a run that spell text or a container. Checksums, which spell neither, cost a look at two digits. */
export function* hexParts(bytes: Buffer, run: Run): Iterable<Part> {
  for (const digits of digitRuns(bytes, run)) {
    if (spellsSomething(bytes, digits)) {
      yield partOf(bytes, digits);
    } else if (digits.lines > 1) {
      for (let line = 0; line < digits.lines; line++) {
        const alone = new Run();
        alone.add(digits.startOf(line), digits.endOf(line));
        if (alone.length >= SHORTEST && spellsSomething(bytes, alone)) yield partOf(bytes, alone);
      }
    }
  }
}

/** Parts of the run that are so many hex digits in a row, over its lines. */
function* digitRuns(bytes: Buffer, run: Run): Iterable<Run> {
  let above: Run | null = null; // digits that reach the end of the line before
  for (let line = 0; line < run.lines; line++) {
    const lineEnd = run.endOf(line);
    let start = run.startOf(line);
    for (let at = start; at < lineEnd; at++) {
      at = endOfDigits(bytes, at, lineEnd);
      if (at === lineEnd) break;
      if ((above?.length ?? 0) + at - start >= SHORTEST) yield extended(above, start, at);
      above = null;
      start = at + 1;
      // A long enough row that begins here or soon after holds this digit.
      while (start + SHORTEST <= lineEnd && !HEX[bytes[start + SHORTEST - 1] as number]) start += SHORTEST;
      at = start - 1;
    }
    if (lineEnd > start) above = extended(above, start, lineEnd);
  }
  if (above !== null && above.length >= SHORTEST) yield above;
}

/** Where digits that begin at `at` end, at `limit` at the latest. */
function endOfDigits(bytes: Buffer, at: number, limit: number): number {
  let end = at;
  while (end < limit && HEX[bytes[end] as number]) end++;
  return end;
}

function extended(above: Run | null, start: number, end: number): Run {
  const digits = above ?? new Run();
  if (end > start) digits.add(start, end);
  return digits;
}

function spellsSomething(bytes: Buffer, digits: Run): boolean {
  if (digits.length % 2 === 1) return false;
  const start = digits.start;
  const first = hexPair(bytes, start);
  // The first bytes of a text or of a container's mark; most checksums end here.
  const second = hexPair(bytes, start + 2);
  const isText = isTextByte(first) && isTextByte(second);
  if (!isText && !MARK_BEGINNINGS[first]) return false;
  const sample = decode(bytes, digits, SAMPLE);
  return isReadable(sample.subarray(0, FIRST_LOOK)) || isContainer(sample);
}

function isTextByte(byte: number): boolean {
  return byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function partOf(bytes: Buffer, digits: Run): Part {
  const outerRange = ({ start, end }: ByteRange) => digits.outerRange({ start: start * 2, end: end * 2 });
  return { bytes: decode(bytes, digits, digits.length), strip: { outerRange, isNews: () => true } };
}

function decode(bytes: Buffer, digits: Run, most: number): Buffer {
  const decoded = Buffer.alloc(Math.min(most, digits.length >> 1));
  for (let line = 0, nibble = 0; line < digits.lines; line++) {
    const end = digits.endOf(line);
    for (let at = digits.startOf(line); at < end; at++, nibble++) {
      if (nibble >> 1 >= decoded.length) return decoded;
      const value = (HEX[bytes[at] as number] as number) - 1;
      decoded[nibble >> 1] = ((decoded[nibble >> 1] as number) << 4) | value;
    }
  }
  return decoded;
}
