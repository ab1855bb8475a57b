/** Reads what stands between a name and its value. */

import type { ByteString } from '../../types.js';
import { isBlank, isDigit, isQuote, skipBlanks } from './bytes.js';
import { endOfCalled, endOfNamedDefault, isFirstOfTwo } from './call.js';
import { readGap, readNextItem } from './gap.js';
import type { Lead } from './lead.js';
import { endOfAccessors, endOfType } from './type.js';

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
const STRICT = ['=>', '===', '==', '!==', '!=', '<<-', '<-'];
/** With a blank before them. */
const COMPARISONS = [...STRICT, 'eq ', 'ne ', '-eq ', '-ceq ', '-ne ', 'is ==', 'IS '];
/** Between a quoted name and its value only. */
const ARROWS = ['->', 'to '];
const DEFAULTS = ['||', '??'];
/** The last two need a blank or a call before them, or they would be a type's mark (`NAME?: string`) and a part of a word. */
const APART_DEFAULTS = [...DEFAULTS, '?:', 'or '];

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

  const fallback = (spacedBefore || called ? APART_DEFAULTS : DEFAULTS).find(startsWith);
  if (fallback !== undefined && text[at + 2] !== '=') return found('strict', at + fallback.length);
  if (text[inner - 1] === '}' && startsWith('// ')) return found('strict', at + 3);
  if (called) {
    const value = endOfCalled(text, inner, lead, limit);
    return value === null ? null : found('strict', value);
  }
  const strict =
    (spacedBefore ? COMPARISONS : STRICT).find(startsWith) ??
    (lead.closed ? ARROWS.find(startsWith) : undefined);
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
  if (startsWith(',')) {
    if (lead.closed) return found('strict', endOfNamedDefault(text, at + 1, limit) ?? at + 1);
    return isFirstOfTwo(text, at, lead) ? found('strict', at + 1) : null;
  }
  if (lead.quote === '' && !spacedBefore && (startsWith('(') || startsWith('{"')))
    return found('strict', at + 1);
  if (lead.closed && text[lead.start + lead.quote.length] === '-') return readNextItem(text, at, lead, limit);
  return spacedBefore || startsWith('\\') || startsWith('\n') || startsWith('\r')
    ? readGap(text, at, lead, limit)
    : null;
}

/**
 * Skips what closes the place a name is written in: `"NAME"]`, `$ENV{NAME}`, `("NAME")`, `NAME[32]`, `"$NAME"`,
 * `setenv NAME \`, `+NAME+`.
 */
function skipClosers(
  text: ByteString,
  from: number,
  lead: Lead,
  limit: number,
): { at: number; called: boolean } {
  const at = skipBlanks(text, from, limit);
  const opener = text[lead.start - 1];
  if (text[at] === ']' && (lead.closed || opener === '[')) return { at: at + 1, called: false };
  if (text[at] === '}' && opener === '{') return { at: at + 1, called: false };
  if (text[at] === ')') return { at: at + 1, called: true };
  if (at === from && opener === text[at] && opener !== undefined) {
    const isVariable = isQuote(opener.charCodeAt(0)) && text[lead.start] === '$';
    if (isVariable || opener === '+' || opener === '*') return { at: at + 1, called: false };
  }
  if (text[at] === '[' && !lead.closed) {
    let end = at + 1;
    while (end < limit && end - at < 8 && isDigit(text.charCodeAt(end))) end++;
    if (text[end] === ']') return { at: end + 1, called: false };
  }
  return { at: from, called: false };
}
