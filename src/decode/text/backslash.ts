/**
 * Escapes with backslashes: `\u0041`, `\u{41}`, `\x41`, `\101`, and those of JSON strings: `\/`, `\"`, `\n`. However many
 * backslashes stand there, all are undone at once: that many strings stand within one another.
 */
import { isBlank, isLineEnd, TELLING, TOKEN, WORD } from './byte-classes.js';
import { readNumeric } from './numeric-escapes.js';
import { type Escape, type Rewriting, SIGHT } from './rewriting.js';
import { signsOf } from './signs.js';

const BACKSLASH = 0x5c;
const MOST_BACKSLASHES = 64;
/** A name is read by the start of its line, which must not be further away than this. In bytes. */
const NEAR = 250;
const LONGEST_NAME = 64;

/** Whether the backslash at `at` begins a numeric escape of a character that changes what a token could be. */
export function tellsUnicode(bytes: Buffer, at: number): boolean {
  const escaped = readNumeric(bytes, at + 1);
  return escaped !== null && escaped.code < 0x80 && TELLING[escaped.code] === 1;
}

/** Whether the backslash at `at` escapes a slash in an address or in base64. */
export function tellsSlash(bytes: Buffer, at: number): boolean {
  return bytes[at + 1] === 0x2f && isPart(bytes[beforeBackslashes(bytes, at)]) && isPart(bytes[at + 2]);
}

/**
 * Whether the backslash at `at` begins an escape of a string that is a text of its own, of several lines or a Secret in
 * JSON. Names and values between `\"` are understood as they stand.
 */
export function tellsString(bytes: Buffer, at: number): boolean {
  if (bytes[at + 1] === 0x22) {
    return bytes[at + 2] === 0x53 && bytes.toString('latin1', at + 2, at + 9) === 'Secret\\';
  }
  if (bytes[at + 1] !== 0x6e) return false;
  return endsElement(bytes, at + 2) || (beginsAssignment(bytes, at + 2) && !isLineNear(bytes, at));
}

function beforeBackslashes(bytes: Buffer, at: number): number {
  let before = at - 1;
  while (at - before < MOST_BACKSLASHES && bytes[before] === BACKSLASH) before--;
  return before;
}

function isPart(byte: number | undefined): boolean {
  return byte !== undefined && (TOKEN[byte] === 1 || byte === BACKSLASH);
}

/** Whether `",` and a line end follow: an array of lines, as notebooks keep their cells. */
function endsElement(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0x22 && bytes[at + 1] === 0x2c && isLineEnd(bytes[at + 2]);
}

function isLineNear(bytes: Buffer, at: number): boolean {
  if (at < NEAR) return true;
  for (let before = at - 1; before > at - NEAR; before--) if (bytes[before] === 0x0a) return true;
  return false;
}

/** Whether `name =` or `name:` follows, blanks and further line ends left out. */
function beginsAssignment(bytes: Buffer, from: number): boolean {
  let start = from;
  while (isBlank(bytes[start]) && start - from < LONGEST_NAME) start++;
  let end = start;
  while (end - start < LONGEST_NAME && isNamed(bytes[end])) end++;
  if (end - start < 3) return false;
  while (isBlank(bytes[end]) && end - start < 2 * LONGEST_NAME) end++;
  return bytes[end] === 0x3d || bytes[end] === 0x3a;
}

function isNamed(byte: number | undefined): boolean {
  return byte !== undefined && (WORD[byte] === 1 || byte === 0x2d || byte === 0x2e);
}

const CONTROLS = new Map([
  [0x6e, 0x0a], // \n
  [0x72, 0x0d], // \r
  [0x74, 0x09], // \t
]);
const THEMSELVES = new Set(Buffer.from('"\'`/'));

/** Numeric escapes and `\/`: strings within the text go on as before. */
export const characterEscape: Escape = escapeOf(undoCharacter);
/** All escapes of a string, quotes and line ends as well. */
export const stringEscape: Escape = escapeOf((bytes, place, rewriting) => {
  const end = undoSimple(bytes, place, rewriting);
  return end > place.at ? end : undoCharacter(bytes, place, rewriting);
});

/** Where an escape's backslashes begin, and where the byte after them stands. */
interface Place {
  at: number;
  sign: number;
}

/** @param undo returns `place.at` where there is no escape. */
function escapeOf(undo: (bytes: Buffer, place: Place, rewriting: Rewriting) => number): Escape {
  return {
    signs: signsOf('\\'),
    sight: SIGHT,
    undo(bytes, at, rewriting) {
      const limit = Math.min(rewriting.end, at + MOST_BACKSLASHES);
      let sign = at;
      while (sign < limit && bytes[sign] === BACKSLASH) sign++;
      const end = sign < limit ? undo(bytes, { at, sign }, rewriting) : at;
      if (end > at) return end;
      rewriting.keep(bytes, at, sign);
      return sign;
    },
  };
}

function undoSimple(bytes: Buffer, { at, sign }: Place, rewriting: Rewriting): number {
  const byte = bytes[sign] as number;
  const control = CONTROLS.get(byte);
  const end = byte === 0x6e ? skipElementEnd(bytes, sign + 1) : sign + 1;
  if (end > rewriting.end || (control === undefined && !THEMSELVES.has(byte))) return at;
  rewriting.putByte(control ?? byte, at, end);
  return end;
}

function undoCharacter(bytes: Buffer, { at, sign }: Place, rewriting: Rewriting): number {
  if (bytes[sign] === 0x2f) {
    rewriting.putByte(0x2f, at, sign + 1);
    return sign + 1;
  }
  const escaped = readNumeric(bytes, sign);
  if (escaped === null || escaped.end > rewriting.end) return at;
  const { code, end, isByte } = escaped;
  if (isByte) rewriting.putByte(code, at, end);
  else rewriting.putCode(isSurrogate(code) ? 0xfffd : code, at, end);
  return end;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** `",⏎    "` after an escaped line end: the next element of an array of lines goes on. */
function skipElementEnd(bytes: Buffer, from: number): number {
  if (!endsElement(bytes, from)) return from;
  let at = from + 2;
  while (at - from < 120 && (isBlank(bytes[at]) || isLineEnd(bytes[at]))) at++;
  return bytes[at] === 0x22 ? at + 1 : from;
}
