/** Reads a quoted literal, in whatever way a language writes one. */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isQuote, isWordByte, type Range, skipBlanks, skipSpace } from './bytes.js';
import { skipOpeners, skipStringMarks, WIDEST_GAP } from './openers.js';
import { type Quoted, readSpecialString, trim } from './strings.js';

/**
 * The inside of the quoted literal that begins at `from`, after blanks, a line end, an opening bracket or a string
 * prefix. Null where there is none, where it is empty, or where it turns out to be a key (`"a": …`) or a type
 * (`'a' | 'b'`).
 */
export function readQuotedLiteral(text: ByteString, from: number, limit: number): Range | null {
  const first = skipSpace(text, from, Math.min(limit, from + WIDEST_GAP));
  let at = skipOpeners(text, first, limit);
  const moved = at > skipBlanks(text, from, limit);
  const special = readSpecialString(text, at, limit);
  at = skipStringMarks(text, at);
  const literal = special ?? readQuoted(text, at, limit);
  if (literal === null || literal.end <= literal.start) return null;
  const after = skipBlanks(text, Math.min(literal.close, limit), limit);
  if (text[after] === '|' && text[after + 1] !== '|' && isBlank(text.charCodeAt(after + 1))) return null;
  const key = text[after] === ':' || (text[after] === '=' && text[after + 1] !== '=');
  return key && (moved || text[from - 1] === ',') ? null : { start: literal.start, end: literal.end };
}

function readQuoted(text: ByteString, from: number, limit: number): Quoted | null {
  let at = from;
  while (at - from < 7 && text[at] === '\\') at++;
  if (at >= limit || !isQuote(text.charCodeAt(at))) return null;
  const quote = text.charAt(at);
  if (at > from) return readEscaped(text, at + 1, quote, at - from, limit);
  const triple = quote.repeat(3);
  if (text.startsWith(triple, at)) return readTriple(text, at + 3, triple, limit);
  const lines = quote === '`' || text.startsWith('-----BEGIN', at + 1);
  const close =
    findClose(text, at + 1, limit, { quote, lines, escapes: true }) ??
    findClose(text, at + 1, limit, { quote, lines, escapes: false });
  if (close !== null) return { start: at + 1, end: close, close: close + 1 };
  return lines ? null : readUnclosed(text, at + 1, limit);
}

interface Closing {
  quote: ByteString;
  /** Whether line ends may stand inside. */
  lines: boolean;
  /** Whether a backslash takes the next byte with it (not so in a shell's or YAML's single quotes). */
  escapes: boolean;
}

function findClose(text: ByteString, from: number, limit: number, closing: Closing): number | null {
  for (let at = from; at < limit; at++) {
    const char = text.charAt(at);
    if (char === closing.quote) return at;
    if (char === '\\' && closing.escapes) at++;
    else if (!closing.lines && isLineEnd(char.charCodeAt(0))) return null;
  }
  return null;
}

/** A value whose quote never closes (cut text, a typing error): one word that ends with its line. */
function readUnclosed(text: ByteString, from: number, limit: number): Quoted | null {
  let end = from;
  while (end < limit && text.charCodeAt(end) > 32) end++;
  const rest = skipBlanks(text, end, limit);
  if (rest < text.length && (rest >= limit || !isLineEnd(text.charCodeAt(rest)))) return null;
  while (end > from && ';,)'.includes(text.charAt(end - 1))) end--;
  return isWordByte(text.charCodeAt(from)) ? { start: from, end, close: end } : null;
}

function readTriple(text: ByteString, from: number, triple: ByteString, limit: number): Quoted | null {
  for (let at = from; at < limit; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(triple, at)) return { ...trim(text, from, at), close: at + 3 };
  }
  return null;
}

/** A string inside a string: it closes with as many backslashes as it was opened with, or fewer. */
function readEscaped(
  text: ByteString,
  from: number,
  quote: ByteString,
  depth: number,
  limit: number,
): Quoted | null {
  let slashes = 0;
  for (let at = from; at < limit; at++) {
    const char = text.charAt(at);
    if (char === quote && slashes <= depth) return { start: from, end: at - slashes, close: at + 1 };
    if (isLineEnd(char.charCodeAt(0))) return null;
    slashes = char === '\\' ? slashes + 1 : 0;
  }
  return null;
}
