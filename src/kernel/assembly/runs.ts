/**
 * Which runs of base64 characters may hold something, as far as they go on over lines. What is told here is read again by
 * `decode/text/runs.ts`, which says the same of it; what is not never holds anything.
 */
import { BLANK, GAP, HEX, is, LINE_END, QUOTE, valueAt } from './classes';

/** The shortest line of a run that another one can follow. */
export const SHORTEST_RUN: i32 = 24;

const LARGE: i32 = 512; // characters: such a run may be anything
const WIDEST_GAP: i32 = 120; // bytes between two lines
const FIRST_GROUPS: i32 = 8;
const LOOK: i32 = 8; // hex digits
const STEP: i32 = 16; // bytes between two looks
const FIRST_LOOK: i32 = 32; // decoded bytes that tell whether they are text
const BACKSLASH: u8 = 0x5c;
const ALONE: i32 = BLANK | LINE_END | QUOTE;

const CAPITAL: i32 = 1;
const SMALL: i32 = 2;
const DIGIT: i32 = 4;
const MIXED: i32 = 3;

/** How many characters stand where a group of four begins, for each of the four ways to divide a run, that text has there. */
const HITS: i32 = i32(memory.data(16, 16));
let kinds: i32 = 0;
let isHex: bool = false;

/** Where the last run ended; the next one begins behind it. */
let last: i32 = 0;
/** Up to here a run may be a part of one whose end was not looked for. */
let unsure: i32 = -1;

/** To be called before a text's first run. */
export function beginRuns(): void {
  last = 0;
  unsure = -1;
}

/**
 * Whether the run that begins with this line may hold something. To be asked of every line, in ascending order. It looks less than
 * 4 KB beyond the line: of 512 characters at most, in lines of 24 at least.
 * @param start,end in the text. @param window the offset in the text of the byte at address 0.
 */
export function mayHoldText(start: i32, end: i32, window: i32): bool {
  if (start < last) return false;
  if (start <= unsure || end - start >= LARGE) return leave(end);
  store<i64>(HITS, 0);
  store<i64>(HITS, 0, 8);
  kinds = 0;
  isHex = false;
  const first = start - window;
  let from = first;
  let length = 0;
  let width = 0;
  for (let lines = 1; ; lines++) {
    const to = lineEnd(from, LARGE);
    count(from, to, length);
    const added = to - from;
    length += added;
    if (length >= LARGE) return leave(end);
    if (lines === 2) width = added;
    from = added < SHORTEST_RUN || added < width ? 0 : nextLine(to);
    if (
      from !== 0 &&
      !beginsAnew(from, length & 3) &&
      (width === 0 || lineEnd(from, width + 1) <= from + width)
    )
      continue;
    last = to + window;
    return isMixed(length) || (isHex && (hexLength(first, to) < length || mayBeSpelled(first, length)));
  }
}

/** Tells a run without a look at its end. */
function leave(end: i32): bool {
  unsure = end + WIDEST_GAP + SHORTEST_RUN;
  return true;
}

function lineEnd(start: i32, most: i32): i32 {
  let end = start;
  while (end - start < most && valueAt(end) > 0) end++;
  return end;
}

/** Where a run goes on behind the end of a line; 0 where it does not. */
function nextLine(end: i32): i32 {
  let quotes = 0;
  let isBroken = false;
  for (let at = end; at < end + WIDEST_GAP; at++) {
    const byte = load<u8>(at);
    if (is(at, LINE_END)) isBroken = true;
    else if (is(at, QUOTE)) quotes++;
    else if (byte === BACKSLASH) {
      const next = load<u8>(at, 1);
      if (next === 0x6e || next === 0x72) {
        isBroken = true;
        at++;
      } else if (next !== BACKSLASH && !is(at + 1, LINE_END | QUOTE)) return 0;
    } else if (valueAt(at) > 0) {
      if (!isMark(at)) return isBroken || quotes >= 2 ? at : 0;
    } else if (!is(at, BLANK | GAP)) return 0;
  }
  return 0;
}

/** A `+`, `-`, `/` or `//` that stands by itself. */
function isMark(at: i32): bool {
  const byte = load<u8>(at);
  if (byte !== 0x2b && byte !== 0x2d && byte !== 0x2f) return false;
  const after = load<u8>(at, 1);
  if (is(at + 1, ALONE) || (after === byte && is(at + 2, ALONE))) return true;
  return after === BACKSLASH && is(at - 1, ALONE);
}

function beginsAnew(start: i32, phase: i32): bool {
  return phase !== 0 && readsAsText(start) && !readsAsText(start + 4 - phase);
}

function readsAsText(start: i32): bool {
  for (let group = 0; group < FIRST_GROUPS; group++) {
    const value = valueAt(start + group * 4);
    if (value === 0 || value > 32) return false;
  }
  return true;
}

/** Counts what a line's characters are, behind `before` others. */
function count(start: i32, end: i32, before: i32): void {
  for (let at = start; at < end; at++) {
    const value = valueAt(at) - 1;
    kinds |= value < 26 ? CAPITAL : value < 52 ? SMALL : value < 62 ? DIGIT : 0;
    const hits = HITS + 4 * ((at - start + before) & 3);
    store<i32>(hits, load<i32>(hits) + i32(value < 32));
  }
  for (let at = start; at <= end - LOOK && !isHex; at += STEP) isHex = hexLength(at, at + LOOK) === LOOK;
}

function hexLength(start: i32, end: i32): i32 {
  let at = start;
  while (at < end && is(at, HEX)) at++;
  return at - start;
}

/** Whether it could be base64 by the kinds of its characters and by where they stand. */
function isMixed(length: i32): bool {
  if ((kinds & MIXED) !== MIXED) return false;
  if ((kinds & DIGIT) !== 0) return true;
  const best = max(max(load<i32>(HITS), load<i32>(HITS, 4)), max(load<i32>(HITS, 8), load<i32>(HITS, 12)));
  return best * 4 >= (length >> 2) * 3;
}

/** Whether hex digits in a row spell text, or begin as a container does. Most checksums have control characters soon. */
function mayBeSpelled(start: i32, digits: i32): bool {
  if ((digits & 1) !== 0) return false;
  const length = min(digits >> 1, FIRST_LOOK);
  let plain = 0;
  let controls = 0;
  for (let i = 0; i < length; i++) {
    const byte = (digitAt(start + 2 * i) << 4) | digitAt(start + 2 * i + 1);
    if (i === 0 && isMarkBeginning(byte)) return true;
    if ((byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d) plain++;
    else if (byte < 0x80) controls++;
  }
  return controls === 0 || plain * 4 >= length * 3;
}

/** Of gzip, zip, PDF, PNG, SQLite. */
function isMarkBeginning(byte: i32): bool {
  return byte === 0x1f || byte === 0x50 || byte === 0x25 || byte === 0x89 || byte === 0x53;
}

function digitAt(address: i32): i32 {
  const value = valueAt(address) - 1;
  return value < 26 ? value + 10 : value < 52 ? value - 16 : value - 52;
}
