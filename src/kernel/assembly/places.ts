/** Where other text may stand inside a text: one pass over a window that tells runs of base64, escapes and lists of bytes. */
import { TEXT } from './text';

/** The classes of a byte, as bits in `CLASSES`. Whoever calls fills the tables: the meaning of a byte is written down there. */
export const TOKEN: i32 = 1;
export const WORD: i32 = 2;
export const HEX: i32 = 4;
export const QUOTE: i32 = 8;
export const JOINING: i32 = 16;
export const BLANK: i32 = 32;
export const LINE_END: i32 = 64;
export const CLASSES: i32 = i32(memory.data(256, 16));
/** For each byte a bit for each kind of sign that it is, and for each byte the kinds that it can follow on. */
export const SIGNS: i32 = i32(memory.data(256, 16));
export const FOLLOWING: i32 = i32(memory.data(256, 16));
/** Sets of bytes: 16 bytes for the low half of a byte, 16 for the high one; a byte is in the set where these have a bit in common. */
export const RUN_SET: i32 = i32(memory.data(32, 16));
export const SIGN_SET: i32 = i32(memory.data(32, 16));

/** The shortest run that is told. */
export const SHORTEST_RUN: i32 = 24;
/** How many bytes may lie between two strings that are joined. */
export const WIDEST_JOINT: i32 = 160;
/** The longest name that a value is assigned to behind `\n`. */
export const LONGEST_NAME: i32 = 64;

/** Where the places go: offsets in the text, in ascending order; of runs the start and the end. */
const MOST: i32 = 4096;
const ROOM: i32 = 64; // what one block can add at most
export const RUNS: i32 = i32(memory.data(4 * 4096, 16));
export const ESCAPES: i32 = i32(memory.data(4 * 4096, 16));
export const LISTS: i32 = i32(memory.data(4 * 4096, 16));
/** How many numbers stand in each, in that order. */
export const COUNTS: i32 = i32(memory.data(12, 16));

let runs: i32 = 0;
let escapes: i32 = 0;
let lists: i32 = 0;
let run: i32 = -1; // where the run began that goes on in the next block

/** To be called before a text's first window. */
export function beginPlaces(): void {
  run = -1;
}

/**
 * Goes on at `from` up to `end`, or until one of the lists is full. A text's last window needs a byte more: a zero ends its runs.
 * @param base where the window begins in the text. @returns where to go on; both are offsets in the window.
 */
export function findPlaces(base: i32, from: i32, end: i32): i32 {
  runs = 0;
  escapes = 0;
  lists = 0;
  let at = from;
  while (at < end) {
    if (runs > MOST - ROOM || escapes > MOST - ROOM || lists > MOST - ROOM) break;
    block(base, at);
    at += 64;
  }
  store<i32>(COUNTS, runs);
  store<i32>(COUNTS, escapes, 4);
  store<i32>(COUNTS, lists, 8);
  return at;
}

function contains(bytes: v128, set: i32): u64 {
  const low = i8x16.swizzle(v128.load(set), v128.and(bytes, i8x16.splat(0x0f)));
  const high = i8x16.swizzle(v128.load(set, 16), i8x16.shr_u(bytes, 4));
  return i8x16.bitmask(i8x16.ne(v128.and(low, high), i8x16.splat(0))) as u64;
}

function block(base: i32, at: i32): void {
  let ofRuns: u64 = 0;
  let signs: u64 = 0;
  let marks: u64 = 0;
  for (let part: i32 = 0; part < 64; part += 16) {
    const bytes = v128.load(TEXT + at + part);
    ofRuns |= contains(bytes, RUN_SET) << part;
    signs |= contains(bytes, SIGN_SET) << part;
    marks |= (i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x78))) as u64) << part;
  }
  if (ofRuns !== 0 || run >= 0) noteRuns(ofRuns, base + at);
  while (signs !== 0) {
    noteEscape(TEXT + at + i32(ctz(signs)), base - TEXT);
    signs &= signs - 1;
  }
  while (marks !== 0) {
    noteList(TEXT + at + i32(ctz(marks)), base - TEXT);
    marks &= marks - 1;
  }
}

/** @param bits one for each byte of the block that begins at `at`. */
function noteRuns(bits: u64, at: i32): void {
  if (bits === u64.MAX_VALUE) {
    if (run < 0) run = at;
    return;
  }
  if (run >= 0) {
    const more = i32(ctz(~bits));
    noteRun(run, at + more);
    run = -1;
    bits &= ~(((1 as u64) << more) - 1);
  }
  const open = i32(clz(~bits));
  if (open > 0) {
    run = at + 64 - open;
    bits &= ((1 as u64) << (64 - open)) - 1;
  }
  // A bit for each byte with which 24 of a run end.
  let long = bits & (bits << 1);
  long &= long << 2;
  long &= long << 4;
  long &= (long << 8) & (long << 16);
  while (long !== 0) {
    const last = i32(ctz(long));
    const after = i32(ctz(~bits & ~(((1 as u64) << last) - 1)));
    noteRun(at + last - SHORTEST_RUN + 1, at + after);
    long &= ~(((1 as u64) << after) - 1);
  }
}

function noteRun(start: i32, end: i32): void {
  if (end - start < SHORTEST_RUN) return;
  store<i32>(RUNS + 4 * runs, start);
  store<i32>(RUNS + 4 * runs, end, 4);
  runs += 2;
}

function is(address: i32, classes: i32): bool {
  return (i32(load<u8>(CLASSES + load<u8>(address))) & classes) !== 0;
}

/** @param base the offset in the text of the byte at address 0. */
function noteEscape(sign: i32, base: i32): void {
  const byte = load<u8>(sign);
  const next = load<u8>(sign, 1);
  if ((load<u8>(SIGNS + byte) & load<u8>(FOLLOWING + next)) === 0) return;
  if (is(sign, QUOTE) ? !mayJoin(sign) : byte === 0x5c && next === 0x6e && !maySetLine(sign + 2)) return;
  store<i32>(ESCAPES + 4 * escapes, base + sign);
  escapes++;
}

/** Whether token characters stand before the quote and behind the next one, and between them nothing but a sign or two. */
function mayJoin(quote: i32): bool {
  if (!is(quote - 1, TOKEN)) return false;
  const limit = quote + WIDEST_JOINT;
  let at = skipBreaks(quote + 1, limit);
  for (let signs = 0; signs < 3 && is(at, JOINING); signs++) at++;
  at = skipBreaks(at, limit);
  for (let letters = 0; letters < 2 && is(at, WORD); letters++) at++;
  return is(at, QUOTE) && is(at + 1, TOKEN);
}

function skipBreaks(from: i32, limit: i32): i32 {
  let at = from;
  while (at < limit && (is(at, BLANK | LINE_END) || load<u8>(at) === 0x5c || isContinued(at))) at++;
  return at;
}

/** `_` at a line's end. */
function isContinued(at: i32): bool {
  return load<u8>(at) === 0x5f && is(at + 1, LINE_END);
}

/** Whether `",` or a name that something is assigned to follows on an escaped line end. */
function maySetLine(from: i32): bool {
  if (load<u16>(from) === 0x2c22) return true;
  let start = from;
  while (is(start, BLANK) && start - from < LONGEST_NAME) start++;
  let end = start;
  while (isNamed(end) && end - start < LONGEST_NAME) end++;
  if (end - start < 3) return false;
  while (is(end, BLANK) && end - start < 2 * LONGEST_NAME) end++;
  const sign = load<u8>(end);
  return sign === 0x3d || sign === 0x3a;
}

function isNamed(at: i32): bool {
  const byte = load<u8>(at);
  return is(at, WORD) || byte === 0x2d || byte === 0x2e;
}

/** Of `0x..` with another of them in sight. */
function noteList(mark: i32, base: i32): void {
  if (load<u8>(mark - 1) !== 0x30 || !is(mark + 1, HEX)) return;
  const end = is(mark + 2, HEX) ? mark + 3 : mark + 2;
  if (load<u8>(end) !== 0x2c && !is(end, BLANK | LINE_END)) return;
  store<i32>(LISTS + 4 * lists, base + mark - 1);
  lists++;
}
