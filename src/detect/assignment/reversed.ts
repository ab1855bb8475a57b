/** Reads values that stand before their names: `"value" == NAME`, `set("value", forKey: "NAME")`, `'value' AS NAME`. */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isQuote, isWordByte, type Range } from './bytes.js';
import { backOverBlanks, isNameField, isValueWord } from './fields.js';
import type { Lead } from './lead.js';

const LONGEST_VALUE = 512;
/** What may stand between the value's closing quote and the name. */
const LINKS =
  /(?:[!=]==?| -?(?:eq|ne|ceq)|\.(?:equals|equalsIgnoreCase|Equals|compareTo|isEqualToString:|localeCompare)\(?|->>?| (?:AS|as)|\((?:NSString|id)\)) ?[@$]?$/;
/** The bytes that these can end with. */
const LAST = '=(>):qesSA$@,';
const KEYS = /[,\s]\s{0,40}for(?:Key|Name|Header|HTTPHeaderField|Service|Account)?: ?@?$/;
const CALLEES = /(?:assertEquals?|assertSame|areEqual|strn?(?:case)?cmp|equals|equal|eq)\($/i;
const LONGEST_LINK = 40;

/** The quoted literal before a name, where one of these links the two; `lead.start` is where the name starts. */
export function readReversed(text: ByteString, lead: Lead): Range | null {
  const start = lead.start;
  const before = text.slice(Math.max(0, start - LONGEST_LINK), start);
  if (lead.closed) {
    const pair = readFieldBefore(text, start);
    if (pair !== null) return pair;
    const key = KEYS.exec(before);
    return key === null ? null : readQuotedBefore(text, start - (before.length - key.index));
  }
  if (lead.quote !== '' || !LAST.includes(text.charAt(backOverBlanks(text, start) - 1) || ' ')) return null;
  const link = LINKS.exec(before);
  if (link !== null) return readQuotedBefore(text, start - (before.length - link.index));
  if (!/, ?$/.test(before)) return null;
  const literal = readQuotedBefore(text, start - (before.endsWith(' ') ? 2 : 1));
  if (literal === null) return null;
  return CALLEES.test(text.slice(Math.max(0, literal.start - LONGEST_LINK), literal.start - 1))
    ? literal
    : null;
}

/** `value="value" name="NAME"`, `"value": "value", "name": "NAME"`: the literal of the field right before the name's. */
function readFieldBefore(text: ByteString, start: number): Range | null {
  const name = fieldBefore(text, start);
  if (name === null || !isNameField(text, name.end)) return null;
  let at = name.start;
  if (isQuote(text.charCodeAt(at - 1))) at--;
  while (
    at > 0 &&
    start - at < 80 &&
    (isBlank(text.charCodeAt(at - 1)) || isLineEnd(text.charCodeAt(at - 1)))
  )
    at--;
  if (text[at - 1] === ',') at--;
  const literal = readQuotedBefore(text, at);
  const value = literal === null ? null : fieldBefore(text, literal.start - 1);
  return value !== null && isValueWord(text.slice(value.start, value.end)) ? literal : null;
}

/** The word of a field whose `:` or `=` ends at the blanks before `at`. */
function fieldBefore(text: ByteString, at: number): Range | null {
  const sign = backOverBlanks(text, at) - 1;
  if (text[sign] !== ':' && text[sign] !== '=') return null;
  let end = backOverBlanks(text, sign);
  if (isQuote(text.charCodeAt(end - 1))) end--;
  let start = end;
  while (end - start < 32 && isWordByte(text.charCodeAt(start - 1))) start--;
  return { start, end };
}

/** The literal whose closing quote is the last byte before `end`, blanks left out. */
function readQuotedBefore(text: ByteString, end: number): Range | null {
  let close = backOverBlanks(text, end) - 1;
  if (text[close] === ',') close = backOverBlanks(text, close) - 1;
  const quote = text.charCodeAt(close);
  if (!isQuote(quote)) return null;
  const floor = Math.max(0, close - LONGEST_VALUE);
  for (let at = close - 1; at >= floor; at--) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) return null;
    if (code === quote && text[at - 1] !== '\\') return at + 1 < close ? { start: at + 1, end: close } : null;
  }
  return null;
}
