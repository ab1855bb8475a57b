/** Turns a record into a `Pattern`: plain data, ready for the prefilter and the engine. */
import type { Anchor, ByteString, Pattern, PatternRecord } from '../types.js';
import { foldCase } from './fold-case.js';
import { FormatProblem, sourceOf } from './format.js';
import { type LiteralSet, leadingTexts, requiredLiterals } from './literals.js';
import {
  decidingLength,
  endsLazily,
  firstClasses,
  groupOf,
  growsByByte,
  holdsOnly,
  lastClasses,
  lengthOf,
  randomBitsOf,
} from './measure.js';
import { COMMON_WORDS, JOINTS, MIN_WORD, withoutJoints } from './names.js';
import { nearWordsOf } from './near-words.js';
import { requiredByte } from './required-byte.js';
import {
  type ByteSet,
  bytesOf,
  type Node,
  parseSyntax,
  type Syntax,
  SyntaxProblem,
  setOf,
} from './syntax.js';

/** The longest match of an open-ended pattern that sets no `max_length`, in bytes. */
export const DEFAULT_MAX_LENGTH = 4096;
/** The longest match any pattern may ask for: a 16,384-bit RSA key in PEM has 12,700 bytes. */
export const LONGEST_MATCH = 32768;
const FAR_WINDOW = 1024; // bytes before a literal that may stand anywhere
const NEAR_BITS = 64; // of randomness that a format must guarantee to be told near a name
const LOOSE_BOUND = 80; // different bytes at an edge: anything printable
const MIN_NAME = 3; // bytes: a shorter name says nothing

/** What a record does not say itself: its place in a catalog file or in a project's schema. */
export interface RecordPlace {
  id: string;
  provider: string;
  /** The variable whose name rule this is; null in the catalog. */
  variable: string | null;
}

/**
 * @returns the patterns of one record: what its format matches anywhere, or what its names are assigned.
 * @throws FormatProblem
 */
export function compileRecord(record: PatternRecord, place: RecordPlace): Pattern[] {
  const source = sourceOf(record);
  const names = record.context ?? (place.variable === null ? [] : [place.variable]);
  const patterns: Pattern[] = [];
  const syntax = source === null ? null : readSyntax(source);
  const found = syntax && !record.context ? findLiterals(syntax.node, place) : null;
  if (source !== null && syntax && found) {
    const { minOffset, maxOffset } = found;
    const anchor: Anchor =
      minOffset === maxOffset ? { kind: 'at', offset: minOffset } : { kind: 'within', before: maxOffset };
    const literals = syntax.ignoreCase ? found.literals.map(foldCase) : found.literals;
    patterns.push(describe(record, place, { source, syntax, literals: [...new Set(literals)], anchor }));
  } else if (source !== null && names.length === 0) {
    throw new FormatProblem('/pattern', 'expected a literal text of at least three bytes in every match');
  } else if (names.length > 0) {
    const anchor: Anchor = { kind: 'assigned' };
    const asked = [...new Set(names.map((name) => withoutJoints(lowerBytes(name))))];
    const known = names.flatMap(literalsOfName);
    const described = describe(record, place, { source, syntax, literals: known, anchor });
    const near =
      record.context && canStandNear(described) ? nearWordsOf(names, { ...place, asked: record.near }) : [];
    const unknown = near.filter(({ word }) => !known.some((literal) => word.includes(literal)));
    const literals = [...new Set([...known, ...unknown.map(({ word }) => word)])];
    patterns.push({ ...described, names: asked, literals, near });
  }
  return patterns;
}

/** Whether a format is exact enough to be told from other text without a name of its own: long, of few different bytes. */
function canStandNear({ source, structure, randomBits, leftBound, rightBound }: Pattern): boolean {
  if (source === null || structure === 'generic-credential' || randomBits < NEAR_BITS) return false;
  const widest = Math.max(leftBound.length, rightBound.length);
  return widest > 0 && widest <= LOOSE_BOUND;
}

/** The catalog's literals stand near the beginning; a project may write `...-suffix`, and gets a window of a fixed size. */
function findLiterals(node: Node, place: RecordPlace): LiteralSet | null {
  const near = requiredLiterals(node);
  if (near || place.variable === null) return near;
  const far = requiredLiterals(node, Number.POSITIVE_INFINITY);
  return far && { ...far, maxOffset: Math.min(far.maxOffset, FAR_WINDOW) };
}

function readSyntax(source: string): Syntax {
  try {
    const syntax = parseSyntax(source);
    if (syntax.groups > 1) throw new FormatProblem('/pattern', 'expected at most one capturing group');
    if (lengthOf(syntax.node).min === 0) throw new FormatProblem('/pattern', 'expected no empty match');
    if (endsLazily(syntax.node)) {
      throw new FormatProblem(
        '/pattern',
        'expected no lazy quantifier at the end: a match is the whole token',
      );
    }
    return syntax;
  } catch (error) {
    if (error instanceof SyntaxProblem) {
      throw new FormatProblem('/pattern', `at character ${error.position + 1}: ${error.message}`);
    }
    throw error;
  }
}

/**
 * What stands in a name however its words are joined: `datadog` of `datadog_api_key`. Where all its words are common
 * ones (`api_key`), the name in each of the ways it can be joined: a common word alone would be found everywhere.
 */
function literalsOfName(name: string): string[] {
  const lower = lowerBytes(name);
  if (lower.length < MIN_NAME) {
    throw new FormatProblem('', 'expected a name of at least three bytes, because it is found by its name');
  }
  const words = lower.split(JOINTS).filter((word) => word.length >= MIN_WORD && !COMMON_WORDS.has(word));
  const [rarest] = words.sort((a, b) => b.length - a.length);
  if (rarest !== undefined) return [rarest];
  return [...new Set(['_', '-', '.', ' ', ''].map((joint) => lower.replaceAll(JOINTS, joint)))];
}

function lowerBytes(name: string): ByteString {
  return foldCase(Buffer.from(name, 'utf8').toString('latin1'));
}

interface Found {
  source: string | null;
  syntax: Syntax | null;
  literals: string[];
  anchor: Anchor;
}

function describe(record: PatternRecord, place: RecordPlace, found: Found): Pattern {
  const node = found.syntax?.node ?? null;
  const longest = record.max_length ?? DEFAULT_MAX_LENGTH;
  if (!(longest > 0 && longest <= LONGEST_MATCH)) {
    throw new FormatProblem('/max_length', `expected a number of bytes from 1 to ${LONGEST_MATCH}`);
  }
  const assigned = found.anchor.kind === 'assigned';
  return {
    id: place.id,
    provider: place.provider,
    title: record.title ?? place.variable ?? place.id,
    category: record.category ?? 'sensitive-config',
    severity: record.severity ?? 'high',
    confidence: record.confidence ?? (assigned ? 'medium' : 'high'),
    source: found.source,
    literals: found.literals,
    names: [],
    near: [],
    isOneRun: node !== null && holdsOnly(node, RUN_BYTES),
    prefixes: node ? leadingTexts(node) : [],
    ignoreCase: assigned || (found.syntax?.ignoreCase ?? false),
    anchor: found.anchor,
    maxLength: Math.min(longest, node ? lengthOf(node).max : longest),
    isOpen: node ? lengthOf(node).max > longest : true,
    decidingLength: Math.min(longest, node ? decidingLength(node) : longest),
    growsByByte: node !== null && growsByByte(node),
    needs: node ? requiredByte(node) : '',
    leftBound: node ? boundOf(firstClasses(node)) : '',
    rightBound: node ? boundOf(lastClasses(node)) : '',
    randomBits: node ? Math.floor(randomBitsOf(groupOf(node) ?? node)) : 0,
    checksum: record.checksum ?? null,
    structure: record.structure ?? (saysOnlyItsPrefix(record, place) ? 'words-behind-prefix' : null),
    test: (record.test ?? []).map((text) => Buffer.from(text, 'utf8').toString('latin1')),
    env: record.env ?? (place.variable === null ? [] : [place.variable]),
    revoke: record.revoke ?? null,
    docs: record.docs ?? null,
    rotate: record.rotate ?? null,
    dummies: record.dummies ?? [],
  };
}

/** Of a project's format: whether it leaves open of which characters its secret part is made, and nothing else tells it. */
function saysOnlyItsPrefix(
  { format, alphabet, checksum }: PatternRecord,
  { variable }: RecordPlace,
): boolean {
  return variable !== null && format !== undefined && alphabet === undefined && checksum === undefined;
}

const WORD_BYTES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_';
const WORD = setOf(WORD_BYTES);
const RUN_BYTES: ReadonlySet<number> = new Set(Buffer.from(`${WORD_BYTES}-`));

/**
 * The bytes that may not stand beside a match: those of a class at that edge (the token's alphabet goes on), and word
 * characters where the edge can be one. A literal byte at the edge, such as a last `-`, forbids nothing but words.
 */
function boundOf(edge: ByteSet[]): string {
  const bound = new Set<number>();
  for (const bytes of edge.map(bytesOf)) {
    if (bytes.some((byte) => WORD[byte])) for (const byte of bytesOf(WORD)) bound.add(byte);
    if (bytes.length > 1 && bytes.length < 128) for (const byte of bytes) bound.add(byte);
  }
  return String.fromCharCode(...[...bound].sort((a, b) => a - b));
}
