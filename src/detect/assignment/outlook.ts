/** A first look to the right of a name: whether anything can be assigned to it at all. Most names in prose end here. */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isWordByte, type Range, skipBlanks } from './bytes.js';
import { SETTERS } from './operator.js';

const LONGEST_TYPE = 40; // bytes of a type between a name and its ` = `, as the operator reads it
const LONGEST_WORD = 16;

/** False only where `readAssignment` would find nothing: the name is followed by a plain word, a full stop or the end. */
export function hasOutlook(text: ByteString, name: Range, limit: number): boolean {
  const at = skipBlanks(text, name.end, limit);
  if (at >= limit) return false;
  const code = text.charCodeAt(at);
  // `name: NAME` on one line, `value: …` on the next; `NAME` alone after a setter, continued below.
  if (isLineEnd(code)) return endsLikeField(text, name.start) || followsSetter(text, name.start);
  if (!isWordByte(code) && code !== 45) return true;
  const before = text[name.start - 1];
  if (before === '-' || before === '<' || followsSetter(text, name.start)) return true;
  let end = at;
  while (end < limit && end - at < LONGEST_TYPE && (isWordByte(text.charCodeAt(end)) || text[end] === '*'))
    end++;
  return text.startsWith(' = ', end) || text.startsWith('or ', at);
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
