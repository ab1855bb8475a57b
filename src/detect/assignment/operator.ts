/** Reads what stands between a name and its value. */

import type { ByteString } from '../../types.js';
import { isBlank, isDigit, isWordByte, skipBlanks, skipSpace } from './bytes.js';
import type { Lead } from './lead.js';

export interface Operator {
  /**
   * - `equals`, `colon`: an assignment
   * - `gap`: nothing but blanks, as in `ENV NAME value`
   * - `typed`: the `=` after a type annotation
   * - `strict`: after it only a quoted literal counts: `=>`, `,`, `(`, `||`, `==` and the like
   */
  kind: 'equals' | 'colon' | 'gap' | 'typed' | 'strict';
  /** Where it ends. */
  end: number;
  /** Whether a blank stands on either side of it (of a colon: after it). */
  spaced: boolean;
}

const ASSIGNMENTS = [':::=', '::=', '||=', '??=', '&&=', ':=', '?=', '+=', '.=', '='];
/** `==` compares, but with a secret that is written down all the same. */
const STRICT = ['=>', '===', '==', '<<-', '<-'];
const DEFAULTS = ['||', '??'];
/** These need a blank or a call before them, or they would be a type's mark (`NAME?: string`) and a part of a word. */
const APART_DEFAULTS = ['?:', 'or '];
/** `NAME value` without an operator is an assignment after these. */
export const SETTERS = new Set(
  'ENV env setenv setx set SET define defaults setq setf def defvar defconst defparameter'.split(' '),
);
const LONGEST_TYPE = 80;

/** The operator after a name that ends at `nameEnd` (its closing quote not included), or null. */
export function readOperator(text: ByteString, nameEnd: number, lead: Lead, limit: number): Operator | null {
  const close = lead.closed ? nameEnd + lead.quote.length : nameEnd;
  const { at: inner, called } = skipClosers(text, close, lead, limit);
  const at = skipBlanks(text, inner, limit);
  const spacedBefore = at > inner;
  const found = (kind: Operator['kind'], end: number): Operator => {
    return { kind, end, spaced: (kind !== 'colon' && spacedBefore) || isBlank(text.charCodeAt(end)) };
  };
  const startsWith = (sign: string): boolean => text.startsWith(sign, at);

  const defaults = spacedBefore || called ? [...DEFAULTS, ...APART_DEFAULTS] : DEFAULTS;
  const fallback = defaults.find(startsWith);
  if (fallback !== undefined && text[at + 2] !== '=') return found('strict', at + fallback.length);
  if (called) return null;
  const strict = STRICT.find(startsWith);
  if (strict !== undefined) return found('strict', at + strict.length);
  const assignment = ASSIGNMENTS.find(startsWith);
  if (assignment !== undefined) return found('equals', at + assignment.length);
  const colon = (startsWith('?:') || startsWith('!:') ? 1 : 0) + at;
  if (text[colon] === ':' && text[colon + 1] !== ':') {
    const typed = endOfType(text, colon + 1, limit);
    return typed === null ? found('colon', colon + 1) : found('typed', typed);
  }
  const behind = endOfAccessors(text, at, limit);
  if (behind !== null) return found('typed', behind);
  if (lead.closed && startsWith(',')) return found('strict', at + 1);
  if (lead.quote === '' && startsWith('(') && !spacedBefore) return found('strict', at + 1);
  return spacedBefore || startsWith('\\') ? readGap(text, at, lead, limit) : null;
}

/** Skips what closes the place a name is written in: `"NAME"]`, `$ENV{NAME}`, `("NAME")`, `NAME[32]`, `setenv NAME \`. */
function skipClosers(
  text: ByteString,
  from: number,
  lead: Lead,
  limit: number,
): { at: number; called: boolean } {
  const at = skipBlanks(text, from, limit);
  const opener = text[lead.start - 1];
  if (text[at] === ']' && lead.closed) return { at: at + 1, called: false };
  if (text[at] === '}' && opener === '{') return { at: at + 1, called: false };
  if (text[at] === ')') return { at: at + 1, called: true };
  if (text[at] === '[' && !lead.closed) {
    let end = at + 1;
    while (end < limit && end - at < 8 && isDigit(text.charCodeAt(end))) end++;
    if (text[end] === ']') return { at: end + 1, called: false };
  }
  return { at: from, called: false };
}

/** `NAME: Type = "value"`: the offset after the `=`, or null where no type and `=` follow the colon on the line. */
function endOfType(text: ByteString, from: number, limit: number): number | null {
  const start = skipBlanks(text, from, limit);
  const stop = Math.min(limit, start + LONGEST_TYPE);
  let depth = 0;
  for (let at = start; at < stop; at++) {
    const char = text.charAt(at);
    if (char === '=') {
      const alone = text[at + 1] !== '=' && text[at + 1] !== '>' && isBlank(text.charCodeAt(at - 1));
      return alone && at > start && depth === 0 ? at + 1 : null;
    }
    if ('<[('.includes(char)) depth++;
    else if ('>])'.includes(char)) depth--;
    else if (char === ',' && depth > 0) continue;
    else if (char === "'" && text[at - 1] === '&') continue;
    else if (!isWordByte(char.charCodeAt(0)) && !' .|&*?'.includes(char)) return null;
  }
  return null;
}

/** C#'s `NAME { get; set; } = "value"`: the offset after the `=`, or null. */
function endOfAccessors(text: ByteString, at: number, limit: number): number | null {
  if (text[at] !== '{') return null;
  const close = text.slice(at, Math.min(limit, at + LONGEST_TYPE)).indexOf('}');
  if (close < 0 || !/^[a-z; ]+$/.test(text.slice(at + 1, at + close))) return null;
  const equals = skipBlanks(text, at + close + 1, limit);
  return text[equals] === '=' && text[equals + 1] !== '=' ? equals + 1 : null;
}

/** `ENV NAME value`, `--name value`, `NAME "value"` on a line of its own, and Go's `var name string = "value"`. */
function readGap(text: ByteString, at: number, lead: Lead, limit: number): Operator | null {
  const next = skipSpace(text, at, limit);
  const continued = text.charCodeAt(at) === 92;
  const setter = SETTERS.has(lead.word) || lead.place === 'flag';
  if (setter) {
    if (at < next && !continued) return null;
    return '-|&;>)=,'.includes(text.charAt(next)) ? null : { kind: 'gap', end: next, spaced: true };
  }
  let end = at;
  while (end < limit && end - at < 40 && (isWordByte(text.charCodeAt(end)) || text[end] === '*')) end++;
  if (end > at && text.startsWith(' = ', end)) return { kind: 'typed', end: end + 3, spaced: true };
  const quoted = text[at] === '"' || text[at] === "'";
  return lead.place === 'line' && lead.quote === '' && quoted
    ? { kind: 'strict', end: at, spaced: true }
    : null;
}
