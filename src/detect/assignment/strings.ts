/** Reads the literals that stand in something other than quotes: here-documents, `q{…}`, `%q(…)`, `~s(…)`, `[[…]]`, `R"(…)"`. */

import type { ByteString } from '../../types.js';
import { isBlank, isLetter, isLineEnd, isQuote, isWordByte, type Range } from './bytes.js';

/** A literal's inside, and where the whole ends. */
export type Quoted = Range & { close: number };

const CLOSERS: Record<string, string> = {
  '{': '}',
  '(': ')',
  '[': ']',
  '<': '>',
  '|': '|',
  '/': '/',
  '!': '!',
};
/** The longest first. Of a list of words (`w`) the first word is read. */
const DELIMITED = ['%q', '%Q', '%w', '%W', 'qq', 'qw', 'q', '~s', '~S', '~w'];
const LONGEST_MARK = 24;

/** The literal that begins at `at`, or null where none of these does. */
export function readSpecialString(text: ByteString, at: number, limit: number): Quoted | null {
  switch (text[at]) {
    case '[':
      return readLongBrackets(text, at, limit);
    case '<':
      return readHeredoc(text, at, limit);
    case 'R':
      return readRaw(text, at, limit);
    case '%':
    case 'q':
    case '~':
      return readDelimited(text, at, limit);
    default:
      return null;
  }
}

/** Lua's `[[value]]` and `[==[value]==]`, on one line. */
function readLongBrackets(text: ByteString, from: number, limit: number): Quoted | null {
  let at = from + 1;
  while (text[at] === '=' && at - from < 8) at++;
  if (text[at] !== '[' || !isWordByte(text.charCodeAt(at + 1))) return null;
  const start = at + 1;
  const close = `]${text.slice(from + 1, at)}]`;
  for (at = start; at < limit && !isLineEnd(text.charCodeAt(at)); at++) {
    if (text.startsWith(close, at)) return { start, end: at, close: at + close.length };
    if (close === ']]' && (isQuote(text.charCodeAt(at)) || text[at] === ',')) return null;
  }
  return null;
}

/** C++'s `R"(value)"` and `R"mark(value)mark"`. */
function readRaw(text: ByteString, from: number, limit: number): Quoted | null {
  if (text[from + 1] !== '"') return null;
  let at = from + 2;
  while (isWordByte(text.charCodeAt(at)) && at - from < LONGEST_MARK) at++;
  if (text[at] !== '(') return null;
  const close = `)${text.slice(from + 2, at)}"`;
  const end = text.slice(0, limit).indexOf(close, at + 1);
  return end < 0 ? null : { start: at + 1, end, close: end + close.length };
}

function readDelimited(text: ByteString, from: number, limit: number): Quoted | null {
  const mark = DELIMITED.find((one) => text.startsWith(one, from));
  if (mark === undefined) return null;
  const start = from + mark.length;
  const close = CLOSERS[text.charAt(start)];
  if (close === undefined) return null;
  const isList = mark.toLowerCase().endsWith('w');
  let end = -1;
  for (let at = start + 1; at < limit && !isLineEnd(text.charCodeAt(at)); at++) {
    const code = text.charCodeAt(at);
    // `q(a, "b")` is a call of a function.
    if (mark === 'q' && (isBlank(code) || isQuote(code) || code === 44)) return null;
    if (isList && end < 0 && isBlank(code)) end = at;
    if (text[at] === close) return { start: start + 1, end: end < 0 ? at : end, close: at + 1 };
  }
  return null;
}

/** `<<EOF`, `<<-EOF`, `<<~EOF`, `<<<EOF` and the mark in quotes: the lines up to the mark. */
function readHeredoc(text: ByteString, from: number, limit: number): Quoted | null {
  if (text[from + 1] !== '<') return null;
  let at = from + 2;
  if ('<~-'.includes(text.charAt(at))) at++;
  if (isQuote(text.charCodeAt(at))) at++;
  const start = at;
  while (isWordByte(text.charCodeAt(at)) && at - start < LONGEST_MARK) at++;
  if (at === start || !isLetter(text.charCodeAt(start))) return null;
  const mark = text.slice(start, at);
  while (at < limit && !isLineEnd(text.charCodeAt(at))) at++;
  return readLinesTo(text, at, mark, limit);
}

function readLinesTo(text: ByteString, from: number, mark: ByteString, limit: number): Quoted | null {
  let lineStart = from;
  let isFirst = false;
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) {
      lineStart = at + 1;
      isFirst = true;
    } else if (!isBlank(code)) {
      if (isFirst && text.startsWith(mark, at))
        return { ...trim(text, from, lineStart), close: at + mark.length };
      isFirst = false;
    }
  }
  return null;
}

/** A range without the blanks and line ends around it. */
export function trim(text: ByteString, from: number, to: number): Range {
  let start = from;
  let end = to;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return { start, end };
}
