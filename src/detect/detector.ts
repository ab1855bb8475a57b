/** Bytes in, matches out: the prefilter finds literals, and only around these does a regex run. */
import type { ByteString, Match, Matcher, Pattern } from '../types.js';
import { Secret } from '../types.js';
import { readAssignment } from './assignment.js';
import { walk } from './automaton.js';
import { boundFlags, continuesLeft, continuesRight } from './bounds.js';
import type { Owner, PatternIndex } from './index-patterns.js';
import { namesVariable } from './name-rule.js';
import type { Engine } from './regex.js';

const NAME_WINDOW_BEFORE = 300; // bytes: what `readAssignment` looks at
const NAME_WINDOW_AFTER = 1200;
const LOOK_FURTHER = 64; // bytes beyond the deciding ones: enough for most tokens in one look
const TRIES_PER_HIT = 8; // matches that end before the literal, skipped within one window

/** A pattern with what a run needs of it, made at its first hit; its regex is compiled when it is first asked. */
interface Prepared {
  pattern: Pattern;
  left: Uint8Array;
  right: Uint8Array;
  /** Null for a name rule. */
  matcher: (() => Matcher) | null;
  /** Bytes before this offset already belong to a match of this pattern (in the buffer being read). */
  doneUntil: number;
}

export interface Detector {
  /** Every match in `bytes`, in order of the literal hits; judged by nobody yet. */
  detect(bytes: Buffer): Match[];
}

/** Compiled patterns are kept for the life of the detector: one buffer's work is the next one's gain. */
export function createDetector(indexes: readonly PatternIndex[], engine: Engine): Detector {
  const prepared = indexes.map((index) => new Array<Prepared | undefined>(index.patterns.length));
  return {
    detect(bytes) {
      const matches: Match[] = [];
      indexes.forEach((index, position) => {
        const ready = prepared[position] as (Prepared | undefined)[];
        for (const one of ready) if (one) one.doneUntil = 0;
        walk(index.automaton, bytes, (literal, end) => {
          const start = end - (index.literals[literal] as string).length;
          for (const { pattern, exact } of index.owners[literal] as Owner[]) {
            if (exact !== null && !isSpelled(bytes, start, exact)) continue;
            const one = ready[pattern] ?? prepare(index.patterns[pattern] as Pattern, engine);
            ready[pattern] = one;
            const match = matchAt(one, bytes, start, end);
            if (!match) continue;
            one.doneUntil = match.end;
            matches.push(match);
          }
        });
      });
      return matches;
    },
  };
}

function isSpelled(bytes: Buffer, start: number, literal: string): boolean {
  for (let i = 0; i < literal.length; i++) if (bytes[start + i] !== literal.charCodeAt(i)) return false;
  return true;
}

function slice(bytes: Buffer, start: number, end: number): ByteString {
  return bytes.toString('latin1', start, Math.min(bytes.length, end));
}

function prepare(pattern: Pattern, engine: Engine): Prepared {
  const { source, anchor } = pattern;
  let compiled: Matcher | null = null;
  return {
    pattern,
    left: boundFlags(pattern.leftBound),
    right: boundFlags(pattern.rightBound),
    matcher:
      source === null
        ? null
        : () => {
            compiled ??= engine.compile(source, { anchored: anchor.kind !== 'within' });
            return compiled;
          },
    doneUntil: 0,
  };
}

function matchAt(one: Prepared, bytes: Buffer, hitStart: number, hitEnd: number): Match | null {
  if (hitStart < one.doneUntil) return null;
  const { anchor } = one.pattern;
  switch (anchor.kind) {
    case 'at':
      return matchFrom(one, bytes, { start: hitStart - anchor.offset, hitStart, hitEnd });
    case 'within':
      return matchAround(one, bytes, { before: anchor.before, hitStart, hitEnd });
    case 'assigned':
      return matchAssigned(one, bytes, hitStart, hitEnd);
  }
}

interface Hit {
  hitStart: number;
  hitEnd: number;
}

function matchFrom(
  one: Prepared,
  bytes: Buffer,
  { start, hitStart, hitEnd }: Hit & { start: number },
): Match | null {
  if (start < 0 || continuesLeft(bytes, start, one.left)) return null;
  const { maxLength, decidingLength, growsByByte } = one.pattern;
  const matcher = (one.matcher as () => Matcher)();
  // Most hits come to nothing, and are told by a few bytes; only a match that could go on beyond these needs more.
  let seen = Math.min(maxLength, decidingLength + LOOK_FURTHER);
  for (;;) {
    const text = slice(bytes, start, start + seen);
    const range = matcher.find(text);
    if (!range) return null;
    const isCut = seen < maxLength && start + seen < bytes.length;
    if (isCut && !(growsByByte && range.end < text.length)) {
      seen = growsByByte ? Math.min(maxLength, seen * 4) : maxLength;
      continue;
    }
    if (isContinued(one, bytes, start + range.end, range.end)) return null;
    const startsWithSecret = range.secretStart === 0 && hitStart === start;
    const prefix = startsWithSecret ? text.slice(0, hitEnd - hitStart) : '';
    return toMatch(one.pattern, { text, offset: start, range, prefix });
  }
}

function matchAround(
  one: Prepared,
  bytes: Buffer,
  { before, hitStart, hitEnd }: Hit & { before: number },
): Match | null {
  const matcher = (one.matcher as () => Matcher)();
  const first = Math.max(one.doneUntil, hitStart - before, 0);
  const text = slice(bytes, first, Math.min(bytes.length, hitStart + one.pattern.maxLength));
  let from = 0;
  for (let tries = 0; tries < TRIES_PER_HIT; tries++) {
    const range = matcher.find(text.slice(from));
    if (!range || first + from + range.start > hitStart) return null;
    const start = first + from + range.start;
    const end = first + from + range.end;
    const holdsLiteral = end >= hitEnd;
    if (
      holdsLiteral &&
      !continuesLeft(bytes, start, one.left) &&
      !isContinued(one, bytes, end, end - start)
    ) {
      return toMatch(one.pattern, { text: text.slice(from), offset: first + from, range, prefix: '' });
    }
    from += holdsLiteral ? range.start + 1 : range.end;
  }
  return null;
}

function matchAssigned(one: Prepared, bytes: Buffer, hitStart: number, hitEnd: number): Match | null {
  const first = Math.max(0, hitStart - NAME_WINDOW_BEFORE);
  const text = slice(bytes, first, Math.min(bytes.length, hitEnd + NAME_WINDOW_AFTER));
  const assigned = readAssignment(text, hitStart - first, hitEnd - hitStart);
  if (!assigned || first + assigned.end <= one.doneUntil) return null;
  const name = text.slice(assigned.nameStart, assigned.nameEnd);
  const named = { name, quoted: assigned.quoted };
  const value = text.slice(assigned.start, assigned.end);
  const start = first + assigned.start;
  if (one.matcher === null) {
    if (!namesVariable(name, one.pattern.literals)) return null;
    const whole = { start: 0, end: value.length, secretStart: 0, secretEnd: value.length };
    return toMatch(one.pattern, { text: value, offset: start, range: whole, prefix: '' }, named);
  }
  if (value.length > one.pattern.maxLength) return null;
  const range = one.matcher().find(value);
  if (!range || range.end !== value.length) return null;
  return toMatch(one.pattern, { text: value, offset: start, range, prefix: '' }, named);
}

/** A match that goes on to the right is another, longer text; but one cut at the limit of an open format counts. */
function isContinued(one: Prepared, bytes: Buffer, end: number, length: number): boolean {
  if (one.pattern.isOpen && length >= one.pattern.maxLength) return false;
  return continuesRight(bytes, end, one.right);
}

interface Range {
  start: number;
  end: number;
  secretStart: number;
  secretEnd: number;
}

function toMatch(
  pattern: Pattern,
  { text, offset, range, prefix }: { text: ByteString; offset: number; range: Range; prefix: string },
  assigned: Match['assigned'] = null,
): Match {
  return {
    pattern,
    start: offset + range.secretStart,
    end: offset + range.secretEnd,
    secret: new Secret(text.slice(range.secretStart, range.secretEnd)),
    token: new Secret(text.slice(range.start, range.end)),
    prefix,
    assigned,
  };
}
