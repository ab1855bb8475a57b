/** Reads values one level below their name: `NAME: {value: …}`, `NAME:⏎  value: …`, `NAME:⏎  - …`. */

import type { ByteString } from '../../types.js';
import {
  isBlank,
  isLineEnd,
  isNameByte,
  isQuote,
  isWordByte,
  type Range,
  skipBlanks,
  skipSpace,
} from './bytes.js';
import { isValueField } from './fields.js';
import type { Lead } from './lead.js';

const WIDEST = 200;
const MOST_LINES = 4;

/** What stands below: a field with a name of its own, or an item where `start` and `end` are its first byte. */
export type Nested = { kind: 'field'; field: Range } | { kind: 'item'; at: number };

/** @param from behind the operator. */
export function readNested(text: ByteString, from: number, lead: Lead, limit: number): Nested | null {
  const at = skipBlanks(text, from, limit);
  if (text[at] === '{') return readObject(text, at + 1, limit);
  if (!isLineEnd(text.charCodeAt(at)) || lead.lineStart < 0 || lead.place !== 'line') return null;
  return readBlockBelow(text, at, indentOf(text, lead.lineStart, limit), limit);
}

/** The value's field among the first few of an object. */
function readObject(text: ByteString, from: number, limit: number): Nested | null {
  let lines = 0;
  const stop = Math.min(limit, from + WIDEST);
  for (let at = from; at < stop; at++) {
    const char = text.charAt(at);
    if ('{}[]()<>;'.includes(char)) return null;
    if (char === '\n' && ++lines > MOST_LINES) return null;
    if (!isWordByte(char.charCodeAt(0)) || isWordByte(text.charCodeAt(at - 1))) continue;
    let end = at;
    while (end < stop && isWordByte(text.charCodeAt(end))) end++;
    if (isValueField(text, at, end, limit)) return { kind: 'field', field: { start: at, end } };
    at = end - 1;
  }
  return null;
}

/** The value's field or the first item in the lines that stand further to the right than the name's. */
function readBlockBelow(text: ByteString, from: number, indent: number, limit: number): Nested | null {
  let line = skipLineEnd(text, from);
  for (let lines = 0; lines < MOST_LINES; lines++) {
    let at = skipBlanks(text, line, limit);
    const depth = at - line;
    const isItem = text[at] === '-' && isBlank(text.charCodeAt(at + 1));
    if (isItem && lines === 0 && depth >= indent) {
      const item = skipBlanks(text, at + 1, limit);
      return isKey(text, item, limit) ? null : { kind: 'item', at: item };
    }
    if (isItem || depth <= indent) return null;
    if (isQuote(text.charCodeAt(at))) at++;
    let end = at;
    while (end < limit && isWordByte(text.charCodeAt(end))) end++;
    if (end > at && isValueField(text, at, end, limit)) return { kind: 'field', field: { start: at, end } };
    while (end < limit && !isLineEnd(text.charCodeAt(end))) end++;
    line = skipLineEnd(text, end);
  }
  return null;
}

/** Whether a key of YAML begins at `at`: `name: …`. */
function isKey(text: ByteString, at: number, limit: number): boolean {
  let end = at;
  while (end < limit && isNameByte(text.charCodeAt(end))) end++;
  const next = text.charCodeAt(end + 1);
  return end > at && text[end] === ':' && (isBlank(next) || isLineEnd(next));
}

function skipLineEnd(text: ByteString, at: number): number {
  return text.startsWith('\r\n', at) ? at + 2 : at + 1;
}

function indentOf(text: ByteString, lineStart: number, limit: number): number {
  const first = skipSpace(text, lineStart, limit);
  return first - lineStart;
}
