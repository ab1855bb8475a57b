/** What one value is worth under its name: its format, its checksum, and whether it is a real one at all. */
import { createDetector, type Detector } from '../detect/detector.js';
import type { PatternIndex } from '../detect/index-patterns.js';
import { toMatch } from '../detect/prepared.js';
import type { Engine } from '../detect/regex.js';
import { judge } from '../judge/judge.js';
import { readReference } from '../judge/placeholder/references.js';
import { isStandIn } from '../judge/placeholder.js';
import type { ByteString, Match, Pattern } from '../types.js';
import type { DeclaredName } from './declared-names.js';
import { findWhole, hasFormat, shownPrefix } from './formats.js';

/** What is wrong with a value, if anything. */
export type ValueState =
  | 'ok'
  | 'empty'
  | 'placeholder'
  | 'reference'
  | 'wrong-format'
  | 'wrong-checksum'
  | 'test-key';

/** What may be told of a value. */
export interface ValueFacts {
  state: ValueState;
  /** The literal text of its format that it begins with; empty where it has none. */
  prefix: ByteString;
  /** The catalog's pattern that it has the format of. */
  pattern: Pattern | null;
  /** What makes a wrong format look like a slip of the hand. */
  slip: 'white-space' | 'quotes' | null;
  /** Whether it is a token of another provider than those whose tokens go by this name. */
  isOfOther: boolean;
}

export interface ExaminerTools {
  engine: Engine;
  catalog: PatternIndex;
}

/** A literal beginning that tells a provider's format. */
const TELLING_PREFIX = 4; // bytes

/** Examines the values of declared names. Nothing of a value outlives the call. */
export class ValueExaminer {
  private readonly engine: Engine;
  private readonly patterns: readonly Pattern[];
  private readonly detector: Detector;
  private readonly isProduction: boolean;

  constructor({ engine, catalog }: ExaminerTools, { isProduction }: { isProduction: boolean }) {
    this.engine = engine;
    this.patterns = catalog.patterns.all();
    this.detector = createDetector([catalog], engine);
    this.isProduction = isProduction;
  }

  examine(text: string, declared: DeclaredName): ValueFacts {
    const value = Buffer.from(text, 'utf8').toString('latin1');
    const { entry } = declared;
    const known = this.patterns.filter(({ env }) => env.includes(declared.name));
    const match = this.identify(value, known);
    const own = match ? [match.pattern] : known.filter(({ anchor }) => anchor.kind !== 'assigned');
    const prefix = match?.prefix || shownPrefix(value, entry.prefix, [...entry.patterns, ...own]);
    const facts: ValueFacts = {
      state: 'ok',
      prefix,
      pattern: match?.pattern ?? null,
      slip: null,
      isOfOther: false,
    };
    const asks = { record: entry.record, patterns: entry.patterns, engine: this.engine };
    const fits = hasFormat(value, asks);
    if (value === '') return { ...facts, state: 'empty' };
    if (this.isNoValue(value, declared, { prefix, isExact: match !== null })) {
      return { ...facts, state: 'placeholder' };
    }
    if (match === null && fits !== true && readReference(value, false)?.kind === 'whole') {
      return { ...facts, state: 'reference' };
    }
    if (fits === false) return { ...facts, state: 'wrong-format', slip: slipOf(value, asks) };
    if (this.isTest(value, entry.record.test ?? [])) return { ...facts, state: 'test-key' };
    if (match) return this.examineMatch(match, facts, known);
    const isCut = fits !== true || entry.record.format !== undefined;
    return isCut && beginsLike(value, known) ? { ...facts, state: 'wrong-format' } : facts;
  }

  /** A token of the catalog: its checksum, its mode, and whether it is one of those that go by this name. */
  private examineMatch(match: Match, facts: ValueFacts, known: readonly Pattern[]): ValueFacts {
    const judgement = judge(match);
    if (judgement.kind === 'drop' && judgement.reason !== null) {
      return { ...facts, state: judgement.reason === 'reference' ? 'reference' : 'placeholder' };
    }
    const isDoubted =
      judgement.kind === 'believe' && judgement.verdict === 'format' && judgement.confidence === 'low';
    if (isDoubted && match.pattern.checksum !== null) return { ...facts, state: 'wrong-checksum' };
    const { test, provider, anchor } = match.pattern;
    const isOfOther =
      known.length > 0 &&
      !known.some((one) => one.provider === provider) &&
      anchor.kind !== 'assigned' &&
      match.prefix.length >= TELLING_PREFIX;
    const isTest = this.isTest(match.token.reveal(), test);
    return { ...facts, state: isTest ? 'test-key' : 'ok', isOfOther };
  }

  /** Whether it works only in a test mode, where that is a mistake. */
  private isTest(value: ByteString, beginnings: readonly string[]): boolean {
    return this.isProduction && beginnings.some((beginning) => value.startsWith(beginning));
  }

  /** The catalog's pattern that the whole value matches: one that goes by the name before any other. */
  private identify(value: ByteString, known: readonly Pattern[]): Match | null {
    if (value === '') return null;
    const named = known.flatMap((pattern) => {
      const range = findWhole(value, pattern, this.engine);
      return range === null ? [] : [toMatch(pattern, { text: value, offset: 0, range })];
    });
    if (named.length > 0) return heaviest(named);
    const detected = this.detector
      .detect(Buffer.from(value, 'latin1'))
      .filter(({ token, near }) => near === null && token.length === value.length);
    return heaviest(detected);
  }

  /** Whether the value still stands in for one. What may be public may be a word. */
  private isNoValue(
    value: ByteString,
    { name, isSensitive, entry }: DeclaredName,
    { prefix, isExact }: { prefix: ByteString; isExact: boolean },
  ): boolean {
    const { example } = entry.record;
    if (example !== undefined && value === Buffer.from(example, 'utf8').toString('latin1')) return true;
    if (!isSensitive || isExact) return false;
    return isStandIn(value, { name, prefix });
  }
}

function heaviest(matches: readonly Match[]): Match | null {
  return [...matches].sort((a, b) => weight(b) - weight(a))[0] ?? null;
}

/** What a value has around it that its format does not ask for. */
function slipOf(value: ByteString, asks: Parameters<typeof hasFormat>[1]): ValueFacts['slip'] {
  const trimmed = value.trim();
  const quote = trimmed.charAt(0);
  const isQuoted = ['"', "'"].includes(quote) && trimmed.length > 1 && trimmed.endsWith(quote);
  if (isQuoted && hasFormat(trimmed.slice(1, -1), asks)) return 'quotes';
  return hasFormat(trimmed, asks) ? 'white-space' : null;
}

/** What tells most of a value: a checksum, then the longest literal beginning. */
function weight({ pattern, prefix }: Match): number {
  return (pattern.checksum === null ? 0 : 1000) + prefix.length;
}

/** A value that begins like a token of the catalog under that token's own name, and is none: cut, or mistyped. */
function beginsLike(value: ByteString, known: readonly Pattern[]): boolean {
  return known.some(({ prefixes, anchor }) =>
    prefixes.some(
      (prefix) => anchor.kind !== 'assigned' && prefix.length >= TELLING_PREFIX && value.startsWith(prefix),
    ),
  );
}
