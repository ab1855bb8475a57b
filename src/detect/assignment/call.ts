/** Reads values that a name gets in a call: after its closing bracket, as another argument, as what a function returns. */

import type { ByteString } from '../../types.js';
import { isLetter, isLineEnd, isQuote, isWordByte, skipBlanks, skipSpace } from './bytes.js';
import type { Lead } from './lead.js';
import { skipStringMarks } from './openers.js';

/** Methods that compare with their argument, or take it where there is nothing. */
const METHODS =
  /^\s{0,40}\.(?:toBe|toEqual|toStrictEqual|isEqualTo|equals|equalsIgnoreCase|unwrap_or|orElse|getOrElse|default|withDefault)\(/;
/** Functions of which one argument is the name and the next the value. */
const CALLEES =
  /(?:^|[^A-Za-z])(?:set|put|add|append|insert|define|setProperty|setHeader|setItem|setenv|putenv|assertEquals?|assertSame|areEqual|strn?(?:case)?cmp|strn?cpy|strlcpy|compare|equals|equal|eq|is|replace)\s?\((?:[A-Za-z_][\w.]{0,40}, ?)?$/i;
const LONGEST_CALLEE = 80;
const WIDEST = 200;
const MOST_LINES = 4;
const DEFAULTS = new Set(['default', 'defaultvalue', 'default_value', 'fallback', 'example']);

/** `getenv("NAME")…`: where the value may begin that stands behind the bracket, or null. `close` is the end of the `)`. */
export function endOfCalled(text: ByteString, close: number, lead: Lead, limit: number): number | null {
  const method = METHODS.exec(text.slice(close, Math.min(limit, close + 80)))?.[0];
  if (method !== undefined) return close + method.length;
  const at = skipBlanks(text, close, limit);
  if (!lead.closed) return null;
  // `fetch("NAME") { "value" }`, `settings("NAME") = "value"`, `(or (getenv "NAME") "value")`
  if (text[at] === '{') return at + 1;
  if (text[at] === '=' && text[at + 1] !== '=') return at + 1;
  return at > close && isQuote(text.charCodeAt(at)) && /env$/i.test(lead.word) ? at : null;
}

/** `set(NAME, "value")`, `strcmp(NAME, "value")`, `{NAME, "value"}`: whether the comma after a bare name parts it from its value. */
export function isFirstOfTwo(text: ByteString, comma: number, lead: Lead): boolean {
  if (lead.quote !== '' || text[comma] !== ',') return false;
  const value = skipBlanks(text, comma + 1, comma + 8);
  if (!text.startsWith('<<"', value) && !isQuote(text.charCodeAt(skipStringMarks(text, value)))) return false;
  let start = lead.start;
  while (start > 0 && (isWordByte(text.charCodeAt(start - 1)) || text[start - 1] === '.')) start--;
  if (text[start - 1] === '{' || text[start] === ':') return true;
  return CALLEES.test(text.slice(Math.max(0, start - LONGEST_CALLEE), start));
}

/** `option("NAME", …, default="value")`: where the value of that argument begins, or null. `from` is behind the comma. */
export function endOfNamedDefault(text: ByteString, from: number, limit: number): number | null {
  let lines = 0;
  let depth = 0;
  const stop = Math.min(limit, from + WIDEST);
  for (let at = from; at < stop; at++) {
    const char = text.charAt(at);
    if (isLineEnd(char.charCodeAt(0)) && ++lines > MOST_LINES) return null;
    if ('([{'.includes(char)) depth++;
    if (')]};'.includes(char) && --depth < 0) return null;
    if (!isLetter(char.charCodeAt(0)) || isWordByte(text.charCodeAt(at - 1))) continue;
    let end = at;
    while (end < stop && isWordByte(text.charCodeAt(end))) end++;
    const sign = skipBlanks(text, end, limit);
    if (DEFAULTS.has(text.slice(at, end).toLowerCase()) && '=:'.includes(text.charAt(sign))) return sign + 1;
    at = end - 1;
  }
  return null;
}

/** `NAME() { return "value" }`, `NAME: Type { "value" }`, `NAME(): Type => "value"`: where the value begins, or null. */
const BODY =
  /^(?:\([A-Za-z_, :&*]{0,40}\))?(?: ?(?::|->|throws) ?[A-Za-z_<>?.]{1,40})? {0,4}(?:(?:\{|:|=>|=)\s{0,80}return\s{1,4}|by lazy \{ ?|(?:\{|=>) {0,4})(?=["'`@])/;

/** @param at the end of the name. */
export function endOfBody(text: ByteString, at: number, limit: number): number | null {
  if (!'(: {b'.includes(text.charAt(at))) return null;
  const body = BODY.exec(text.slice(at, Math.min(limit, at + 240)))?.[0];
  return body === undefined ? null : skipSpace(text, at + body.length, limit);
}
