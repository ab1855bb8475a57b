/** Where other text may stand inside a text: one pass over a window tells runs of base64, escapes and lists of bytes. */
import { BLANK, HEX, is, LINE_END } from './classes';
import { mayBeEscape, mayBeUndone } from './escapes';
import { beginRuns, mayHoldText, SHORTEST_RUN } from './runs';
import { TEXT } from './text';

/** Sets of bytes: 16 bytes for the low half of a byte, 16 for the high one; a byte is in it where these have a bit in common. */
export const RUN_SET: i32 = i32(memory.data(32, 16));
export const SIGN_SET: i32 = i32(memory.data(32, 16));
export const WANTED_SET: i32 = i32(memory.data(32, 16));

/** Where the places go: offsets in the text, in ascending order; of lines of runs the start and the end. */
export const RUNS: i32 = i32(memory.data(4 * 4096, 16));
export const ESCAPES: i32 = i32(memory.data(4 * 4096, 16));
export const LISTS: i32 = i32(memory.data(4 * 4096, 16));
const MOST: i32 = 4096;
const BLOCK: i32 = 64; // bytes, and the most places in them
/** How many numbers stand in each, in that order, and how often the text says `Secret`. */
export const COUNTS: i32 = i32(memory.data(16, 16));

const LETTER_S: u8 = 0x53;
const LETTER_X: u8 = 0x78;

let runs: i32 = 0;
let escapes: i32 = 0;
let lists: i32 = 0;
let secrets: i32 = 0;
let open: i32 = -1; // where the line of a run began that goes on in the next block

/** To be called before a text's first window. */
export function beginPlaces(): void {
  open = -1;
  beginRuns();
}

/**
 * Goes on at `from` up to `end`, or until one of the lists is full. A text's last window needs a byte more: a zero ends its runs.
 * @param base where the window begins in the text. @returns where to go on; both are offsets in the window.
 */
export function findPlaces(base: i32, from: i32, end: i32): i32 {
  runs = 0;
  escapes = 0;
  lists = 0;
  secrets = 0;
  const room = MOST - BLOCK;
  let at = from;
  for (; at < end && runs <= room && escapes <= room && lists <= room; at += BLOCK)
    readBlock(TEXT + at, base - TEXT);
  store<i32>(COUNTS, runs);
  store<i32>(COUNTS, escapes, 4);
  store<i32>(COUNTS, lists, 8);
  store<i32>(COUNTS, secrets, 12);
  return at;
}

/**
 * Every byte of `WANTED_SET` among the escapes, quotes only where strings may be joined. Goes on like `findPlaces`; where the last
 * block ends behind `end`, what stands there is left out.
 */
export function findSigns(base: i32, from: i32, end: i32): i32 {
  escapes = 0;
  let at = from;
  for (; at < end && escapes <= MOST - BLOCK; at += BLOCK) {
    let signs: u64 = 0;
    for (let part: i32 = 0; part < BLOCK; part += 16)
      signs |= membersOf(WANTED_SET, v128.load(TEXT + at + part)) << part;
    for (; signs !== 0; signs &= signs - 1) {
      const place = at + i32(ctz(signs));
      if (place < end && mayBeUndone(TEXT + place)) {
        store<i32>(ESCAPES + 4 * escapes, base + place);
        escapes++;
      }
    }
  }
  store<i32>(COUNTS, escapes, 4);
  return at;
}

/** @param address of the block. @param window the offset in the text of the byte at address 0. */
function readBlock(address: i32, window: i32): void {
  let ofRuns: u64 = 0;
  let signs: u64 = 0;
  for (let part: i32 = 0; part < BLOCK; part += 16) {
    const bytes = v128.load(address + part);
    ofRuns |= membersOf(RUN_SET, bytes) << part;
    signs |= membersOf(SIGN_SET, bytes) << part;
  }
  if (ofRuns !== 0 || open >= 0) noteRuns(ofRuns, address + window, window);
  for (; signs !== 0; signs &= signs - 1) noteSign(address + i32(ctz(signs)), window);
}

/** A bit for each byte that is in a set. */
function membersOf(set: i32, bytes: v128): u64 {
  const low = i8x16.swizzle(v128.load(set), v128.and(bytes, i8x16.splat(0x0f)));
  const high = i8x16.swizzle(v128.load(set, 16), i8x16.shr_u(bytes, 4));
  return i8x16.bitmask(i8x16.ne(v128.and(low, high), i8x16.splat(0))) as u64;
}

/** @param bits one for each byte of the block that begins at `at` in the text. */
function noteRuns(bits: u64, at: i32, window: i32): void {
  if (bits === u64.MAX_VALUE) {
    if (open < 0) open = at;
    return;
  }
  let rest = bits;
  if (open >= 0) {
    const more = ctz(~bits);
    noteRun(open, at + i32(more), window);
    open = -1;
    rest &= ~below(more);
  }
  const start = 64 - clz(~bits);
  if (start < 64) {
    open = at + i32(start);
    rest &= below(start);
  }
  // A bit for each byte with which 24 in a row end.
  let long = rest & (rest << 1);
  long &= long << 2;
  long &= long << 4;
  long &= (long << 8) & (long << 16);
  while (long !== 0) {
    const end = ctz(~rest & ~below(ctz(long)));
    noteRun(at + i32(ctz(long)) + 1 - SHORTEST_RUN, at + i32(end), window);
    long &= ~below(end);
  }
}

/** The bits below one of 64. */
function below(bit: u64): u64 {
  return ((1 as u64) << bit) - 1;
}

function noteRun(start: i32, end: i32, window: i32): void {
  if (end - start < SHORTEST_RUN || !mayHoldText(start, end, window)) return;
  store<i32>(RUNS + 4 * runs, start);
  store<i32>(RUNS + 4 * runs, end, 4);
  runs += 2;
}

function noteSign(sign: i32, window: i32): void {
  const byte = load<u8>(sign);
  if (byte === LETTER_S) {
    if (load<u32>(sign) === 0x72636553 && load<u16>(sign, 4) === 0x7465) secrets++; // "Secret"
  } else if (byte === LETTER_X) {
    if (load<u8>(sign - 1) === 0x30 && mayBeListed(sign)) {
      store<i32>(LISTS + 4 * lists, sign + window - 1);
      lists++;
    }
  } else if (mayBeEscape(sign)) {
    store<i32>(ESCAPES + 4 * escapes, sign + window);
    escapes++;
  }
}

/** Whether one hex digit or two follow the `x`, and then what stands between the bytes of a list. */
function mayBeListed(mark: i32): bool {
  if (!is(mark + 1, HEX)) return false;
  const end = is(mark + 2, HEX) ? mark + 3 : mark + 2;
  return load<u8>(end) === 0x2c || is(end, BLANK | LINE_END);
}
