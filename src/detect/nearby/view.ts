/** The text around a hit of a provider's name, and where in it the name stands. */

import { foldCase } from '../../patterns/fold-case.js';
import type { ByteRange, ByteString } from '../../types.js';
import { isDigit, isLetter } from '../assignment/bytes.js';
import type { Hit } from '../near-literal.js';
import { slice } from '../prepared.js';

const BEHIND = 160; // bytes looked at before a hit
const AHEAD = 260; // and behind it
const SHORTEST_RUN = 15; // bytes of a token without a break
const LONGEST_JOINT = 24; // bytes on either side that can belong to the name
const BACKSLASH = 0x5c; // `\n` before a name is no letter
const LONG_WORD = 6; // a name of fewer bytes must end where its word ends

/** What is seen. Offsets are offsets in `text`, which begins at `offset` in the buffer. */
export interface View {
  text: ByteString;
  offset: number;
  /** The hit. */
  start: number;
  end: number;
  /** Where a token may begin: runs of 15 letters, digits, `_` and `-` or more, with both letters and digits in them. */
  runs: number[];
  /** The text right around the hit in lower case without joints, and where each of its bytes stands. */
  compact: ByteString;
  places: number[];
}

/** Of each byte whether a run may hold it, and whether it is a letter or a digit. */
const RUN = 1;
const LETTER = 2;
const DIGIT = 4;
const KINDS = Uint8Array.from({ length: 256 }, (_, code) =>
  isLetter(code) ? RUN | LETTER : isDigit(code) ? RUN | DIGIT : code === 95 || code === 45 ? RUN : 0,
);

/** A part of the buffer in which no run ends; nothing in it is looked at again. */
interface Clear {
  start: number;
  end: number;
}

/** Shows what stands around hits in one buffer: null where nothing there can be a token. */
export function createView(bytes: Buffer): (hit: Hit) => View | null {
  let clear: Clear = { start: 0, end: 0 };
  return ({ hitStart, hitEnd }) => {
    const offset = Math.max(0, hitStart - BEHIND);
    const stop = Math.min(bytes.length, hitEnd + AHEAD);
    const isSeen = offset >= clear.start && offset < clear.end;
    const from = isSeen ? Math.max(offset, clear.end - SHORTEST_RUN) : offset;
    const runs = from + SHORTEST_RUN > stop ? [] : findRuns(bytes, from, stop);
    if (runs.length === 0) {
      clear = { start: isSeen ? clear.start : offset, end: stop };
      return null;
    }
    const text = slice(bytes, offset, stop);
    const all = from === offset ? runs : findRuns(bytes, offset, stop);
    const hit = { start: hitStart - offset, end: hitEnd - offset };
    return { text, offset, ...hit, runs: all.map((run) => run - offset), ...compactAround(text, hit) };
  };
}

/** Where runs of 15 bytes or more begin that hold both letters and digits. */
function findRuns(bytes: Buffer, from: number, stop: number): number[] {
  const runs: number[] = [];
  for (let at = from; at + SHORTEST_RUN <= stop; ) {
    let end = at + SHORTEST_RUN - 1;
    while (end >= at && KINDS[bytes[end] as number] !== 0) end--;
    if (end >= at) {
      at = end + 1; // no run can begin before the byte that breaks it
      continue;
    }
    let kinds = 0;
    for (end = at; end < stop && KINDS[bytes[end] as number] !== 0; end++)
      kinds |= KINDS[bytes[end] as number] as number;
    if (kinds === (RUN | LETTER | DIGIT)) runs.push(at);
    at = end + 1;
  }
  return runs;
}

/** Whether a hit can be that name at all: where it is the whole name, a letter before it must not be of the same word. */
export function mayName(bytes: Buffer, { hitStart, hitEnd }: Hit, word: string): boolean {
  if (hitEnd - hitStart !== word.length || hitStart === 0) return true;
  const before = bytes[hitStart - 1] as number;
  return !isLetter(before) || bytes[hitStart - 2] === BACKSLASH || isCapital(bytes[hitStart] as number);
}

function compactAround(text: ByteString, { start, end }: ByteRange): Pick<View, 'compact' | 'places'> {
  let compact = '';
  const places: number[] = [];
  const last = Math.min(text.length, end + LONGEST_JOINT);
  for (let at = Math.max(0, start - LONGEST_JOINT); at < last; at++) {
    const char = text.charAt(at);
    if ('_.- '.includes(char)) continue;
    compact += char;
    places.push(at);
  }
  return { compact: foldCase(compact), places };
}

/** The place of a name (in lower case, without joints) that the hit is a part of, as a word of its own. */
export function findWord({ text, start, end, compact, places }: View, word: string): ByteRange | null {
  for (let at = compact.indexOf(word); at >= 0; at = compact.indexOf(word, at + 1)) {
    const first = places[at] as number;
    const behind = (places[at + word.length - 1] as number) + 1;
    if (first <= start && behind >= end && isWord(text, first, behind)) return { start: first, end: behind };
  }
  return null;
}

function isWord(text: ByteString, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const isHump = isCapital(text.charCodeAt(start)) && !isCapital(before);
  if (start > 0 && isLetter(before) && !isHump && text.charCodeAt(start - 2) !== BACKSLASH) return false;
  const next = text.charCodeAt(end);
  return (
    end - start > LONG_WORD || !isLetter(next) || (isCapital(next) && !isCapital(text.charCodeAt(end - 1)))
  );
}

function isCapital(code: number): boolean {
  return isLetter(code) && code < 97;
}
