/** Reads a quoted literal, in whatever way a language writes one. */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isQuote, isWordByte, type Range, skipBlanks, skipSpace } from './bytes.js';

/** The furthest a value may stand from its operator: a line end and the next line's indentation. */
const WIDEST_GAP = 80;

/** Calls that only change the type of the literal in them. */
const WRAPPERS = ['[]byte(', 'String::from(', 'Buffer.from(', 'SecretStr(', 'Some(', 'new String('];
/** What may stand before a quote as a part of the literal: Python's `rb`, C's `u8`, C#'s `$@`, Rust's `r#`, SQL's `N`. */
const STRING_MARKS = 'bBrRfFuULNc8@$#';

/**
 * The inside of the quoted literal that begins at `from`, after blanks, a line end, an opening bracket or a string
 * prefix. Null where there is none, where it is empty, or where it turns out to be a key (`"a": …`) or a type
 * (`'a' | 'b'`).
 */
export function readQuotedLiteral(text: ByteString, from: number, limit: number): Range | null {
  const first = skipSpace(text, from, Math.min(limit, from + WIDEST_GAP));
  let at = skipOpeners(text, first, limit);
  const moved = at > skipBlanks(text, from, limit);
  at = skipStringMarks(text, at);
  const literal = readQuoted(text, at, limit);
  if (literal === null || literal.end <= literal.start) return null;
  const after = skipBlanks(text, Math.min(literal.close, limit), limit);
  if (text[after] === '|' && text[after + 1] !== '|' && isBlank(text.charCodeAt(after + 1))) return null;
  const key = text[after] === ':' || (text[after] === '=' && text[after + 1] !== '=');
  return key && (moved || text[from - 1] === ',') ? null : { start: literal.start, end: literal.end };
}

/** Skips up to two of `(`, `[`, `{` and calls that merely wrap, where a quoted literal follows them. */
function skipOpeners(text: ByteString, from: number, limit: number): number {
  let at = from;
  for (let depth = 0; depth < 2 && at < limit; depth++) {
    const wrapper = WRAPPERS.find((call) => text.startsWith(call, at));
    if (wrapper === undefined && !'([{'.includes(text.charAt(at))) break;
    at = skipSpace(text, at + (wrapper ?? '(').length, Math.min(limit, at + WIDEST_GAP));
    if (isQuote(text.charCodeAt(skipStringMarks(text, at)))) return at;
  }
  return from;
}

function skipStringMarks(text: ByteString, from: number): number {
  let at = from;
  while (at - from < 3 && at < text.length && STRING_MARKS.includes(text.charAt(at))) at++;
  return isQuote(text.charCodeAt(at)) ? at : from;
}

type Quoted = Range & { close: number };

function readQuoted(text: ByteString, from: number, limit: number): Quoted | null {
  let at = from;
  while (at - from < 7 && text[at] === '\\') at++;
  if (at >= limit || !isQuote(text.charCodeAt(at))) return readLongBrackets(text, from, limit);
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

/** Lua's `[[value]]`, on one line. */
function readLongBrackets(text: ByteString, from: number, limit: number): Quoted | null {
  if (!text.startsWith('[[', from) || !isWordByte(text.charCodeAt(from + 2))) return null;
  for (let at = from + 2; at < limit && !isLineEnd(text.charCodeAt(at)); at++) {
    if (text.startsWith(']]', at)) return { start: from + 2, end: at, close: at + 2 };
    if (isQuote(text.charCodeAt(at)) || text[at] === ',') return null;
  }
  return null;
}

function trim(text: ByteString, from: number, to: number): Range {
  let start = from;
  let end = to;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return { start, end };
}
