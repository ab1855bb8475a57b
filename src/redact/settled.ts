/**
 * How much of a text that pauses can be shown. No secret may be cut in two by the pause, so what the next bytes could make
 * a secret of is held back: the word under way at the end of an unfinished line, a value whose quote is still open, and for
 * a while lines of base64 and lines that say themselves that they go on. A name is shown: its value comes behind it.
 */
import { BASE64, isBlank, isLineEnd, isQuote, WORD } from '../decode/text/byte-classes.js';

const LEAST_BASE64 = 32; // characters of a line that may be one of several
const MOST_LINES = 64 * 1024; // bytes of such lines
const ESC = 0x1b;
const CONTROL = /^\x1b\[[0-9;?]*[A-Za-z]$/;
const LONGEST_CONTROL = 24; // bytes
const BACKSLASH = 0x5c;

/** A question ends with one of these; no token does. */
const ENDS_OF_PROMPTS = Buffer.from('>?:])$#%');
/** In a line with one of these a word may be a value, whatever it ends with. */
const SIGNS_OF_VALUES = Buffer.from('=:"\'`@&');
/** What a quote stands behind that begins a value. */
const BEFORE_QUOTES = Buffer.from(' \t=:([{,;');

/**
 * @param from before it everything is shown already.
 * @param options `lines`: whether whole lines that may go on are held back, too.
 * @returns the end of what can be shown.
 */
export function settledEnd(text: Buffer, from: number, { lines }: { lines: 'held' | 'shown' }): number {
  const lineStart = startOfLine(text, from);
  const end = settledInLine(text, lineStart);
  return lines === 'shown' || end > lineStart ? end : beforeConnectedLines(text, from, lineStart);
}

function startOfLine(text: Buffer, from: number): number {
  let start = text.length;
  while (start > from && !isLineEnd(text[start - 1])) start--;
  return start;
}

/** In an unfinished line. */
function settledInLine(text: Buffer, lineStart: number): number {
  const quote = openQuote(text, lineStart);
  const last = withoutControls(text, lineStart);
  const word = startOfWord(text, lineStart, last);
  const isEnded = word === last || isPrompt(text.subarray(lineStart, last), word - lineStart);
  return Math.min(quote, isEnded ? text.length : word);
}

/** Where the line ends but for the colours behind it. */
function withoutControls(text: Buffer, lineStart: number): number {
  let end = text.length;
  for (;;) {
    const first = Math.max(lineStart, end - LONGEST_CONTROL);
    const start = text.subarray(first, end).lastIndexOf(ESC);
    if (start < 0 || !CONTROL.test(text.toString('latin1', first + start, end))) return end;
    end = first + start;
  }
}

function startOfWord(text: Buffer, lineStart: number, end: number): number {
  let start = end;
  while (start > lineStart && !isBlank(text[start - 1])) start--;
  return start;
}

/** Whether a line ends as questions do, with a word that is no value's beginning. */
function isPrompt(line: Buffer, word: number): boolean {
  const last = line.length - 1;
  if (!ENDS_OF_PROMPTS.includes(line[last] as number)) return false;
  for (let at = 0; at < last; at++) if (SIGNS_OF_VALUES.includes(line[at] as number)) return false;
  for (let at = word; at < last; at++) if (isDigit(line[at] as number)) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Where a quoted value begins that has not ended; the text's end where there is none. */
function openQuote(text: Buffer, lineStart: number): number {
  let open = -1;
  for (let at = lineStart; at < text.length; at++) {
    const byte = text[at] as number;
    if (byte === BACKSLASH) at++;
    else if (!isQuote(byte)) continue;
    else if (open < 0 && (at === lineStart || BEFORE_QUOTES.includes(text[at - 1] as number))) open = at;
    else if (open >= 0 && byte === text[open]) open = -1;
  }
  return open < 0 ? text.length : open;
}

/** Where the whole lines begin that the next line may go on from. */
function beforeConnectedLines(text: Buffer, from: number, lineStart: number): number {
  let end = lineStart;
  while (end > from && lineStart - end < MOST_LINES) {
    let last = end;
    while (last > from && isLineEnd(text[last - 1])) last--;
    let start = last;
    while (start > from && !isLineEnd(text[start - 1])) start--;
    if (!mayGoOn(text.subarray(start, last))) break;
    end = start;
  }
  return end;
}

/** A line that ends with a backslash or an operator behind a literal, or is nothing but base64. */
function mayGoOn(line: Buffer): boolean {
  let end = line.length;
  while (end > 0 && isBlank(line[end - 1])) end--;
  if (end === 0) return false;
  const last = line[end - 1] as number;
  if (last === BACKSLASH) return true;
  if (JOINTS.includes(last)) return hasQuoteBefore(line, end - 1);
  let start = 0;
  while (isBlank(line[start]) || isQuote(line[start])) start++;
  let letters = start;
  while (letters < end && BASE64[line[letters] as number]) letters++;
  return letters - start >= LEAST_BASE64 && end - letters <= 3 && !isRuler(line);
}

const JOINTS = Buffer.from('+.&');

function hasQuoteBefore(line: Buffer, at: number): boolean {
  let before = at;
  while (before > 0 && isBlank(line[before - 1])) before--;
  return isQuote(line[before - 1]);
}

/** A line of dashes or underscores, which are base64 of the other alphabet. */
function isRuler(line: Buffer): boolean {
  return !line.some((byte) => WORD[byte] === 1 && byte !== 0x5f);
}
