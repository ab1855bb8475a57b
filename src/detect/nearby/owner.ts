/** What stands right before a value and has it: a name, a function, a parameter, a word. */

import type { ByteString } from '../../types.js';
import { isBlank, isLineEnd, isNameByte, isQuote, isWordByte } from '../assignment/bytes.js';

export interface Owner {
  /**
   * - `assigned`: a name with `=`, `:`, `=>`, `,` (of a pair), `|` or `>` behind it
   * - `argument`: a call's, in its brackets
   * - `path`: the value is a part of a URL or of a file's path
   * - `told`: a word, and only blanks between the two
   * - `alone`: nothing that could be one
   */
  kind: 'assigned' | 'argument' | 'path' | 'told' | 'alone';
  /** The name, the function, the part of the path before it or the word; may be empty. */
  name: ByteString;
  /** Where the name starts. */
  start: number;
}

const MARKS = 'rRbBfFuULN@$';
const CLOSERS = '"\'`])}*_\\';
const LONGEST_GAP = 60; // bytes of blanks and line ends between a value and its owner
const LONGEST_NAME = 64;
/** The scheme of an `Authorization:` header. */
const SCHEMES = new Set(['bearer', 'basic', 'token', 'ssws', 'apikey', 'key', 'digest']);

/** @param start where the value starts. */
export function ownerOf(text: ByteString, start: number): Owner {
  let at = start;
  while (at > 0 && start - at < 8 && (isQuote(text.charCodeAt(at - 1)) || text[at - 1] === '\\')) at--;
  if (at < start && MARKS.includes(text.charAt(at - 1)) && !isWordByte(text.charCodeAt(at - 2))) at--;
  const isQuotedValue = at < start;
  const before = backOverSpace(text, at);
  const sign = text.charAt(before - 1);
  if (sign === '/' && !isQuotedValue && before === at)
    return { kind: 'path', ...nameBefore(text, before - 1) };
  if (sign === '(' || sign === '[' || sign === '{') return openedBy(text, before - 1, sign);
  if (sign === ',') return secondOf(text, before - 1);
  if (':=|>'.includes(sign) && sign !== '') return assignedBy(text, before - 1);
  if (before < at && isWordByte(text.charCodeAt(before - 1))) return toldBy(text, before);
  return { kind: 'alone', name: '', start: before };
}

/** `NAME = `, `NAME: `, `"NAME" => `, `<NAME>`, `| NAME |`. */
function assignedBy(text: ByteString, sign: number): Owner {
  let at = sign;
  while (at > 0 && sign - at < 4 && ':=|>?-'.includes(text.charAt(at - 1))) at--;
  at = backOverSpace(text, at);
  for (let closers = 0; closers < 6 && CLOSERS.includes(text.charAt(at - 1) || ' '); closers++) at--;
  return { kind: 'assigned', ...nameBefore(text, at) };
}

/** `f("…")`; of a list or a block the name it is assigned to: `NAME = ["…"]`. */
function openedBy(text: ByteString, bracket: number, sign: string): Owner {
  const before = backOverSpace(text, bracket);
  if (sign !== '(' && ':=>'.includes(text.charAt(before - 1) || ' ')) return assignedBy(text, before - 1);
  return { kind: sign === '(' ? 'argument' : 'alone', ...nameBefore(text, bracket) };
}

/** `("NAME", "…")` is a pair; of other arguments the function has them all. */
function secondOf(text: ByteString, comma: number): Owner {
  const before = backOverSpace(text, comma);
  if (isQuote(text.charCodeAt(before - 1))) {
    const name = nameBefore(text, before - 1);
    if (name.name !== '' && isQuote(text.charCodeAt(name.start - 1))) return { kind: 'assigned', ...name };
    const dashed = text.slice(Math.max(0, name.start - 3), name.start);
    if (dashed.endsWith('-') && /["'`]-{1,2}$/.test(dashed)) return { kind: 'assigned', ...name };
  }
  for (let at = before; at > 0 && comma - at < 120; at--) {
    const char = text.charAt(at - 1);
    if (')}];\n'.includes(char)) break;
    if (char === '(') return { kind: 'argument', ...nameBefore(text, at - 1) };
  }
  return { kind: 'alone', name: '', start: before };
}

/** `token …`; after a scheme what the header is called: `Authorization: Token …`. */
function toldBy(text: ByteString, end: number): Owner {
  const word = nameBefore(text, end);
  if (!SCHEMES.has(word.name.toLowerCase())) return { kind: 'told', ...word };
  const before = backOverSpace(text, word.start);
  return text[before - 1] === ':' ? assignedBy(text, before - 1) : { kind: 'told', ...word };
}

function nameBefore(text: ByteString, end: number): { name: ByteString; start: number } {
  let start = end;
  while (start > 0 && end - start < LONGEST_NAME && isNameByte(text.charCodeAt(start - 1))) start--;
  while (start < end && '-.'.includes(text.charAt(start))) start++;
  return { name: text.slice(start, end), start };
}

function backOverSpace(text: ByteString, from: number): number {
  let at = from;
  while (at > 0 && from - at < LONGEST_GAP) {
    const code = text.charCodeAt(at - 1);
    const isContinued = code === 92 && isLineEnd(text.charCodeAt(at));
    if (!isBlank(code) && !isLineEnd(code) && !isContinued) break;
    at--;
  }
  return at;
}
