/** Makes near misses of a format: texts that it does not match, by one byte or by their checksum, and so says itself. */
import { checksums } from '../judge/checksums/index.js';
import { foldCase } from '../patterns/fold-case.js';
import { firstClasses, lastClasses, lengthOf } from '../patterns/measure.js';
import { type ByteSet, bytesOf, type Node } from '../patterns/syntax.js';
import type { ByteString, Pattern } from '../types.js';
import { type Cell, drawCells, textOf } from './draw.js';
import type { Random } from './random.js';
import { formatOf, makeSample } from './sample.js';

export interface NearMiss {
  kind:
    | 'too short'
    | 'too long'
    | 'a character outside of the alphabet'
    | 'a word goes on before it'
    | 'a word goes on after it'
    | 'a wrong checksum';
  text: ByteString;
}

// What stands in tokens first; no quote and no white space, which end a value in any text.
const CHARACTERS = 'GZQKgzqk7_-.~+*!%^|@#';
const WORD = /[A-Za-z0-9_]/;
const PLAIN = /[A-Za-z0-9_.~+/=-]/;

/**
 * The near misses of a pattern, each kind only where the format states that bound: none of them is found as that
 * pattern, and one with a wrong checksum only with a low confidence.
 */
export function nearMisses(pattern: Pattern, random: Random): NearMiss[] {
  const format = formatOf(pattern);
  if (format === null) return [];
  const { node } = format;
  const isAssigned = pattern.anchor.kind === 'assigned';
  const made: (NearMiss | null)[] = [
    tooShort(node, random),
    tooLong(pattern, node, random),
    otherAlphabet(node, { ...format, random }),
    // What is assigned ends with its quotes, whatever stands beside them.
    isAssigned ? null : wordBefore(pattern, node, random),
    isAssigned ? null : wordAfter(pattern, node, random),
    wrongChecksum(pattern, random),
  ];
  return made.filter((one) => one !== null);
}

/** One byte less than the shortest text has. */
function tooShort(node: Node, random: Random): NearMiss | null {
  const cells = drawCells(node, random, 'shortest');
  const at = middleOfSecret(cells);
  if (at === null || cells.length !== lengthOf(node).min) return null;
  return { kind: 'too short', text: textOf(cells.toSpliced(at, 1)) };
}

/** One byte more than the longest text has, of those that its last part may hold. */
function tooLong(pattern: Pattern, node: Node, random: Random): NearMiss | null {
  const text = makeSample(pattern, { random, lengths: 'longest' });
  if (pattern.isOpen || text === null || text.length !== lengthOf(node).max) return null;
  const isAssigned = pattern.anchor.kind === 'assigned';
  const allowed = bytesOfAll(lastClasses(node).filter((set) => bytesOf(set).length > 1));
  const byte = [...allowed].find(
    (char) => PLAIN.test(char) && (isAssigned || pattern.rightBound.includes(char)),
  );
  return byte === undefined ? null : { kind: 'too long', text: text + byte };
}

/** A byte that the format allows nowhere, in the middle of the shortest text: what is left of it is too short. */
function otherAlphabet(
  node: Node,
  { ignoreCase, random }: { ignoreCase: boolean; random: Random },
): NearMiss | null {
  const cells = drawCells(node, random, 'shortest');
  const at = middleOfSecret(cells);
  const allowed = bytesOfAll(setsOf(node));
  const fold = (char: string) => (ignoreCase ? foldCase(char) : char);
  const folded = new Set([...allowed].map(fold));
  const byte = characterIn((char) => !folded.has(fold(char)));
  if (at === null || byte === null || cells.length !== lengthOf(node).min) return null;
  const text = textOf(cells);
  return { kind: 'a character outside of the alphabet', text: text.slice(0, at) + byte + text.slice(at + 1) };
}

/** A byte before it that the left bound forbids and no match begins with. */
function wordBefore(pattern: Pattern, node: Node, random: Random): NearMiss | null {
  const byte = boundByte(pattern.leftBound, firstClasses(node));
  // The shortest one: of a list of tokens, the second would stand by itself.
  const text = makeSample(pattern, { random, lengths: 'shortest' });
  return byte === null || text === null ? null : { kind: 'a word goes on before it', text: byte + text };
}

/** A byte after it that the right bound forbids and no match goes on with. */
function wordAfter(pattern: Pattern, node: Node, random: Random): NearMiss | null {
  const byte = boundByte(pattern.rightBound, lastClasses(node));
  const text = makeSample(pattern, { random });
  return byte === null || text === null ? null : { kind: 'a word goes on after it', text: text + byte };
}

function boundByte(bound: ByteString, edge: readonly ByteSet[]): string | null {
  const inside = bytesOfAll(edge);
  return characterIn((char) => WORD.test(char) && bound.includes(char) && !inside.has(char));
}

/** An algorithm that nobody documents only casts a doubt: there a wrong checksum misses nothing. */
function wrongChecksum(pattern: Pattern, random: Random): NearMiss | null {
  const isStated = pattern.checksum !== null && checksums[pattern.checksum]?.documented !== false;
  const text = !isStated ? null : makeSample(pattern, { random, checksum: 'wrong' });
  return text === null ? null : { kind: 'a wrong checksum', text };
}

/** The middle of the longest run of bytes of one class; null where every byte is literal. */
function middleOfSecret(cells: readonly Cell[]): number | null {
  let best = { start: 0, end: 0 };
  let start = 0;
  cells.forEach(({ set }, at) => {
    if (set !== cells[at - 1]?.set) start = at;
    if (bytesOf(set).length > 1 && at + 1 - start > best.end - best.start) best = { start, end: at + 1 };
  });
  return best.end === 0 ? null : (best.start + best.end) >> 1;
}

function setsOf(node: Node): ByteSet[] {
  if (node.kind === 'bytes') return [node.set];
  return 'nodes' in node ? node.nodes.flatMap(setsOf) : setsOf(node.node);
}

function bytesOfAll(sets: readonly ByteSet[]): Set<string> {
  return new Set(sets.flatMap(bytesOf).map((byte) => String.fromCharCode(byte)));
}

function characterIn(isRight: (char: string) => boolean): string | null {
  return [...CHARACTERS].find(isRight) ?? null;
}
