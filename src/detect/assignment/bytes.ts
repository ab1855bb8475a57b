/** The classes of bytes that an assignment is read with. */

import type { ByteString } from '../../types.js';

/** A range of offsets in the text, `end` exclusive. */
export interface Range {
  start: number;
  end: number;
}

export function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A letter, a digit or `_`. */
export function isWordByte(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 95;
}

/** What names are made of: a word byte, `-` or `.`. */
export function isNameByte(code: number): boolean {
  return isWordByte(code) || code === 45 || code === 46;
}

export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** `"`, `'` or a back-tick. */
export function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96;
}

/** The first offset from `from` that is not a space or a tab. */
export function skipBlanks(text: ByteString, from: number, limit: number): number {
  let at = from;
  while (at < limit && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The first offset from `from` that is neither a blank nor a line end (a backslash before a line end included). */
export function skipSpace(text: ByteString, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const code = text.charCodeAt(at);
    const continued = code === 92 && at + 1 < limit && isLineEnd(text.charCodeAt(at + 1));
    if (!continued && !isBlank(code) && !isLineEnd(code)) break;
    at++;
  }
  return at;
}

/** The start of the line that `at` stands in; -1 where it is not after `floor`. */
export function lineStartOf(text: ByteString, at: number, floor: number): number {
  let start = at;
  while (start > floor && start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  return start > floor ? start : -1;
}
