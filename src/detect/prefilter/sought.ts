/** What the prefilter looks for on behalf of patterns. */
import { foldCase } from '../../patterns/fold-case.js';
import { leadingSets } from '../../patterns/leading-sets.js';
import { type ByteSet, parseSyntax, setOf } from '../../patterns/syntax.js';
import type { ByteString, Pattern } from '../../types.js';

/** A text of which each byte is one of a set; where it stands, the patterns that asked for it may match. */
export interface Sought {
  sets: ByteSet[];
  /** Where in it the literal begins that a pattern's anchor counts from, and how long that is; in bytes. */
  literalStart: number;
  literalLength: number;
  /** The bytes that must not stand before it; empty for no such byte. */
  bound: ByteString;
}

/** A literal in any letter case, or exactly as it is. */
export function soughtLiteral(literal: ByteString, { ignoreCase }: { ignoreCase: boolean }): Sought {
  const sets = [...literal].map((char) => setOfChar(char, ignoreCase));
  return { sets, literalStart: 0, literalLength: literal.length, bound: '' };
}

/** The texts that lead to a pattern: one for each of its literals. Of a match whose place is known, all that is known of its beginning. */
export function soughtBy(pattern: Pattern): Sought[] {
  const { anchor, source, literals, ignoreCase, leftBound } = pattern;
  if (anchor.kind !== 'at' || source === null) {
    return [...new Set(literals)].map((literal) => soughtLiteral(literal, { ignoreCase }));
  }
  const sets = leadingSets(parseSyntax(source).node).map((set) => (ignoreCase ? bothCases(set) : set));
  return [...new Set(literals)].map((literal) => ({
    sets: withLiteral(
      sets,
      anchor.offset,
      [...literal].map((char) => setOfChar(char, ignoreCase)),
    ),
    literalStart: anchor.offset,
    literalLength: literal.length,
    bound: leftBound,
  }));
}

/** The sets with those of the literal in their places; it can reach beyond what is known of the rest, but no gap may stand before it. */
function withLiteral(sets: readonly ByteSet[], offset: number, literal: readonly ByteSet[]): ByteSet[] {
  const any = new Uint8Array(256).fill(1);
  const before = Array.from({ length: offset }, (_, place) => sets[place] ?? any);
  return [...before, ...literal, ...sets.slice(offset + literal.length)];
}

function setOfChar(char: string, ignoreCase: boolean): ByteSet {
  return ignoreCase ? setOf(char + char.toUpperCase()) : setOf(char);
}

function bothCases(set: ByteSet): ByteSet {
  return set.map((_, byte) => {
    const char = String.fromCharCode(byte);
    const folded = foldCase(char).charCodeAt(0);
    const isSmall = byte >= 0x61 && byte <= 0x7a;
    return set[byte] || set[folded] || (isSmall && set[byte - 0x20]) ? 1 : 0;
  });
}
