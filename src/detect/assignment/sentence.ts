/** Reads a value that a sentence tells: `the NAME is value`, `NAME - value`, `**NAME**: value`, `NAME:⏎⏎    value`. */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isQuote, type Range, skipBlanks } from './bytes.js';
import { isPlainWord } from './expression.js';
import type { Lead } from './lead.js';

const VERBS =
  /^(?:[*_`]{0,3}[:=]?[*_`]{0,3}\s{1,4}(?:is|was|ist|est|es)(?: now| set to|:)?|[*_`]{1,3}\s?[:=]|[:=][*_`]{1,3}|(?= `)|[*_`]{0,3} (?:-|->|=>|\xe2\x80\x93|\xe2\x86\x92)) /;
/** A colon at the end of a line; the value is all of the next one that has any text. */
const COLON_BELOW = /^[*_`]{0,3}:[*_`]{0,3}[ \t]{0,4}(?:\r?\n[ \t]{0,40}){1,2}(?=[^\s])/;
/** The bytes that these can begin with. */
const FIRST = ' *_`:=\t\r\n';
const WIDEST = 100;

/** The value: one word, perhaps in quotes, that is no expression. */
export function readTold(text: ByteString, nameEnd: number, lead: Lead, limit: number): Range | null {
  if (lead.quote !== '' && lead.quote !== '`') return null;
  if (!FIRST.includes(text.charAt(nameEnd) || 'x')) return null;
  const after = text.slice(nameEnd, Math.min(limit, nameEnd + WIDEST));
  const verb = VERBS.exec(after)?.[0];
  if (verb !== undefined) return readWord(text, skipBlanks(text, nameEnd + verb.length, limit), limit);
  const colon = COLON_BELOW.exec(after)?.[0];
  if (colon === undefined) return null;
  const word = readWord(text, nameEnd + colon.length, limit);
  if (word === null) return null;
  const isLast = word.end >= text.length || isLineEnd(text.charCodeAt(skipBlanks(text, word.end, limit)));
  return isLast && !/[:=]/.test(text.slice(word.start, word.end)) ? word : null;
}

function readWord(text: ByteString, from: number, limit: number): Range | null {
  let start = from;
  while (start - from < 3 && '*_`'.includes(text.charAt(start) || ' ')) start++;
  const quote =
    isQuote(text.charCodeAt(start)) || start > from ? text.charAt(start > from ? from : start) : '';
  if (start === from && quote !== '') start++;
  let end = start;
  while (
    end < limit &&
    !isBlank(text.charCodeAt(end)) &&
    !isLineEnd(text.charCodeAt(end)) &&
    text[end] !== quote
  )
    end++;
  if (end >= limit && limit < text.length) return null;
  while (end > start && '.,;:!)'.includes(text.charAt(end - 1))) end--;
  return end > start && !isPlainWord(text.slice(start, end)) ? { start, end } : null;
}
