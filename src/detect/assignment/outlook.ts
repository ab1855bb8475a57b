/**
 * A first look around a name: whether anything can be assigned to it at all. Most names in prose and code end here, so it
 * looks at a few bytes only.
 */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isQuote, isWordByte, type Range, skipBlanks } from './bytes.js';
import { SETTERS } from './gap.js';
import { endOfBareType } from './type.js';

const LONGEST_WORD = 16;
/** Of a value that is the second of two words in a line. */
const SHORTEST_VALUE = 6;
const LONGEST_VALUE = 512;
/** Words that lead on to a value. */
const LEADING = [
  'or ',
  'is ',
  'is: ',
  'was ',
  'As ',
  'to ',
  'eq ',
  'ne ',
  'by lazy ',
  'IS ',
  'ist ',
  'est ',
  'es ',
];
/** What a closing bracket after a name can be followed by, for a value to follow. */
const AFTER_BRACKET = '=|?{.:/,o"\'<';

/** False only where `readAssignment` would find nothing: the name is followed by plain words, a full stop or the end. */
export function hasOutlook(text: ByteString, name: Range, limit: number): boolean {
  const at = skipBlanks(text, name.end, limit);
  return (at < limit && leadsOn(text, name, at, limit)) || isBehindValue(text, name.start);
}

/** @param at the first byte after the name that is no blank. */
function leadsOn(text: ByteString, name: Range, at: number, limit: number): boolean {
  const code = text.charCodeAt(at);
  if (isWordByte(code) || isLineEnd(code)) return leadsToWord(text, name, at, limit);
  switch (text[at]) {
    case '/':
      return false;
    case '.':
      return text[at + 1] === '=';
    case ';':
      return at === name.end && isWordByte(text.charCodeAt(at + 1));
    case ',':
      return isPairedAfter(text, at, limit);
    case ')':
    case ']':
    case '}':
      return AFTER_BRACKET.includes(text.charAt(skipBlanks(text, at + 1, limit)) || ' ');
    default:
      return true;
  }
}

/** `NAME,value` in a table, `NAME, "value"` in a call. */
function isPairedAfter(text: ByteString, comma: number, limit: number): boolean {
  const next = skipBlanks(text, comma + 1, limit);
  const code = text.charCodeAt(next);
  if (next === comma + 1 && !isLineEnd(code)) return true;
  return isQuote(code) || text[next] === '<' || isQuote(text.charCodeAt(next + 1));
}

/** A name with a word or the end of the line behind it. */
function leadsToWord(text: ByteString, name: Range, at: number, limit: number): boolean {
  const before = text[name.start - 1];
  if (before === '-' || followsSetter(text, name.start)) return true;
  // `name: NAME` on one line, `value: …` on the next; `- --NAME`, and `- value` on the next.
  if (isLineEnd(text.charCodeAt(at))) return endsLikeField(text, name.start);
  if (before === '<' || LEADING.some((word) => text.startsWith(word, at))) return true;
  let end = at;
  while (end < limit && text.charCodeAt(end) > 32 && end - at < LONGEST_VALUE) end++;
  if (isLineEnd(text.charCodeAt(end)) || end === text.length) return end - at >= SHORTEST_VALUE;
  return endOfBareType(text, at, limit) !== null;
}

/** `"value" == NAME`, `"value".equals(NAME)`, `f("value", NAME)`, `"value" -> NAME`, `'value' AS NAME`. */
function isBehindValue(text: ByteString, nameStart: number): boolean {
  let at = nameStart - 1;
  if ('$@'.includes(text.charAt(at) || ' ')) at--;
  while (isBlank(text.charCodeAt(at))) at--;
  const before = text[at - 1];
  switch (text[at]) {
    case '=':
      return before === '=';
    case '>':
      return before === '-' || before === '>';
    case '(':
      return before === 's' || before === 'S' || before === 'o' || before === 'e';
    case ')':
    case ':':
      return isWordByte(text.charCodeAt(at - 1));
    case ',':
      return isQuote(text.charCodeAt(at - 1));
    case 's':
    case 'S':
    case 'q':
    case 'e':
      return at < nameStart - 1 && (isBlank(text.charCodeAt(at - 2)) || before === 'e' || before === 'n');
    default:
      return false;
  }
}

function endsLikeField(text: ByteString, nameStart: number): boolean {
  let at = nameStart - 1;
  while (isBlank(text.charCodeAt(at)) || text[at] === '"' || text[at] === "'") at--;
  return text[at] === ':' || text[at] === '=' || text[at] === '>';
}

/** Whether the word before the name, flags left out, is one such as `ENV`, after which a blank assigns. */
function followsSetter(text: ByteString, nameStart: number): boolean {
  let at = nameStart - 1;
  for (let words = 0; words < 4; words++) {
    while (at >= 0 && isBlank(text.charCodeAt(at))) at--;
    const end = at + 1;
    while (at >= 0 && end - at <= LONGEST_WORD && isWordByte(text.charCodeAt(at))) at--;
    const word = text.slice(at + 1, end);
    if (SETTERS.has(word)) return true;
    if (text[at] !== '-' && text[at] !== '$') return false;
    at--;
    while (text[at] === '-') at--;
  }
  return false;
}
