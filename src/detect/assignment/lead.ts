/** Reads what stands before a name: which syntax it is in, as far as that can be told. */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isQuote, isWordByte, lineStartOf, type Range } from './bytes.js';

/**
 * - `line`: the first thing on its line (after comment, list and prompt marks and words like `export`)
 * - `command`: a word of a command line; `flag`: one with `-` or `--`
 * - `string`: inside a string; `query`: after `?` or `&`; `list`: after the `;` of a connection string
 * - `tag`: an XML element; `expansion`: inside `${`
 * - `code`: anything else
 */
export type Place = 'line' | 'command' | 'flag' | 'string' | 'query' | 'list' | 'tag' | 'expansion' | 'code';

export interface Lead {
  place: Place;
  /** The quote right before the name, with its backslashes; empty where there is none. */
  quote: ByteString;
  /** Whether that quote closes right after the name. */
  closed: boolean;
  /** The quote of the string that the name stands inside of, with its backslashes; empty where there is none. */
  enclosing: ByteString;
  /** The word before the name (flags left out): `export`, `ENV`, `const`. */
  word: ByteString;
  /** Where the name starts, its quote, dashes and sigils included. */
  start: number;
  /** The start of the line; -1 where it is out of sight. */
  lineStart: number;
}

const LONGEST_BLANK = 64;

const ASSIGNING = new Set(
  'export set setenv setx declare typeset local readonly env ENV ARG sudo REM rem SET alias'.split(' '),
);
const DECLARING = new Set(
  (
    'const let var val final static string String str auto char mut public private protected internal my our def ' +
    'return readonly override lateinit constexpr define int bool case and or not if elif while in'
  ).split(' '),
);
const MARKS = ' \t#/*>+-$;!|%';

/** Reads the lead of a name. Looks no further back than `floor`: what stands there is not taken for a line's start. */
export function readLead(text: ByteString, name: Range, floor: number): Lead {
  let start = name.start;
  let dashes = 0;
  if (text[start - 1] === 'D' && text[start - 2] === '-') {
    start -= 2;
    dashes = 1;
  }
  for (; dashes < 2 && text[start - 1] === '-'; dashes++) start--;
  const nameStart = start;
  if (start > 0 && isQuote(text.charCodeAt(start - 1))) {
    start--;
    for (let i = 0; i < 7 && text[start - 1] === '\\'; i++) start--;
  }
  const quote = text.slice(start, nameStart);
  const closed = quote !== '' && text.startsWith(quote, name.end);
  const before = closed || quote === '' ? start : nameStart;

  const lineStart = lineStartOf(text, before, floor);
  const around = lineStart < 0 ? '' : quoteAround(text, lineStart, start);
  const bare = quote === '' ? skipSigils(text, start) : start;
  // `"$NAME"` is a string of its own.
  const isVariable =
    text[bare] === '$' && around !== '' && text[bare - 1] === around && text[name.end] === around;
  const enclosing = quote !== '' && !closed ? quote : isVariable ? '' : around;
  const word = wordBefore(text, bare);
  const lead = { quote, closed, enclosing, word, start: bare, lineStart };
  return { ...lead, place: placeOf(text, lead, dashes > 0) };
}

function skipSigils(text: ByteString, from: number): number {
  const scoped = text.slice(Math.max(0, from - 5), from).toLowerCase();
  if (scoped === '$env:') return from - 5;
  const sigil = text[from - 1];
  if (sigil === ':' && (text[from - 2] === ':' || isWordByte(text.charCodeAt(from - 2)))) return from;
  return sigil === '$' || sigil === '@' || sigil === ':' ? from - 1 : from;
}

function placeOf(text: ByteString, lead: Omit<Lead, 'place'>, dashed: boolean): Place {
  const before = text[lead.start - 1] ?? '\n';
  const code = before.charCodeAt(0);
  if (lead.quote === '') {
    if (before === '<' || isPrefixed(text, lead.start)) return 'tag';
    if (before === '{' && text[lead.start - 2] === '$') return 'expansion';
    if (before === '?' || before === '&' || text.endsWith('&amp;', lead.start)) return 'query';
    if (before === ';') return 'list';
    if (dashed && (isBlank(code) || isLineEnd(code) || before === '=')) return 'flag';
  }
  if (dashed && lead.quote !== '' && !lead.closed) return 'flag';
  if (lead.enclosing !== '' && !lead.closed) return 'string';
  const sigil = '$@:'.includes(text.charAt(lead.start));
  if (sigil && text.slice(lead.start, lead.start + 5).toLowerCase() !== '$env:') return 'code';
  if (lead.lineStart >= 0 && startsLine(text, lead.lineStart, lead.start)) return 'line';
  if (before === '=' && lead.quote === '') return 'command';
  if (!isBlank(code)) return 'code';
  let at = lead.start;
  while (at > 0 && lead.start - at < LONGEST_BLANK && isBlank(text.charCodeAt(at - 1))) at--;
  const previous = text[at - 1] ?? '\n';
  if (DECLARING.has(lead.word)) return 'code';
  return isWordByte(previous.charCodeAt(0)) || '"\';&|:)}./%'.includes(previous) ? 'command' : 'code';
}

/** `<prefix:NAME`: a tag whose name has a namespace. */
function isPrefixed(text: ByteString, start: number): boolean {
  if (text[start - 1] !== ':') return false;
  let at = start - 1;
  while (start - at < 24 && isWordByte(text.charCodeAt(at - 1))) at--;
  return at < start - 1 && text[at - 1] === '<';
}

/** Whether only marks and assigning words stand between the start of the line and `end`. */
function startsLine(text: ByteString, lineStart: number, end: number): boolean {
  let at = lineStart;
  while (at < end) {
    if (MARKS.includes(text.charAt(at))) {
      at++;
      continue;
    }
    let stop = at;
    while (stop < end && isWordByte(text.charCodeAt(stop))) stop++;
    const flag = text[at - 1] === '-' && stop - at <= 2;
    if (stop === at || !(flag || ASSIGNING.has(text.slice(at, stop)))) return false;
    at = stop;
  }
  return true;
}

/** The word before `from`, blanks and short flags such as `-gx` skipped. */
function wordBefore(text: ByteString, from: number): ByteString {
  const floor = Math.max(0, from - 64);
  let at = from;
  for (let flags = 0; flags < 3; flags++) {
    while (at > floor && isBlank(text.charCodeAt(at - 1))) at--;
    if (at === from) return '';
    const end = at;
    while (at > floor && isWordByte(text.charCodeAt(at - 1))) at--;
    if (text[at - 1] !== '-' || end - at > 6) return text.slice(at, end);
    while (at > floor && text[at - 1] === '-') at--;
  }
  return '';
}

/** The quote that is open at `end`, counted from the start of the line; an apostrophe in a word opens none. */
function quoteAround(text: ByteString, lineStart: number, end: number): ByteString {
  let open = 0;
  for (let at = lineStart; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === open) open = 0;
    else if (open === 0 && isQuote(code)) {
      if (code !== 39 || at === lineStart || !isWordByte(text.charCodeAt(at - 1))) open = code;
    }
  }
  return open === 0 ? '' : String.fromCharCode(open);
}

/** Whether the line before ends like code (`{`, `(`, `[`, `,`, `;`): then this line is likely code too. */
export function followsCode(text: ByteString, lineStart: number): boolean {
  let at = lineStart - 1;
  const floor = Math.max(0, at - 100);
  while (at >= floor && (isBlank(text.charCodeAt(at)) || isLineEnd(text.charCodeAt(at)))) at--;
  return at >= floor && '{([,;'.includes(text.charAt(at));
}
