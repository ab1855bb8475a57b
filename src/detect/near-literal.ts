/** Matches around a literal that the prefilter found. */
import type { Match, Matcher } from '../types.js';
import { isInsideBase64 } from './base64-run.js';
import { continuesLeft, continuesRight } from './bounds.js';
import { type Prepared, slice, toMatch } from './prepared.js';

const LOOK_FURTHER = 64; // bytes beyond the deciding ones: enough for most tokens in one look
const TRIES_PER_HIT = 8; // matches that end before the literal, skipped within one window
const PATIENCE = 8; // overlapping looks in a row
const STRETCH = 64 * 1024; // bytes

/** Where a literal stands in the buffer, in bytes. */
export interface Hit {
  hitStart: number;
  hitEnd: number;
}

/** The match that begins at `start`, exactly. */
export function matchFrom(one: Prepared, bytes: Buffer, start: number): Match | null {
  if (start < 0 || continuesLeft(bytes, start, one.left)) return null;
  const { maxLength, decidingLength, growsByByte, needs } = one.pattern;
  // Most hits come to nothing, and are told by a few bytes; only a match that could go on beyond these needs more.
  let seen = Math.min(maxLength, decidingLength + LOOK_FURTHER);
  for (;;) {
    const text = slice(bytes, start, start + seen);
    const range = text.includes(needs) ? (one.matcher as () => Matcher)().find(text) : null;
    if (!range) {
      lookAhead(one, bytes, start, start + seen);
      return null;
    }
    const isCut = seen < maxLength && start + seen < bytes.length;
    if (isCut && !(growsByByte && range.end < text.length)) {
      seen = growsByByte ? Math.min(maxLength, seen * 4) : maxLength;
      continue;
    }
    const end = start + range.end;
    if (isContinued(one, bytes, end, range.end) || isInsideBase64(bytes, start, end)) return null;
    return toMatch(one.pattern, { text, offset: start, range });
  }
}

/** The match that holds the literal and begins at most `before` bytes before it. */
export function matchAround(
  one: Prepared,
  bytes: Buffer,
  { before, hitStart, hitEnd }: Hit & { before: number },
): Match | null {
  const first = Math.max(one.doneUntil, hitStart - before, 0);
  const text = slice(bytes, first, Math.min(bytes.length, hitStart + one.pattern.maxLength));
  let from = 0;
  for (let tries = 0; tries < TRIES_PER_HIT; tries++) {
    const rest = text.slice(from);
    const range = rest.includes(one.pattern.needs) ? (one.matcher as () => Matcher)().find(rest) : null;
    if (!range) lookAhead(one, bytes, first + from, first + text.length);
    if (!range || first + from + range.start > hitStart) return null;
    const start = first + from + range.start;
    const end = first + from + range.end;
    const holdsLiteral = end >= hitEnd;
    if (
      holdsLiteral &&
      !continuesLeft(bytes, start, one.left) &&
      !isContinued(one, bytes, end, end - start) &&
      !isInsideBase64(bytes, start, end)
    ) {
      return toMatch(one.pattern, { text: text.slice(from), offset: first + from, range });
    }
    from += holdsLiteral ? range.start + 1 : range.end;
  }
  return null;
}

/**
 * Keeps hostile text linear. RE2 is linear for one look, but looks that overlap (a token's beginning repeated without
 * end) read the same bytes again and again. After a few of them in a row, one search over a longer stretch tells where the
 * next match can begin at all, and every hit before that is passed over.
 */
function lookAhead(one: Prepared, bytes: Buffer, start: number, end: number): void {
  one.overlaps = start < one.failedUntil ? one.overlaps + 1 : 0;
  one.failedUntil = end;
  if (one.overlaps < PATIENCE) return;
  const stretch = slice(bytes, start, start + Math.max(STRETCH, 4 * one.pattern.maxLength));
  const range = stretch.includes(one.pattern.needs) ? one.searcher().find(stretch) : null;
  const reachesEnd = start + stretch.length === bytes.length;
  // A match that begins in the last bytes of the stretch may need more than these.
  const clear = reachesEnd ? stretch.length : stretch.length - one.pattern.maxLength;
  one.doneUntil = Math.max(one.doneUntil, start + (range ? range.start : clear));
}

/** A match that goes on to the right is another, longer text; but one cut at the limit of an open format counts. */
function isContinued(one: Prepared, bytes: Buffer, end: number, length: number): boolean {
  if (one.pattern.isOpen && length >= one.pattern.maxLength) return false;
  return continuesRight(bytes, end, one.right);
}
