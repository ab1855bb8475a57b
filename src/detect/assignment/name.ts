/** Finds the whole name around a hit. */

import type { ByteString } from '../../types.js';
import { isLetter, isNameByte, isQuote, isWordByte, type Range } from './bytes.js';

/** A longer run of name bytes on either side of the hit is no name but data. */
const LONGEST_SIDE = 128;

/** Ways to the environment that are no part of the variable's name. */
const ACCESSORS = ['process.env.', 'import.meta.env.', 'Bun.env.', 'os.environ.', 'env.'];

/** What a name can end with that is done to its value: `apiKey.equals(`, `password.value = `. */
const DEEDS =
  /[a-z0-9_)](\.(?:equals|equalsIgnoreCase|contentEquals|compareTo|isEqualTo|eq|ne|set|assign|append|value|text|setValue|setText|fill|type|sendKeys|send_keys|default|freeze|concat|push))$/i;
const LONGEST_DEED = 20;

/**
 * The identifier (letters, digits, `_`, `-`, `.`) of which `text[at, at + length)` is a part, without leading and
 * trailing `-` and `.`, the `-D` of a command line, an escaped line end before it, and `process.env.` and its like.
 * Null where it is longer than a name can be.
 */
export function findName(text: ByteString, at: number, length: number): Range | null {
  const floor = Math.max(0, at - LONGEST_SIDE);
  const ceiling = Math.min(text.length, at + length + LONGEST_SIDE);
  let start = at;
  while (start > floor && isNameByte(text.charCodeAt(start - 1))) start--;
  let end = at + length;
  while (end < ceiling && isNameByte(text.charCodeAt(end))) end++;
  if (start === floor && start > 0 && isNameByte(text.charCodeAt(start - 1))) return null;
  if (end === ceiling && isNameByte(text.charCodeAt(end))) return null;

  if (start < at && text[start - 1] === '\\' && 'nrt'.includes(text.charAt(start))) start++;
  const dashes = start;
  while (start < at && (text[start] === '-' || text[start] === '.')) start++;
  // `-Dname=value` is Java's; of PowerShell's `-DemoName value` the D is a part of the name.
  if (start === dashes + 1 && start < at && text[dashes] === '-' && text[start] === 'D') {
    if (isLetter(text.charCodeAt(start + 1)) && text[end] === '=') start++;
  }
  while (end > at + length && (text[end - 1] === '-' || text[end - 1] === '.')) end--;
  for (const accessor of ACCESSORS) {
    if (start + accessor.length <= at && text.startsWith(accessor, start))
      return { start: start + accessor.length, end };
  }
  return { start: startOfNamespace(text, start, floor), end };
}

/** Where `Stripe:` before a name in quotes begins, as .NET joins the names of settings; without one, where the name does. */
function startOfNamespace(text: ByteString, start: number, floor: number): number {
  if (text[start - 1] !== ':' || !isLetter(text.charCodeAt(start - 2))) return start;
  let at = start - 1;
  while (at > floor && (text[at] === ':' || isWordByte(text.charCodeAt(at)))) at--;
  return isQuote(text.charCodeAt(at)) ? at + 1 : start;
}

/** The end of what is a name in `text[from, end)`, of which `.equals` and the like are none. */
export function endOfName(text: ByteString, from: number, end: number): number {
  const deed = DEEDS.exec(text.slice(Math.max(from, end - LONGEST_DEED), end))?.[1];
  return deed === undefined ? end : end - deed.length;
}
