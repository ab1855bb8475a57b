/** The text around a hit of a provider's name, and where in it the name stands. */

import type { ByteString } from '../../types.js';
import { isDigit, isLetter, isWordByte } from '../assignment/bytes.js';
import { slice } from '../prepared.js';

const BEHIND = 160; // bytes looked at before a hit
const AHEAD = 260; // and behind it
const SHORTEST_RUN = 15; // bytes of a token without a break
const LONGEST_JOINT = 24; // bytes on either side that can belong to the name
const LONG_WORD = 6; // a name of fewer bytes must end where its word ends

/** What is seen. Offsets are offsets in `text`, which begins at `offset` in the buffer. */
export interface View {
  text: ByteString;
  offset: number;
  /** The hit. */
  start: number;
  end: number;
  /** Where a token may begin: runs of 15 letters, digits, `_` and `-` or more, with both letters and digits in them. */
  runs: number[];
}

/** Null where nothing around the hit can be a token. */
export function createView(bytes: Buffer, hitStart: number, hitEnd: number): View | null {
  const offset = Math.max(0, hitStart - BEHIND);
  const stop = Math.min(bytes.length, hitEnd + AHEAD);
  const runs = findRuns(bytes, offset, stop);
  if (runs.length === 0) return null;
  const text = slice(bytes, offset, stop);
  return { text, offset, start: hitStart - offset, end: hitEnd - offset, runs };
}

function findRuns(bytes: Buffer, from: number, stop: number): number[] {
  const runs: number[] = [];
  for (let at = from; at + SHORTEST_RUN <= stop; ) {
    let end = at + SHORTEST_RUN - 1;
    while (end >= at && isRunByte(bytes[end] as number)) end--;
    if (end >= at) {
      at = end + 1; // no run can begin before the byte that breaks it
      continue;
    }
    end = at;
    let letters = false;
    let digits = false;
    for (; end < stop && isRunByte(bytes[end] as number); end++) {
      letters ||= isLetter(bytes[end] as number);
      digits ||= isDigit(bytes[end] as number);
    }
    if (letters && digits) runs.push(at - from);
    at = end + 1;
  }
  return runs;
}

function isRunByte(code: number): boolean {
  return isWordByte(code) || code === 45;
}

/** Whether a hit can be that name at all: where it is the whole name, it must be a word of its own. */
export function mayName(bytes: Buffer, start: number, end: number, word: string): boolean {
  if (end - start !== word.length) return true;
  const before = slice(bytes, Math.max(0, start - 2), Math.min(bytes.length, end + 1));
  return isWord(before, Math.min(2, start), Math.min(2, start) + word.length);
}

/** The place of a name (in lower case, without joints) that the hit is a part of, as a word of its own. */
export function findWord({ text, start, end }: View, word: string): { start: number; end: number } | null {
  let compact = '';
  const places: number[] = [];
  const last = Math.min(text.length, end + LONGEST_JOINT);
  for (let at = Math.max(0, start - LONGEST_JOINT); at < last; at++) {
    const char = text.charAt(at);
    if ('_.- '.includes(char)) continue;
    compact += char.toLowerCase();
    places.push(at);
  }
  for (let at = compact.indexOf(word); at >= 0; at = compact.indexOf(word, at + 1)) {
    const first = places[at] as number;
    const behind = (places[at + word.length - 1] as number) + 1;
    if (first <= start && behind >= end && isWord(text, first, behind)) return { start: first, end: behind };
  }
  return null;
}

function isWord(text: ByteString, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const isHump = isCapital(text.charCodeAt(start)) && !isCapital(before);
  if (start > 0 && isLetter(before) && !isHump && text[start - 2] !== '\\') return false;
  const next = text.charCodeAt(end);
  return (
    end - start > LONG_WORD || !isLetter(next) || (isCapital(next) && !isCapital(text.charCodeAt(end - 1)))
  );
}

function isCapital(code: number): boolean {
  return isLetter(code) && code < 97;
}
