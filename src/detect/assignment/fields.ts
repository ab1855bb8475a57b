/** What the fields are called that hold a name, and the one beside it that holds its value. */

import type { ByteString } from '../../types.js';
import { isBlank, isQuote, isWordByte, skipBlanks } from './bytes.js';

/** The last word of a field that holds the name. */
export const NAME_FIELDS = ['name', 'key', 'variable', 'field', 'header', 'env', 'param', 'property', 'id'];
const VALUE_FIELDS = new Set('default content connectionstring val'.split(' '));

/** Whether `text[start, end)` is a field that holds a value, with its `:` or `=` behind it. */
export function isValueField(text: ByteString, start: number, end: number, limit: number): boolean {
  return isValueWord(text.slice(start, end)) && isField(text, end, limit);
}

/** `value`, `defaultValue`, `ParameterValue`, `content` and the like. */
export function isValueWord(word: ByteString): boolean {
  const lower = word.toLowerCase();
  return lower.endsWith('value') || VALUE_FIELDS.has(lower);
}

/** Whether the word that ends at `end` names a field that holds a name. */
export function isNameField(text: ByteString, end: number): boolean {
  let start = end;
  while (end - start < 32 && isWordByte(text.charCodeAt(start - 1))) start--;
  const word = text.slice(start, end).toLowerCase();
  return NAME_FIELDS.some((field) => word.endsWith(field));
}

/** The first of the blanks before `from`. */
export function backOverBlanks(text: ByteString, from: number): number {
  let at = from;
  while (at > 0 && from - at < 16 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

function isField(text: ByteString, end: number, limit: number): boolean {
  let at = end;
  while (text[at] === '\\') at++;
  if (isQuote(text.charCodeAt(at))) at++;
  at = skipBlanks(text, at, limit);
  return text[at] === ':' || text[at] === '=';
}
