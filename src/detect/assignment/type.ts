/** Skips the type that stands between a name and the `=` of its value. */

import type { ByteString } from '../../types.js';
import { isBlank, isWordByte, skipBlanks } from './bytes.js';

const LONGEST_TYPE = 80;
const LONGEST_BARE_TYPE = 40;

/** `NAME: Type = "value"`: the offset after the `=` (or `:=`), or null where no type and `=` follow the colon on the line. */
export function endOfType(text: ByteString, from: number, limit: number): number | null {
  const start = skipBlanks(text, from, limit);
  const stop = Math.min(limit, start + LONGEST_TYPE);
  let depth = 0;
  for (let at = start; at < stop; at++) {
    const char = text.charAt(at);
    if (char === '=') {
      const alone = text[at + 1] !== '=' && text[at + 1] !== '>' && isBlank(text.charCodeAt(at - 1));
      return alone && at > start && depth === 0 ? at + 1 : null;
    }
    if (char === ':' && text[at + 1] === '=' && at > start && isBlank(text.charCodeAt(at - 1))) return at + 2;
    if ('<[('.includes(char)) depth++;
    else if ('>])'.includes(char)) depth--;
    else if (char === ',' && depth > 0) continue;
    else if (char === "'" && text[at - 1] === '&') continue;
    else if (!isWordByte(char.charCodeAt(0)) && !' .|&*?'.includes(char)) return null;
  }
  return null;
}

/** C#'s `NAME { get; set; } = "value"`: the offset after the `=`, or null. */
export function endOfAccessors(text: ByteString, at: number, limit: number): number | null {
  if (text[at] !== '{') return null;
  const close = text.slice(at, Math.min(limit, at + LONGEST_TYPE)).indexOf('}');
  if (close < 0 || !/^[a-z; ]+$/.test(text.slice(at + 1, at + close))) return null;
  const equals = skipBlanks(text, at + close + 1, limit);
  return text[equals] === '=' && text[equals + 1] !== '=' ? equals + 1 : null;
}

/** Go's `NAME string = `, SQL's `NAME VARCHAR(64) = `, Basic's `NAME As String = `: the offset after the `= `, or null. */
export function endOfBareType(text: ByteString, at: number, limit: number): number | null {
  let end = text.startsWith('As ', at) ? at + 3 : at;
  const stop = Math.min(limit, end + LONGEST_BARE_TYPE);
  const start = end;
  while (end < stop && (isWordByte(text.charCodeAt(end)) || '*.'.includes(text.charAt(end)))) end++;
  if (end === start) return null;
  if (text[end] === '(') {
    while (end < stop && text[end] !== ')') end++;
    end++;
  }
  return text.startsWith(' = ', end) ? end + 3 : null;
}
