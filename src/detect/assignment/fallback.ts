/** Reads the literal that an expression falls back on: `x || "value"`, `env.X ?? "value"`, `isTest ? "value" : y`. */

import type { ByteString } from '../../types.js';
import { isLineEnd, isQuote, type Range, skipBlanks } from './bytes.js';
import { readQuotedLiteral } from './literal.js';

const WIDEST = 120;
const SIGNS = ['||', '??', '?:', ' or ', '? ', ' // '];

/** The literal after the first of these signs in the line, brackets and the quotes in them left out. `from`: behind the operator. */
export function readFallback(text: ByteString, from: number, limit: number): Range | null {
  const stop = Math.min(limit, from + WIDEST);
  for (let at = skipBlanks(text, from, limit); at < stop; at++) {
    const char = text.charAt(at);
    if (isLineEnd(char.charCodeAt(0)) || ';,{'.includes(char)) return null;
    if (isQuote(char.charCodeAt(0))) {
      if (!'[('.includes(text.charAt(at - 1))) return null;
      at = endOfQuoted(text, at, stop);
      continue;
    }
    if (!'|? '.includes(char)) continue;
    const sign = SIGNS.find((one) => text.startsWith(one, at));
    if (sign === undefined) continue;
    const value = skipBlanks(text, at + sign.length, limit);
    if (isQuote(text.charCodeAt(value))) return readQuotedLiteral(text, value, limit);
    at += sign.length - 1;
  }
  return null;
}

function endOfQuoted(text: ByteString, quote: number, stop: number): number {
  let at = quote + 1;
  while (at < stop && text[at] !== text[quote]) at++;
  return at;
}
