/** Reads the literal value that is assigned to a name, in any syntax people write one in. */

import type { ByteString } from '../types.js';
import { readBare } from './assignment/bare.js';
import { isWordByte, type Range, skipBlanks } from './assignment/bytes.js';
import { type Lead, readLead } from './assignment/lead.js';
import { readQuotedLiteral } from './assignment/literal.js';
import { readElement, readPair } from './assignment/markup.js';
import { findName } from './assignment/name.js';
import { type Operator, readOperator } from './assignment/operator.js';
import { hasOutlook } from './assignment/outlook.js';

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
  const value = readPairValue(text, name, lead, { floor, limit }) ?? readValue(text, name, lead, limit);
  if (value === null || value.end <= value.start) return null;
  const { start, end } = unwrapDefault(text, value);
  return { nameStart: name.start, nameEnd: name.end, start, end, quoted: value.quoted };
}

function readPairValue(
  text: ByteString,
  name: Range,
  lead: Lead,
  { floor, limit }: { floor: number; limit: number },
): Value | null {
  if (lead.quote !== '' && !lead.closed) return null;
  const pair = readPair(text, lead.start, name.end + lead.quote.length, limit);
  if (pair === null) return null;
  if (pair.kind === 'text') return { ...pair.range, quoted: false };
  return readValue(text, pair.field, readLead(text, pair.field, floor), limit);
}

function readValue(text: ByteString, name: Range, lead: Lead, limit: number): Value | null {
  if (lead.place === 'tag') {
    const content = readElement(text, name.end, limit);
    return content === null ? null : { ...content, quoted: false };
  }
  if (lead.place === 'expansion') return readDefault(text, name.end, limit);
  const operator = readOperator(text, name.end, lead, limit);
  if (operator === null) return null;
  const quoted = readQuotedValue(text, operator, lead, limit);
  if (quoted !== null) return { ...quoted, quoted: true };
  const bare =
    operator.kind === 'strict' || operator.kind === 'typed' ? null : readBare(text, operator, lead, limit);
  return bare === null ? null : { ...bare, quoted: false };
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

/** Of `${OTHER:-literal}` and `${OTHER:=literal}` the literal; any other value as it is. */
function unwrapDefault(text: ByteString, value: Range): Range {
  if (!text.startsWith('${', value.start) || text[value.end - 1] !== '}') return value;
  let at = value.start + 2;
  while (at < value.end && isWordByte(text.charCodeAt(at))) at++;
  const end = value.end - 1;
  if (text[at] !== ':' || !'-='.includes(text.charAt(at + 1)) || at + 2 >= end) return value;
  const start = at + 2;
  for (let i = start; i < end; i++) if ('{}$"\''.includes(text.charAt(i))) return value;
  return { start, end };
}
