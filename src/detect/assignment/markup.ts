/** Reads values that stand apart from the `=` or `:` of their name: XML elements, and name/value pairs of any syntax. */

import type { ByteString } from '../../types.js';
import {
  isBlank,
  isLetter,
  isLineEnd,
  isNameByte,
  isQuote,
  isWordByte,
  type Range,
  skipSpace,
} from './bytes.js';
import { backOverBlanks, isNameField, isValueField, NAME_FIELDS } from './fields.js';

/** How far the value's field may stand from the name, in bytes and in lines. */
const WIDEST = 200;
const MOST_LINES = 4;

export type PairValue = { kind: 'field'; field: Range } | { kind: 'text'; range: Range };

/**
 * `name: NAME⏎value: …`, `key="NAME" value="…"`, `"name": "NAME", "value": …`, `name="NAME">…</`,
 * `<key>NAME</key><string>…</string>`: the value's field, to be read on from, or the text itself.
 * `before` is where the name starts, its quote included, `after` where it ends, its quote included.
 */
export function readPair(text: ByteString, before: number, after: number, limit: number): PairValue | null {
  if (text[before - 1] === '>') {
    const range = isNameField(text, before - 1) ? readSibling(text, after, limit) : null;
    return range === null ? null : { kind: 'text', range };
  }
  const sign = backOverBlanks(text, before);
  const separator = text.charAt(sign - 1);
  const block = separator !== '=' && separator !== ':' && sign < before;
  let field = block ? sign : backOverBlanks(text, sign - 1);
  if (!block && separator !== '=' && separator !== ':') return null;
  if (isQuote(text.charCodeAt(field - 1))) field--;
  while (text[field - 1] === '\\') field--;
  if (!isNameField(text, field) || (block && !text.endsWith('variable', field))) return null;
  return findValueField(text, after, limit, { block, markup: separator === '=' });
}

/** The text of the element whose opening tag the name is in: `<NAME>value</NAME>`. `after` is the end of the name. */
export function readElement(text: ByteString, after: number, limit: number): Range | null {
  for (let at = after; at < Math.min(limit, after + WIDEST); at++) {
    const char = text.charAt(at);
    if (char === '>') return text[at - 1] === '/' ? null : readText(text, at + 1, limit);
    if (char === '<' || (at === after && !isBlank(char.charCodeAt(0)))) return null;
  }
  return null;
}

function findValueField(
  text: ByteString,
  from: number,
  limit: number,
  syntax: { block: boolean; markup: boolean },
): PairValue | null {
  let lines = 0;
  let blocks = syntax.block ? 1 : 0;
  const stop = Math.min(limit, from + WIDEST);
  for (let at = from; at < stop; at++) {
    const code = text.charCodeAt(at);
    const char = text.charAt(at);
    if (code === 10 && ++lines > MOST_LINES) return null;
    if (char === '}' || char === '<') return null;
    if (char === '{' && blocks-- <= 0) return null;
    if (char === '>') {
      if (!syntax.markup || text[at - 1] === '/') return null;
      const range = readText(text, at + 1, limit);
      return range === null ? null : { kind: 'text', range };
    }
    if (!isLetter(code) || isWordByte(text.charCodeAt(at - 1))) continue;
    let end = at;
    while (end < stop && isWordByte(text.charCodeAt(end))) end++;
    const word = text.slice(at, end).toLowerCase();
    if (NAME_FIELDS.includes(word)) return null;
    if (isValueField(text, at, end, limit)) return { kind: 'field', field: { start: at, end } };
    at = end - 1;
  }
  return null;
}

/** `</key>⏎<string>value</string>`: the text of the element after the one that ends at `from`. */
function readSibling(text: ByteString, from: number, limit: number): Range | null {
  if (!text.startsWith('</', from)) return null;
  const close = text.slice(from, from + 32).indexOf('>');
  if (close < 0) return null;
  const next = skipSpace(text, from + close + 1, limit);
  return text[next] === '<' && isLetter(text.charCodeAt(next + 1))
    ? readElementFrom(text, next + 1, limit)
    : null;
}

function readElementFrom(text: ByteString, tag: number, limit: number): Range | null {
  let end = tag;
  while (end < limit && (isNameByte(text.charCodeAt(end)) || text[end] === ':')) end++;
  return readElement(text, end, limit);
}

/** The text up to the closing tag: of CDATA its inside, of a `<value>` element inside it that element's. */
function readText(text: ByteString, from: number, limit: number): Range | null {
  let start = skipSpace(text, from, limit);
  if (text.startsWith('<value>', start)) start = skipSpace(text, start + 7, limit);
  const data = text.startsWith('<![CDATA[', start);
  if (data) start += 9;
  if ('<{'.includes(text.charAt(start))) return null;
  const close = data ? ']]>' : '</';
  for (let at = start; at < limit; at++) {
    if (text.startsWith(close, at)) {
      let end = at;
      while (end > start && (isBlank(text.charCodeAt(end - 1)) || isLineEnd(text.charCodeAt(end - 1)))) end--;
      return end > start ? { start, end } : null;
    }
    if (text[at] === '<' && !data) return null;
  }
  return null;
}
