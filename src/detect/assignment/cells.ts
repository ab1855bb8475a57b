/** Reads tables and lines of two words: `| NAME | value |`, `NAME,value`, `NAME value`, `<td>NAME</td><td>value</td>`. */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isQuote, isWordByte, type Range, skipBlanks, skipSpace } from './bytes.js';
import { isPlainWord } from './expression.js';
import type { Lead } from './lead.js';

const CELLS = ['td', 'th', 'dt', 'dd', 'li', 'b', 'strong', 'code', 'label', 'span', 'p'];
const LONGEST_CELL_NAME = 40;

/** The value in the cell after the name's, or after the name in its line; one word that is no expression. */
export function readCell(text: ByteString, nameEnd: number, lead: Lead, limit: number): Range | null {
  if (lead.quote !== '' && !lead.closed) return null;
  const end = nameEnd + lead.quote.length;
  const at = skipMarks(text, skipBlanks(text, skipMarks(text, end), limit));
  const sign = text.charAt(skipBlanks(text, at, limit));
  const word =
    sign === '|'
      ? readTableCell(text, skipBlanks(text, at, limit), lead, limit)
      : sign === '<'
        ? readMarkupCell(text, at, lead, limit)
        : readField(text, end, lead, limit);
  return word === null || isPlainWord(text.slice(word.start, word.end)) ? null : word;
}

/** Marks of emphasis and of code around a name. */
function skipMarks(text: ByteString, from: number): number {
  let at = from;
  while (at - from < 3 && '*`_'.includes(text.charAt(at) || ' ')) at++;
  return at;
}

function readTableCell(text: ByteString, bar: number, lead: Lead, limit: number): Range | null {
  if (text[bar + 1] === '|' || lead.lineStart < 0) return null;
  if (lead.place !== 'line' && !text.slice(lead.lineStart, lead.start).includes('|')) return null;
  const start = skipMarks(text, skipBlanks(text, bar + 1, limit));
  const end = endOfWord(text, start, limit, '|`');
  const next = skipBlanks(text, skipMarks(text, end), limit);
  return text[next] === '|' || isLineEnd(text.charCodeAt(next)) || next === text.length
    ? { start, end }
    : null;
}

/** `NAME</td><td>value</td>`, where the name and words before it are all of their cell. */
function readMarkupCell(text: ByteString, close: number, lead: Lead, limit: number): Range | null {
  let at = lead.start;
  while (at > 0 && lead.start - at < LONGEST_CELL_NAME && isNameOrBlank(text.charCodeAt(at - 1))) at--;
  if (text[at - 1] !== '>' || !text.startsWith('</', close)) return null;
  const end = endOfTag(text, close + 2, limit);
  if (end === null) return null;
  const next = skipSpace(text, end, limit);
  const open = text[next] === '<' ? endOfTag(text, next + 1, limit) : null;
  if (open === null) return null;
  const start = skipSpace(text, open, limit);
  const stop = endOfWord(text, start, limit, '<');
  return stop > start && text[skipSpace(text, stop, limit)] === '<' ? { start, end: stop } : null;
}

/** The end of a tag of one of the cells, attributes included. `at`: its name. */
function endOfTag(text: ByteString, at: number, limit: number): number | null {
  let end = at;
  while (end < limit && isWordByte(text.charCodeAt(end))) end++;
  if (!CELLS.includes(text.slice(at, end).toLowerCase())) return null;
  const close = text.slice(end, Math.min(limit, end + 100)).indexOf('>');
  return close < 0 ? null : end + close + 1;
}

/** `NAME,value`, `NAME;value`, `NAME⇥value` and `NAME value` at the beginning of a line. */
function readField(text: ByteString, nameEnd: number, lead: Lead, limit: number): Range | null {
  if (lead.place !== 'line' || lead.quote !== '' || lead.lineStart < 0) return null;
  const separator = text.charAt(nameEnd);
  const isList = separator === ',' || separator === ';';
  if (!isList && !isBlank(text.charCodeAt(nameEnd))) return null;
  const start = isList ? nameEnd + 1 : skipBlanks(text, nameEnd, limit);
  if (isQuote(text.charCodeAt(start))) return null;
  const end = endOfWord(text, start, limit, isList ? separator : '');
  if (end === start || end >= limit) return end === text.length && end > start ? { start, end } : null;
  if (isList && text[end] === separator) return { start, end };
  const isWhole = isLineEnd(text.charCodeAt(end));
  return isWhole ? { start, end: text[end - 1] === ';' ? end - 1 : end } : null;
}

function endOfWord(text: ByteString, from: number, limit: number, stops: string): number {
  let at = from;
  while (at < limit && text.charCodeAt(at) > 32 && !stops.includes(text.charAt(at))) at++;
  return at;
}

function isNameOrBlank(code: number): boolean {
  return isWordByte(code) || isBlank(code);
}
