/** Reads a name that nothing but blanks, or a word, parts from its value: `ENV NAME value`, `--name value`, `NAME "value"`. */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isQuote, isWordByte, skipBlanks, skipSpace } from './bytes.js';
import type { Lead } from './lead.js';
import type { Operator } from './operator.js';
import { endOfBareType } from './type.js';

/** `NAME value` without an operator is an assignment after these. */
export const SETTERS = new Set(
  (
    'ENV env setenv setx set SET define defaults setq setf def defvar defconst defparameter defonce defconstant setEnv ' +
    'putEnv SetEnv fastcgi_param uwsgi_param proxy_set_header add_header private constant'
  ).split(' '),
);
/** Flags that stand between a name and its value: `secret set NAME --body value`. */
const VALUE_FLAGS = ['--body', '--value', '--secret-string', '--data', '-b', '-v'];
const LONGEST_FLAG = 24;

/**
 * @param at the first byte after the name and the blanks behind it.
 * @returns where the value begins, or null.
 */
export function readGap(text: ByteString, at: number, lead: Lead, limit: number): Operator | null {
  const next = skipSpace(text, at, limit);
  const isContinued = text.charCodeAt(at) === 92;
  if (lead.place === 'flag' && isLineEnd(text.charCodeAt(at))) return readNextItem(text, at, lead, limit);
  const flag = endOfValueFlag(text, at, limit);
  if (flag !== null) return { kind: 'gap', end: flag, spaced: true };
  if (SETTERS.has(lead.word) || lead.place === 'flag') {
    if (at < next && !isContinued) return null;
    return '-|&;>)=,'.includes(text.charAt(next)) ? null : { kind: 'gap', end: next, spaced: true };
  }
  const type = endOfBareType(text, at, limit);
  if (type !== null) return { kind: 'typed', end: type, spaced: true };
  return isQuotedWord(text, at, lead, limit) ? { kind: 'strict', end: at, spaced: true } : null;
}

/** `- --name⏎- value`: the flag and its value as two items of a list, each in its line. */
export function readNextItem(text: ByteString, at: number, lead: Lead, limit: number): Operator | null {
  if (lead.lineStart < 0) return null;
  const item = skipBlanks(text, lead.lineStart, limit);
  if (text[item] !== '-' || !isBlank(text.charCodeAt(item + 1))) return null;
  const next = skipSpace(text, at, limit);
  if (text[next] !== '-' || !isBlank(text.charCodeAt(next + 1))) return null;
  const end = skipBlanks(text, next + 1, limit);
  return text[end] === '-' ? null : { kind: 'gap', end, spaced: true };
}

/** One word in quotes: all of a line, an item in code, or told in a sentence. */
function isQuotedWord(text: ByteString, at: number, lead: Lead, limit: number): boolean {
  if (text[at] !== '"' && text[at] !== "'") return false;
  if (lead.quote === '') return lead.place === 'line' || isOneWord(text, at, limit);
  return lead.closed && /^(?:set|put|get)env$/i.test(lead.word) && isOneWord(text, at, limit);
}

function isOneWord(text: ByteString, quote: number, limit: number): boolean {
  let at = quote + 1;
  while (at < limit && text[at] !== text[quote]) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || isLineEnd(code) || (isQuote(code) && text[at - 1] !== '\\')) return false;
    at++;
  }
  return at < limit;
}

function endOfValueFlag(text: ByteString, at: number, limit: number): number | null {
  if (text[at] !== '-') return null;
  let end = at;
  while (end < limit && end - at < LONGEST_FLAG && (isWordByte(text.charCodeAt(end)) || text[end] === '-'))
    end++;
  if (!VALUE_FLAGS.includes(text.slice(at, end)) || (text[end] !== '=' && !isBlank(text.charCodeAt(end))))
    return null;
  return skipBlanks(text, end + 1, limit);
}
