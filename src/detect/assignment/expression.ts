/** Tells an unquoted literal from an expression of a programming language. */

import type { ByteString } from '../../types.js';
import { isDigit, isLetter, isWordByte } from './bytes.js';

const NOTHING = new Set('null nil none undefined true false void nan nullptr nothing'.split(' '));

/** Types that stand where a value could: `password: string`. */
const TYPES = new Set(
  (
    'string str text varchar char number int integer bigint long short float double decimal bool boolean any unknown ' +
    'never object bytes byte buffer uuid date datetime symbol optional secretstr securestring'
  ).split(' '),
);

const KEYWORDS = new Set(
  'new await async function func fn lambda typeof yield return throw delete not if def class import require'.split(
    ' ',
  ),
);

const JOINTS = [' + ', ' || ', ' && ', ' ?? ', ' ? ', ' => ', '=>', '->', '::', ' or ', ' == ', ' | '];

/** `null`, `None`, `true` and the like, in any case. */
export function isNothing(value: ByteString): boolean {
  return value.length <= 9 && NOTHING.has(value.toLowerCase());
}

/** A bare type name, with `?`, `[]` or a bound after it. */
export function isTypeName(value: ByteString): boolean {
  let end = 0;
  while (end < value.length && isWordByte(value.charCodeAt(end))) end++;
  const rest = value.slice(end);
  return (
    end <= 12 &&
    (rest === '' || rest === '?' || rest === '[]') &&
    TYPES.has(value.slice(0, end).toLowerCase())
  );
}

/** A call, an index or a generic type: a path of identifiers with `(`, `[` or `<` right after it. */
export function isCall(value: ByteString): boolean {
  let end = 0;
  while (end < value.length && (isWordByte(value.charCodeAt(end)) || '.$:?!'.includes(value.charAt(end))))
    end++;
  return end > 0 && end < value.length && '([<'.includes(value.charAt(end)) && isPath(value.slice(0, end));
}

/** What a call, an index or a type ends with, or goes on with on the next line. */
const ENDS_CALL = /[)\]>([{},]['"]?[?!;.:]?$|["'` ]|[)\]>][.:[(]/;

/** A call with its end, in a value that is the rest of its line. */
export function isEndedCall(value: ByteString): boolean {
  return isCall(value) && ENDS_CALL.test(value);
}

/** Words joined by operators, or begun by a keyword: `a + b`, `x ? y : z`, `new Key`, `await read`. */
export function isJoined(value: ByteString): boolean {
  const blank = value.indexOf(' ');
  if (blank > 0 && KEYWORDS.has(value.slice(0, blank))) return true;
  return JOINTS.some((joint) => value.includes(joint));
}

/** Identifiers joined by `.`: `foo`, `foo.bar`, `this.key2`, `$foo`. Not so where an identifier looks random. */
export function isPath(value: ByteString): boolean {
  const first = value.charCodeAt(0);
  if (isDigit(first)) return false;
  let start = 0;
  for (let at = 0; at <= value.length; at++) {
    if (at < value.length && (isWordByte(value.charCodeAt(at)) || value[at] === '$')) continue;
    if (at < value.length && !'.?!:&*'.includes(value.charAt(at))) return false;
    if (isMixed(value.slice(start, at))) return false;
    start = at + 1;
  }
  return true;
}

/** Whether unquoted text in a place where code may stand is more likely an expression than a literal. */
export function isExpression(value: ByteString): boolean {
  if (isPath(value) || isCall(value) || isJoined(value)) return true;
  if ('([{$@:'.includes(value.charAt(0))) return true;
  let digits = false;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (isDigit(code)) digits = true;
    else if (!isLetter(code) && !' _.-+*/<>()[]{}!&|?:,'.includes(value.charAt(at))) return false;
  }
  return !digits;
}

/**
 * Whether letters and digits change in a run as they do in no identifier: four changes between letters and digits in
 * 8 bytes or more, or in 12 bytes humps (`get`, `Key`, `2`) of under 2.3 bytes on average. `base64Sha256` has three changes.
 */
function isMixed(run: ByteString): boolean {
  if (run.length < 8) return false;
  let changes = 0;
  let humps = 1;
  for (let at = 1; at < run.length; at++) {
    const before = kindOf(run.charCodeAt(at - 1));
    const kind = kindOf(run.charCodeAt(at));
    if ((before === 'digit') !== (kind === 'digit') && before !== 'other' && kind !== 'other') changes++;
    if (kind !== before && !(before === 'upper' && kind === 'lower')) humps++;
  }
  return changes >= 4 || (run.length >= 12 && run.length / humps < 2.3);
}

function kindOf(code: number): 'digit' | 'upper' | 'lower' | 'other' {
  if (isDigit(code)) return 'digit';
  if (!isLetter(code)) return 'other';
  return code < 97 ? 'upper' : 'lower';
}

/** Whether a word that stands alone is more likely a password than a name: three digits after it, or words joined by `-`. */
export function isMadeUp(value: ByteString): boolean {
  return /^[A-Za-z]{3,24}[0-9]{3,8}[!$.?*&+]?$|^[a-z]{3,10}(?:-[a-z]{3,10}){2,5}$/.test(value);
}

/** Whether a word that stands in a table or a sentence is a word of that sentence, or code: a call, or letters without a digit. */
export function isPlainWord(value: ByteString): boolean {
  return isExpression(value) && (isCall(value) || !/[0-9]/.test(value));
}
