/**
 * The parts of a text that must be searched where the text it was made from has been searched already: what is new in it,
 * and around it all that a match can rest on. What lies elsewhere stands in the older text as well, with the same around it.
 */
import { flagsOf } from '../../decode/text/byte-classes.js';
import type { Changes } from '../../git/packs/delta.js';
import type { ByteRange } from '../../types.js';

/**
 * Bytes on either side: more than a name, what may stand between it and its value (200 bytes), and all that is read to the
 * side of a match have together; what is longer than that stands in one line, or goes over a few of them.
 */
const REACH = 640;
/** Lines on either side, for keys and objects that are written one part to a line. */
const LINES = 16;
/** Bytes to either side where a line does not end, or rows of numbers and letters go on and on: what one piece sees of another. */
const FURTHEST = 256 * 1024;
/** Characters of base64 in a row that no word has. */
const LONG_RUN = 40;
/** Letters in a row that make a word. */
const WORD = 3;

const NEWLINE = 0x0a;
const BASE64 = flagsOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_');

/**
 * @param changes of the text that it was made from; see `changesOf`.
 * @returns ranges of `text`, ascending, none touching another.
 */
export function windowsOf(text: Buffer, changes: Changes): ByteRange[] {
  const windows: ByteRange[] = [];
  for (const { start, end } of joined(changes)) {
    const window = { start: startOf(text, start), end: endOf(text, end) };
    const last = windows.at(-1);
    if (last !== undefined && window.start <= last.end) last.end = Math.max(last.end, window.end);
    else windows.push(window);
  }
  return windows;
}

/** Changes that are so near to one another that they have one window in any case. */
function joined(changes: Changes): ByteRange[] {
  const ranges: ByteRange[] = [];
  for (let at = 0; at < changes.length; at += 2) {
    const start = changes[at] as number;
    const end = changes[at + 1] as number;
    const last = ranges.at(-1);
    if (last !== undefined && start - last.end <= REACH) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
}

/** The beginning of a line. */
function startOf(text: Buffer, at: number): number {
  const least = Math.max(0, at - FURTHEST);
  let start = at;
  for (let lines = 0; start > least; lines++) {
    const before = Math.max(least, lineBefore(text, start));
    if (start < at && lines > LINES && at - start >= REACH && !isData(text, before, start)) break;
    start = before;
  }
  return start;
}

/** Where the line begins that ends before `end`. */
function lineBefore(text: Buffer, end: number): number {
  // A negative place would be counted from the end of the text.
  return end < 2 ? 0 : text.lastIndexOf(NEWLINE, end - 2) + 1;
}

/** The end of a line. */
function endOf(text: Buffer, at: number): number {
  const most = Math.min(text.length, at + FURTHEST);
  let end = at;
  for (let lines = 0; end < most; lines++) {
    const newline = text.indexOf(NEWLINE, end);
    const next = Math.min(most, newline < 0 ? text.length : newline + 1);
    if (end > at && lines > LINES && end - at >= REACH && !isData(text, end, next)) break;
    end = next;
  }
  return end;
}

/** Whether a line can be one of many that are read as one: base64, numbers, bytes of a list. */
function isData(text: Buffer, start: number, end: number): boolean {
  let run = 0;
  let letters = 0;
  let isWordless = true;
  let isBlank = true;
  for (let at = start; at < end; at++) {
    const byte = text[at] as number;
    const isLetter = ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) || byte >= 0x80;
    letters = isLetter ? letters + 1 : 0;
    if (letters === WORD) isWordless = false;
    run = BASE64[byte] ? run + 1 : 0;
    if (run === LONG_RUN) return true;
    if (byte > 0x20) isBlank = false;
  }
  return isWordless && !isBlank;
}
