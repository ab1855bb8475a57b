/** Reads an unquoted value: as far as its syntax lets it go, and only where it is no expression. */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isNameByte, isQuote, type Range, skipBlanks, skipSpace } from './bytes.js';
import {
  isCall,
  isEndedCall,
  isExpression,
  isJoined,
  isMadeUp,
  isNothing,
  isPath,
  isTypeName,
} from './expression.js';
import { followsCode, type Lead, type Place } from './lead.js';
import type { Operator } from './operator.js';

/** What ends a value in a place, apart from a line end; in all but `string` and `rest` a blank does too. */
const STOPS: Record<Place | 'rest', string> = {
  line: '',
  rest: '',
  string: '',
  command: ';&|<>()"\'`',
  flag: ';&|<>()"\'`,]',
  query: '&#"\'`<>()[]{},;|\\',
  list: ';"\'`',
  tag: '<',
  expansion: '}',
  code: ',;)]}"\'`',
};

/** References and placeholders that are one value, blanks included. */
const WRAPS = [
  ['${{', '}}'],
  ['{{', '}}'],
  ['${', '}'],
  ['<%', '%>'],
  ['<', '>'],
] as const;

/** The value after an operator that lets an unquoted value follow (`equals`, `colon`, `gap`), or null. */
export function readBare(text: ByteString, operator: Operator, lead: Lead, limit: number): Range | null {
  const wide = operator.kind === 'gap' ? skipSpace : skipBlanks;
  if (startsComment(text, operator.end, limit)) return null;
  const continued = text.charCodeAt(skipBlanks(text, operator.end, limit)) === 92;
  let start = (continued ? skipSpace : wide)(text, operator.end, limit);
  const data = lead.place !== 'code' && lead.place !== 'line';
  if (operator.kind === 'colon') {
    if (!operator.spaced && (data ? lead.place === 'query' : '/:='.includes(text.charAt(start)))) return null;
    if (text[start] === '|' || text[start] === '>') return readBlock(text, start, limit);
    if (text[start] === '*') return null;
    if (text[start] === '&' || text[start] === '!')
      start = skipBlanks(text, skipMark(text, start, limit), limit);
  }
  const rest =
    lead.place === 'string' ||
    (lead.place === 'line' && (operator.kind === 'colon' || (operator.kind === 'equals' && operator.spaced)));
  const stop = endOf(text, start, limit, {
    place: rest && !data ? 'rest' : lead.place,
    enclosing: lead.enclosing,
  });
  if (stop >= limit && limit < text.length) return null;
  const isSentence =
    operator.kind === 'colon' && (rest || lead.place === 'command') && /^[A-Za-z]+$/.test(lead.word);
  const end = trimEnd(text, start, stop, isSentence ? ';,.' : ';,');
  if (end <= start) return null;
  const value = text.slice(start, end);
  return isLiteral(text, value, { operator, lead, punctuated: end < stop && !isBlank(text.charCodeAt(end)) })
    ? { start, end }
    : null;
}

/** Whether a comment follows instead of a value: `NAME= # what it is for`. A `#` that words follow, behind a blank. */
function startsComment(text: ByteString, from: number, limit: number): boolean {
  const start = skipBlanks(text, from, limit);
  if (start === from || text[start] !== '#') return false;
  let at = start + 1;
  while (at < limit && !isBlank(text.charCodeAt(at)) && !isLineEnd(text.charCodeAt(at))) at++;
  const isAlone = at === start + 1;
  const next = skipBlanks(text, at, limit);
  return isAlone || (next > at && !isLineEnd(text.charCodeAt(next)));
}

interface Bounds {
  place: Place | 'rest';
  enclosing: ByteString;
}

function endOf(text: ByteString, start: number, limit: number, bounds: Bounds): number {
  const stops = STOPS[bounds.place];
  const toLineEnd = bounds.place === 'rest' || bounds.place === 'string';
  const close = bounds.enclosing.slice(-1);
  let at = bounds.place === 'query' ? start : skipWrap(text, start, limit);
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    const char = text.charAt(at);
    if (isLineEnd(code) || code === 0 || char === close || stops.includes(char)) return at;
    if (code === 92) {
      const next = text.charAt(at + 1);
      if (isLineEnd(text.charCodeAt(at + 1))) return at;
      if (close !== '' && (next === close || next === '\\' || 'nrt'.includes(next))) return at;
    }
    if (char === '&' && at > start && isNextParameter(text, at)) return at;
    if (!isBlank(code)) continue;
    if (!toLineEnd) return at;
    const next = text.charAt(at + 1);
    if (bounds.place === 'rest' && (next === '#' || next === ';' || text.startsWith('//', at + 1))) return at;
  }
  return limit;
}

/** `&name=`: the value is one of several in a query or a form. */
function isNextParameter(text: ByteString, at: number): boolean {
  let end = at + 1;
  while (end - at < 40 && isNameByte(text.charCodeAt(end))) end++;
  return end > at + 1 && text[end] === '=';
}

/** The end of a reference that the value begins with and that closes on its line; else `start`. */
function skipWrap(text: ByteString, start: number, limit: number): number {
  const wrap = WRAPS.find(([open]) => text.startsWith(open, start));
  if (wrap === undefined) return start;
  for (let at = start + wrap[0].length; at < limit && !isLineEnd(text.charCodeAt(at)); at++) {
    if (text.startsWith(wrap[1], at)) return at + wrap[1].length;
  }
  return start;
}

function trimEnd(text: ByteString, start: number, stop: number, marks: string): number {
  let end = stop;
  while (end > start && (isBlank(text.charCodeAt(end - 1)) || marks.includes(text.charAt(end - 1)))) end--;
  return end;
}

/** Whether the value is a literal in the place where it stands. */
function isLiteral(
  text: ByteString,
  value: ByteString,
  seen: { operator: Operator; lead: Lead; punctuated: boolean },
): boolean {
  const { operator, lead, punctuated } = seen;
  if (isNothing(value) || isQuote(value.charCodeAt(0)) || value.startsWith('$(')) return false;
  if ('([{'.includes(value.charAt(0)) && !value.startsWith('{{')) return false;
  if (value === '=' || value === '\\' || value === '-') return false;
  if (lead.place === 'query' || lead.place === 'list' || lead.place === 'flag') return true;
  if (lead.place === 'line' ? isEndedCall(value) : isCall(value)) return false;
  if (lead.place === 'string') return true;
  if (lead.place === 'code') return !isExpression(value);
  if (operator.kind === 'colon') {
    if (lead.place === 'command') return !isExpression(value);
    if (isTypeName(value) || isJoined(value)) return false;
    const codeAround = punctuated || lead.lineStart < 0 || followsCode(text, lead.lineStart);
    return !((codeAround || value.includes('.')) && isPath(value));
  }
  if (operator.kind === 'equals' && operator.spaced) {
    const isAlone = lead.place === 'line' && lead.word === '' && !punctuated;
    return !isExpression(value) || (isAlone && isMadeUp(value));
  }
  const codeAround = punctuated || (lead.place === 'line' && followsCode(text, lead.lineStart));
  return !(codeAround && lead.word === '' && isPath(value));
}

/** A YAML block scalar (`|`, `>-`): its lines, from the first byte of the first to the last of the last. */
function readBlock(text: ByteString, mark: number, limit: number): Range | null {
  let at = mark + 1;
  while (at < limit && '+-0123456789 '.includes(text.charAt(at))) at++;
  if (!isLineEnd(text.charCodeAt(at))) return null;
  const start = skipSpace(text, at, limit);
  let indent = start;
  while (indent > at && isBlank(text.charCodeAt(indent - 1))) indent--;
  const depth = start - indent;
  if (depth === 0 || start >= limit) return null;
  let end = start;
  for (let line = start; line < limit; ) {
    let stop = line;
    while (stop < limit && !isLineEnd(text.charCodeAt(stop))) stop++;
    if (stop >= limit && limit < text.length) return null;
    end = stop;
    const next = skipSpace(text, stop, limit);
    let back = next;
    while (back > stop && isBlank(text.charCodeAt(back - 1))) back--;
    if (next - back < depth) break;
    line = next;
  }
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** An anchor or a tag of YAML. */
function skipMark(text: ByteString, start: number, limit: number): number {
  let at = start;
  while (at < limit && !isBlank(text.charCodeAt(at)) && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}
