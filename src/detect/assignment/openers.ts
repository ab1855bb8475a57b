/** Skips what stands around a literal without changing what it is: brackets, and calls that only turn it into a type. */

import type { ByteString } from '../../types.js';
import { isQuote, isWordByte, skipSpace } from './bytes.js';

/** The furthest a value may stand from its operator: a line end and the next line's indentation. */
export const WIDEST_GAP = 80;
const DEEPEST = 3;
const LONGEST_CALL = 48;

/** The last word of such a call: `String::from(`, `Buffer.from(`, `aws.String(`, `new SecretStr(`, `Base64.decode(`. */
const WRAPPERS = new Set(
  (
    'string str text from of byte bytes bytearray fromhex hex b64decode decodestring getbytes encode secretstr ' +
    'secretstring secret securestring qstring qstringliteral qlatin1string f pstr _t some just optional ' +
    'ofnullable string_view stringptr ptr pointer field default lit literal strdup atob btoa cstr cstring'
  ).split(' '),
);
/** Named first arguments that are the value. */
const ARGUMENTS = ['default=', 'default:', 'value=', 'value:'];
/** These are followed by a blank. */
const WORDS = ['ConvertTo-SecureString -String ', 'ConvertTo-SecureString ', 'by lazy ', 'new '];
/** What may stand before a quote as a part of the literal: Python's `rb`, C's `u8`, C#'s `$@`, Rust's `r#`, SQL's `N`. */
const STRING_MARKS = 'bBrRfFuULNc8@$#';

/** Skips up to three of these where a quoted literal follows; else `from`. */
export function skipOpeners(text: ByteString, from: number, limit: number): number {
  let at = from;
  for (let depth = 0; depth < DEEPEST && at < limit; depth++) {
    const inside = endOfOpener(text, at, limit);
    if (inside === null) break;
    at = skipSpace(text, inside, Math.min(limit, inside + WIDEST_GAP));
    if (isQuote(text.charCodeAt(skipStringMarks(text, at)))) return at;
  }
  return from;
}

/** The quote that the marks from `from` on belong to; `from` where none does. */
export function skipStringMarks(text: ByteString, from: number): number {
  let at = from;
  while (at - from < 3 && at < text.length && STRING_MARKS.includes(text.charAt(at))) at++;
  return isQuote(text.charCodeAt(at)) ? at : from;
}

function endOfOpener(text: ByteString, at: number, limit: number): number | null {
  if (text.startsWith('[]byte(', at)) return at + 7;
  if ('([{'.includes(text.charAt(at))) return at + 1;
  if (text.startsWith('<<"', at)) return at + 2;
  const word = WORDS.find((one) => text.startsWith(one, at));
  return word === undefined ? endOfCall(text, at, limit) : at + word.length;
}

function endOfCall(text: ByteString, from: number, limit: number): number | null {
  let at = from;
  let last = from;
  const stop = Math.min(limit, from + LONGEST_CALL);
  for (; at < stop; at++) {
    const char = text.charAt(at);
    if (char === '.' || char === ':') last = at + 1;
    else if (!isWordByte(char.charCodeAt(0))) break;
  }
  if (text[at] !== '(' || !WRAPPERS.has(text.slice(last, at).toLowerCase())) return null;
  const argument = ARGUMENTS.find((one) => text.startsWith(one, at + 1));
  return at + 1 + (argument?.length ?? 0);
}
