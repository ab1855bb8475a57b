/** The comment that lets a finding beside it pass: `keyfence:allow` and a reason. */
import type { ByteRange, ByteString } from '../types.js';

export const MARK = 'keyfence:allow';

/** A comment that stands where it is about a finding. */
export interface InlineComment {
  /** Null where it gives none: then it does not count. */
  reason: ByteString | null;
  /** In which line: that in which the finding begins or ends, or the one before it. */
  place: 'first' | 'last' | 'before';
  /** The whole line, as far as it was looked at. It can hold the secret: for comparing only. */
  line: ByteString;
}

/** Finds the comment about a range of the text, if there is one. */
export type CommentReader = (range: ByteRange) => InlineComment | null;

const REACH = 4096; // bytes: how far from a finding its line is looked at, for lines without end
const NEWLINE = '\n';

/**
 * @param ranges everything that was detected in the text: a reason ends where one of these begins.
 * @returns a reader; in a text without any such comment it costs one search, when it is first asked.
 */
export function createCommentReader(text: Buffer, ranges: readonly ByteRange[]): CommentReader {
  let hasMark: boolean | null = null;
  let starts: number[] | null = null;
  return (range) => {
    hasMark ??= text.includes(MARK);
    if (!hasMark) return null;
    starts ??= ranges.map(({ start }) => start).sort((a, b) => a - b);
    return readAround(text, range, starts);
  };
}

/** A line of a text. */
interface Line {
  start: number;
  text: ByteString;
}

function readAround(text: Buffer, range: ByteRange, starts: readonly number[]): InlineComment | null {
  const first = lineAt(text, range.start);
  const last = lineAt(text, Math.max(range.start, range.end - 1));
  const found: InlineComment[] = [];
  const look = (place: InlineComment['place'], line: Line) => {
    const mark = findMark(line, range);
    if (mark < 0 || (place === 'before' && !isAlone(line.text.slice(0, mark)))) return;
    const from = mark + MARK.length;
    const reason = readReason(line.text.slice(from, firstFrom(starts, line.start + from) - line.start));
    found.push({ reason, place, line: line.text.trim() });
  };
  look('first', first);
  look('last', last);
  if (text[first.start - 1] === NEWLINE.charCodeAt(0)) look('before', lineAt(text, first.start - 1));
  return found.find(({ reason }) => reason !== null) ?? found[0] ?? null;
}

/** Where the mark stands in a line, and not within the finding itself; or -1. */
function findMark({ start, text }: Line, range: ByteRange): number {
  for (let at = markFrom(text, 0); at >= 0; at = markFrom(text, at + MARK.length)) {
    if (start + at >= range.end || start + at + MARK.length <= range.start) return at;
  }
  return -1;
}

/** The next mark at or after an offset, as a word of its own; or -1. */
export function markFrom(text: ByteString, from: number): number {
  for (let at = text.indexOf(MARK, from); at >= 0; at = text.indexOf(MARK, at + 1)) {
    const isBound = !/[\w-]/.test(text.charAt(at - 1)) && !/[\w-]/.test(text.charAt(at + MARK.length));
    if (isBound) return at;
  }
  return -1;
}

/** Whether a line holds nothing before the mark but what opens a comment. */
function isAlone(before: ByteString): boolean {
  return /^(?:[^\w"'`=\x80-\xff]*|\s*(?:rem|REM|dnl)\s+)$/.test(before);
}

const CLOSERS = ['*/', '-->', '#}', '%>', '--}}', '*)', '"', '`'];
const LONGEST_REASON = 200; // bytes

/** The reason in what follows a mark on its line; null where there are no words in it. */
export function readReason(rest: ByteString): ByteString | null {
  const opened = rest.replace(/^[\s:"'`-]+/, '');
  const ends = CLOSERS.map((closer) => opened.indexOf(closer)).filter((at) => at >= 0);
  let end = Math.min(opened.length, LONGEST_REASON, ...ends);
  // Not within a character of UTF-8.
  if (end < opened.length) while (end > 0 && (opened.charCodeAt(end) & 0xc0) === 0x80) end--;
  const reason = opened.slice(0, end).replace(/[\s"'`]+$/, '');
  return /[A-Za-z0-9\x80-\xff]/.test(reason) ? reason : null;
}

function lineAt(text: Buffer, offset: number): Line {
  const from = Math.max(0, offset - REACH);
  const before = text.toString('latin1', from, offset);
  const start = from + before.lastIndexOf(NEWLINE) + 1;
  const after = text.toString('latin1', offset, offset + REACH);
  const length = after.indexOf(NEWLINE);
  return { start, text: before.slice(start - from) + (length < 0 ? after : after.slice(0, length)) };
}

/** The first of ascending numbers that is not below `least`; infinity where there is none. */
function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return numbers[low] ?? Number.POSITIVE_INFINITY;
}
