/** Reads the literal value that is assigned to a name, in any syntax people write one in. */

import type { ByteString } from '../types.js';
import { readBare } from './assignment/bare.js';
import { isNameByte, type Range, skipBlanks } from './assignment/bytes.js';
import { endOfBody } from './assignment/call.js';
import { readCell } from './assignment/cells.js';
import { readFallback } from './assignment/fallback.js';
import { type Lead, readLead } from './assignment/lead.js';
import { readQuotedLiteral } from './assignment/literal.js';
import { readElement, readPair } from './assignment/markup.js';
import { endOfName, findName } from './assignment/name.js';
import { readNested } from './assignment/nested.js';
import { type Operator, readOperator } from './assignment/operator.js';
import { hasOutlook } from './assignment/outlook.js';
import { readReversed } from './assignment/reversed.js';
import { readTold } from './assignment/sentence.js';

/** A name and the literal assigned to it. Offsets in bytes, 0-based, ends exclusive, quotes not included. */
export interface AssignedValue {
  nameStart: number;
  nameEnd: number;
  start: number;
  end: number;
  quoted: boolean;
}

/** How far before and after the hit is read, in bytes. A value that goes on beyond it is not read at all. */
const SIGHT_BEFORE = 300;
const SIGHT_AFTER = 1100;

type Value = Range & { quoted: boolean };

/**
 * The whole name around `text[at, at + length)` and the literal assigned to it, or null where nothing is, or where
 * what is assigned is no literal (an expression, a type, `null`, nothing). It reads and does not judge: placeholders
 * and references such as `${NAME}` are values too; of `${NAME:-literal}` the literal is the value. Looks at 300 bytes
 * before the hit and 1,100 after it at most, a constant number of times.
 */
export function readAssignment(text: ByteString, at: number, length: number): AssignedValue | null {
  const name = findName(text, at, length);
  if (name === null) return null;
  const limit = Math.min(text.length, at + length + SIGHT_AFTER);
  if (!hasOutlook(text, name, limit)) return null;
  const floor = at - SIGHT_BEFORE;
  const lead = readLead(text, name, floor);
  const sight = { floor, limit };
  const value =
    readPairValue(text, name, lead, sight) ??
    readValue(text, name, lead, sight) ??
    readApart(text, name, lead, sight);
  if (value === null || value.end <= value.start) return null;
  const { start, end } = unwrapQuotes(text, unwrapDefault(text, value));
  const nameEnd = endOfName(text, at + length - 1, name.end);
  return { nameStart: name.start, nameEnd, start, end, quoted: value.quoted };
}

/** The whole name around `text[at, at + length)`, as `readAssignment` tells it; null where it is longer than a name can be. */
export function readName(text: ByteString, at: number, length: number): ByteString | null {
  const name = findName(text, at, length);
  return name && text.slice(name.start, endOfName(text, at + length - 1, name.end));
}

/** How far the reader looks: from `floor` to before `limit`. */
interface Sight {
  floor: number;
  limit: number;
}

const quoted = (range: Range | null): Value | null => range && { ...range, quoted: true };
const unquoted = (range: Range | null): Value | null => range && { ...range, quoted: false };

function readPairValue(text: ByteString, name: Range, lead: Lead, { floor, limit }: Sight): Value | null {
  if (lead.quote !== '' && !lead.closed) return null;
  const pair = readPair(text, lead.start, name.end + lead.quote.length, limit);
  if (pair === null) return null;
  return pair.kind === 'text' ? unquoted(pair.range) : readField(text, pair.field, { floor, limit });
}

function readField(text: ByteString, field: Range, sight: Sight): Value | null {
  return readValue(text, field, readLead(text, field, sight.floor), sight);
}

function readValue(text: ByteString, name: Range, lead: Lead, sight: Sight): Value | null {
  const { limit } = sight;
  if (lead.place === 'tag') return unquoted(readElement(text, name.end, limit));
  if (lead.place === 'expansion') return readDefault(text, name.end, limit);
  const operator = readOperator(text, name.end, lead, limit);
  if (operator === null) return null;
  const literal = quoted(readQuotedValue(text, operator, lead, limit));
  if (literal !== null || operator.kind === 'strict') return literal;
  if (operator.kind === 'typed') return quoted(readFallback(text, operator.end, limit));
  return unquoted(readBare(text, operator, lead, limit)) ?? readBehind(text, operator, lead, sight);
}

/** What an operator leads to that is no literal itself: a level below it, or the last resort of an expression. */
function readBehind(text: ByteString, operator: Operator, lead: Lead, sight: Sight): Value | null {
  const { limit } = sight;
  if (operator.kind === 'gap') return null;
  const nested = readNested(text, operator.end, lead, limit);
  if (nested?.kind === 'field') return readField(text, nested.field, sight);
  if (nested?.kind === 'item') {
    const item: Operator = { kind: 'colon', end: nested.at, spaced: true };
    return quoted(readQuotedValue(text, item, lead, limit)) ?? unquoted(readBare(text, item, lead, limit));
  }
  return lead.enclosing === '' ? quoted(readFallback(text, operator.end, limit)) : null;
}

/** Values without an operator: what a function returns, a cell of a table, a word of a sentence, what stands before the name. */
function readApart(text: ByteString, name: Range, lead: Lead, { limit }: Sight): Value | null {
  if (lead.quote === '') {
    const body = endOfBody(text, name.end, limit);
    if (body !== null) return quoted(readQuotedLiteral(text, body, limit));
  }
  return (
    quoted(readReversed(text, lead)) ??
    unquoted(readCell(text, name.end, lead, limit) ?? readTold(text, name.end, lead, limit))
  );
}

/** A quoted value; not one that begins with, or reaches over, the end of the string that all of this stands in. */
function readQuotedValue(text: ByteString, operator: Operator, lead: Lead, limit: number): Range | null {
  if (lead.place === 'query' || lead.place === 'list') return null;
  const close = lead.enclosing;
  if (close !== '' && text.startsWith(close, skipBlanks(text, operator.end, limit))) return null;
  const literal = readQuotedLiteral(text, operator.end, limit);
  if (literal === null || close === '') return literal;
  for (let at = literal.start; at < literal.end; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(close, at)) return null;
  }
  return literal;
}

/** The default in `${NAME:-default}`, `${NAME:=default}` and `${name:default}`. */
function readDefault(text: ByteString, nameEnd: number, limit: number): Value | null {
  if (text[nameEnd] !== ':' || '?+'.includes(text.charAt(nameEnd + 1))) return null;
  let start = nameEnd + ('-='.includes(text.charAt(nameEnd + 1)) ? 2 : 1);
  let end = start;
  while (end < limit && text[end] !== '}' && text[end] !== '\n') end++;
  if (text[end] !== '}') return null;
  const quote = text.charAt(start);
  const quoted = end - start > 2 && (quote === '"' || quote === "'") && text[end - 1] === quote;
  if (quoted) {
    start++;
    end--;
  }
  return { start, end, quoted };
}

/** Of `${OTHER:-literal}`, `${OTHER:=literal}` and `${other:literal}` the literal; any other value as it is. */
function unwrapDefault(text: ByteString, value: Range): Range {
  if (!text.startsWith('${', value.start) || text[value.end - 1] !== '}') return value;
  let at = value.start + 2;
  while (at < value.end && isNameByte(text.charCodeAt(at))) at++;
  const end = value.end - 1;
  if (text[at] !== ':' || '?+'.includes(text.charAt(at + 1))) return value;
  const start = at + ('-='.includes(text.charAt(at + 1)) ? 2 : 1);
  if (start >= end) return value;
  for (let i = start; i < end; i++) if ('{}$"\''.includes(text.charAt(i))) return value;
  return { start, end };
}

/** Of `\\"value\\"` and `"value"` inside another pair of quotes, or as the text of an element, the inside. */
function unwrapQuotes(text: ByteString, { start, end }: Range): Range {
  for (const quote of ['\\"', "\\'", '"', "'"]) {
    const isWrapped =
      text.startsWith(quote, start) && text.endsWith(quote, end) && end - start > 2 * quote.length;
    if (isWrapped) return { start: start + quote.length, end: end - quote.length };
  }
  return { start, end };
}
