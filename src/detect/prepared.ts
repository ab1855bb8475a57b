/** A pattern made ready to match: bounds as tables, the regex compiled when it is first asked. */
import type { ByteRange, ByteString, Match, Matcher, Pattern } from '../types.js';
import { Secret } from '../types.js';
import { boundFlags } from './bounds.js';
import type { Engine } from './regex.js';

/** A pattern with what a run needs of it, made at its first hit; its regex is compiled when it is first asked. */
export interface Prepared {
  pattern: Pattern;
  left: Uint8Array;
  right: Uint8Array;
  /** Null for a name rule. */
  matcher: (() => Matcher) | null;
  /** The same pattern, not tied to the start of the text. */
  searcher: () => Matcher;
  /** Of the names met so far, whether the pattern asks for what they hold. */
  asked: Map<ByteString, boolean>;
  /** The buffer being read, by number: what follows is of that one. */
  buffer: number;
  /** No further match of this pattern begins before this offset. */
  doneUntil: number;
  /** Where the last failed look ended, and how many looks in a row began before the end of the one before. */
  failedUntil: number;
  overlaps: number;
  /** Before this offset every text near a name has been matched; of those that have the format, the last ones. */
  nearUntil: number;
  nearValues: readonly ByteRange[];
}

/** Forgets what was remembered of another buffer. */
export function turnTo(one: Prepared, buffer: number): void {
  if (one.buffer === buffer) return;
  one.buffer = buffer;
  one.doneUntil = 0;
  one.failedUntil = 0;
  one.overlaps = 0;
  one.nearUntil = 0;
  one.nearValues = [];
}

export function prepare(pattern: Pattern, engine: Engine): Prepared {
  const { source, anchor } = pattern;
  const compileOnce = (anchored: boolean) => {
    let compiled: Matcher | null = null;
    return () => {
      compiled ??= engine.compile(source ?? '', { anchored });
      return compiled;
    };
  };
  const searcher = compileOnce(false);
  return {
    pattern,
    left: boundFlags(pattern.leftBound),
    right: boundFlags(pattern.rightBound),
    matcher: source === null ? null : anchor.kind === 'within' ? searcher : compileOnce(true),
    searcher,
    asked: new Map(),
    buffer: -1,
    doneUntil: 0,
    failedUntil: 0,
    overlaps: 0,
    nearUntil: 0,
    nearValues: [],
  };
}

export interface Range {
  start: number;
  end: number;
  secretStart: number;
  secretEnd: number;
}

/** The match of a range in `text`, which stands at `offset` in the buffer. */
export function toMatch(
  pattern: Pattern,
  { text, offset, range }: { text: ByteString; offset: number; range: Range },
  { assigned = null, near = null }: Partial<Pick<Match, 'assigned' | 'near'>> = {},
): Match {
  const token = detach(text.slice(range.start, range.end));
  const isSecretFirst = range.secretStart === range.start;
  return {
    pattern,
    start: offset + range.secretStart,
    end: offset + range.secretEnd,
    secret: new Secret(detach(text.slice(range.secretStart, range.secretEnd))),
    token: new Secret(token),
    prefix: (isSecretFirst && pattern.prefixes.find((prefix) => token.startsWith(prefix))) || '',
    assigned,
    near,
    known: null,
  };
}

/** A part of the buffer as a byte string; an end beyond the buffer means its end. */
export function slice(bytes: Buffer, start: number, end: number): ByteString {
  return bytes.toString('latin1', start, Math.min(bytes.length, end));
}

/** A string of its own: V8 lets a slice hold on to the whole text it was cut from, up to 32 KB for each match. */
export function detach(part: ByteString): ByteString {
  return Buffer.from(part, 'latin1').toString('latin1');
}
