/**
 * Finds every text that the prefilter looks for. Four bytes of each such text, its gram, are known by a hash: at each byte of the
 * window one byte of a table tells whether a gram may begin here, and nearly nowhere does one.
 *
 * The tables (made by `src/detect/prefilter/tables.ts`) begin with five numbers: the shift for the second hash, the offsets of slots
 * and sets from the tables' beginning, the last slot's number, and the length of the longest list. Then come the marks. A mark is a part of the hash of the one gram that leads to
 * it, ANY where several do, 0 where none does. A gram's slot has the gram, the offset of its list, and a bit for each kind of byte
 * that may stand before and behind it. A list is a number of entries and these, one behind the other: where in the text sought the
 * gram begins, the length of that text, the set that must not stand before it (0 for none), its id, and for each of its bytes the
 * set that it must be of.
 */
import { TEXT } from './text';

/** Hits that one call can tell of: room for as many as four bytes in a row can lead to, and more. */
const MOST_HITS: i32 = 65536;
/** For each hit where the text begins in the window, and its id. */
export const HITS: i32 = i32(memory.data(524288, 16));

/** Where the search stopped: the window's end, or where there was no room for more hits. */
export let stoppedAt: i32 = 0;

const FOLD: u32 = 0x20202020;
const FIRST_HASH: u32 = 0x9e3779b1;
const SECOND_HASH: u32 = 0x85ebca6b;
const SET_BYTES: i32 = 32;
const HEADER: i32 = 20;
const MARKS_SHIFT: u32 = 15;
const SLOT_BYTES: i32 = 24;
const ANY: u32 = 2;

let count: i32 = 0;

/** Looks for texts whose gram begins in the bytes `from` to `length` of the window. Returns how many hits there are. */
export function search(tables: i32, from: i32, length: i32): i32 {
  const marks = tables + HEADER;
  const end = TEXT + length;
  const enough = MOST_HITS - 4 * load<i32>(tables, 16);
  let at = TEXT + from;
  count = 0;
  while (at + 4 <= end) {
    const a = mayBegin(marks, at);
    const b = mayBegin(marks, at + 1);
    const c = mayBegin(marks, at + 2);
    const d = mayBegin(marks, at + 3);
    if (a | b | c | d) {
      if (a) lookUp(tables, at);
      if (b) lookUp(tables, at + 1);
      if (c) lookUp(tables, at + 2);
      if (d) lookUp(tables, at + 3);
      if (count > enough) {
        stoppedAt = at + 4 - TEXT;
        return count;
      }
    }
    at += 4;
  }
  for (; at < end; at++) if (mayBegin(marks, at)) lookUp(tables, at);
  stoppedAt = length;
  return count;
}

/** Whether a gram may begin at an address. */
function mayBegin(marks: i32, at: i32): i32 {
  const hash = (load<u32>(at) | FOLD) * FIRST_HASH;
  const mark = <u32>load<u8>(marks + <i32>(hash >> MARKS_SHIFT));
  return i32(mark === (((hash >> 4) & 0xff) | 1)) | i32(mark === ANY);
}

/** Tells of the texts whose gram begins at an address. */
function lookUp(tables: i32, at: i32): void {
  const gram = load<u32>(at) | FOLD;
  const slots = tables + load<i32>(tables, 4);
  const last = load<u32>(tables, 12);
  let slot = (gram * SECOND_HASH) >> load<u32>(tables);
  for (;;) {
    const address = slots + <i32>slot * SLOT_BYTES;
    const list = load<i32>(address, 4);
    if (list === 0) return;
    if (load<u32>(address) === gram) {
      const isBetween =
        load<u64>(address, 8) & kindBit(load<u8>(at - 1)) &&
        load<u64>(address, 16) & kindBit(load<u8>(at + 4));
      if (isBetween) readList(tables, tables + list, at);
      return;
    }
    slot = (slot + 1) & last;
  }
}

/** A bit for the kind of a byte: 64 kinds, letters in either case are of one. */
function kindBit(byte: u8): u64 {
  return (<u64>1) << (((byte >> 1) & 0x20) | (byte & 0x1f));
}

function readList(tables: i32, list: i32, at: i32): void {
  const sets = tables + load<i32>(tables, 8);
  let entry = list + 4;
  for (let left = load<i32>(list); left > 0; left--) {
    const length = <i32>load<u16>(entry, 2);
    const start = at - <i32>load<u16>(entry);
    if (isThere(sets, entry + 12, start, length) && isFree(sets, <i32>load<u32>(entry, 4), start)) {
      const hit = HITS + (count << 3);
      store<i32>(hit, start - TEXT);
      store<i32>(hit, load<i32>(entry, 8), 4);
      count++;
    }
    entry += (12 + (length << 1) + 3) & ~3;
  }
}

function isIn(sets: i32, set: i32, byte: u8): bool {
  return ((load<u8>(sets + set * SET_BYTES + <i32>(byte >> 3)) >> (byte & 7)) & 1) !== 0;
}

function isThere(sets: i32, places: i32, start: i32, length: i32): bool {
  for (let i = 0; i < length; i++) {
    if (!isIn(sets, <i32>load<u16>(places + (i << 1)), load<u8>(start + i))) return false;
  }
  return true;
}

/** Whether nothing stands before the text that it would go on from. What may end an escape (`\n`, `%20`) is left to JavaScript. */
function isFree(sets: i32, bound: i32, start: i32): bool {
  if (bound === 0 || !isIn(sets, bound, load<u8>(start - 1))) return true;
  return (
    load<u8>(start - 1) === 0x6d ||
    load<u8>(start - 2) === 0x5c ||
    load<u8>(start - 3) === 0x25 ||
    load<u8>(start - 4) === 0x5c ||
    load<u8>(start - 6) === 0x5c
  );
}
