/** A first look to the right of a name: whether anything can be assigned to it at all. Most names in prose end here. */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isWordByte, type Range, skipBlanks } from './bytes.js';
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

/** False only where `readAssignment` would find nothing: the name is followed by plain words, a full stop or the end. */
export function hasOutlook(text: ByteString, name: Range, limit: number): boolean {
  const at = skipBlanks(text, name.end, limit);
  if (at >= limit) return isBehindValue(text, name.start);
  const code = text.charCodeAt(at);
  const before = text[name.start - 1];
  // `name: NAME` on one line, `value: …` on the next; `NAME` alone after a setter or in a list, continued below.
  if (isLineEnd(code)) {
    return (
      before === '-' ||
      endsLikeField(text, name.start) ||
      followsSetter(text, name.start) ||
      isBehindValue(text, name.start)
    );
  }
  if (!isWordByte(code)) return true;
  if (before === '-' || before === '<' || followsSetter(text, name.start)) return true;
  if (LEADING.some((word) => text.startsWith(word, at))) return true;
  let end = at;
  while (end < limit && text.charCodeAt(end) > 32 && end - at < LONGEST_VALUE) end++;
  if (isLineEnd(text.charCodeAt(end)) || end === text.length) return end - at >= SHORTEST_VALUE;
  return endOfBareType(text, at, limit) !== null;
}

/** `"value" -> NAME`, `'value' as NAME`. */
function isBehindValue(text: ByteString, nameStart: number): boolean {
  const before = text.slice(Math.max(0, nameStart - 4), nameStart).trimEnd();
  return before.endsWith('>') || before.endsWith(' AS') || before.endsWith(' as');
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
