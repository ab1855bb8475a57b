/** Private keys in text, from their header to their end, however long they are and whether or not the end ever comes. */
import type { ByteRange } from '../types.js';

export type KeyFamily = 'armour' | 'putty';

/** Offsets in the text. */
export interface KeyBlock {
  family: KeyFamily;
  /** Null where it stands before what was looked at. */
  header: ByteRange | null;
  /** What ends it; null where that has not come. */
  footer: ByteRange | null;
}

/** No header and no footer is longer, in bytes. */
export const LONGEST_MARK = 128;

interface Mark extends ByteRange {
  family: KeyFamily;
  isHeader: boolean;
}

const LONGEST_LABEL = 60; // bytes
const SECRET_LABEL = /^[A-Z0-9 _-]*(?:PRIVATE KEY|OpenVPN (?:Static|tls-crypt))/i;
/** The lines of a .ppk that stand around the key. */
const PUTTY: readonly [text: string, isHeader: boolean][] = [
  ['Private-Lines:', true],
  ['Private-MAC:', false],
  ['Private-Hash:', false],
];

/**
 * The blocks in order; only the last one can be without its end.
 * @param from where to begin.
 * @param open of what family the key is that began before `from` and has not ended there; null where there is none.
 */
export function findKeyBlocks(
  text: Buffer,
  { from, open }: { from: number; open: KeyFamily | null },
): KeyBlock[] {
  const blocks: KeyBlock[] = [];
  let current: KeyBlock | null = open && { family: open, header: null, footer: null };
  for (const mark of marksIn(text, from)) {
    if (current === null && mark.isHeader) current = { family: mark.family, header: mark, footer: null };
    if (current === null || mark.isHeader || mark.family !== current.family) continue;
    blocks.push({ ...current, footer: mark });
    current = null;
  }
  return current === null ? blocks : [...blocks, current];
}

function marksIn(text: Buffer, from: number): Mark[] {
  const putty = PUTTY.flatMap(([words, isHeader]) =>
    placesOf(text, words, from).map(
      (start): Mark => ({
        family: 'putty',
        isHeader,
        start,
        end: start + words.length,
      }),
    ),
  );
  const marks = [...armourMarks(text, 'BEGIN ', from), ...armourMarks(text, 'END ', from), ...putty];
  return marks.sort((a, b) => a.start - b.start);
}

/** Each `-----BEGIN … PRIVATE KEY-----`, also with four dashes and blanks. */
function armourMarks(text: Buffer, word: 'BEGIN ' | 'END ', from: number): Mark[] {
  return placesOf(text, word, from).flatMap((at) => {
    const start = dashesBefore(text, at);
    const label = text.toString('latin1', at + word.length, at + word.length + LONGEST_LABEL);
    const length = label.indexOf('--');
    if (start === at || length < 0 || !SECRET_LABEL.test(label.slice(0, length))) return [];
    const end = dashesAfter(text, at + word.length + length);
    return [{ family: 'armour', isHeader: word === 'BEGIN ', start, end }];
  });
}

function placesOf(text: Buffer, words: string, from: number): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words, from, 'latin1'); at >= 0; ) {
    places.push(at);
    at = text.indexOf(words, at + words.length, 'latin1');
  }
  return places;
}

function dashesBefore(text: Buffer, at: number): number {
  let start = text[at - 1] === SPACE ? at - 1 : at;
  if (text[start - 1] !== DASH || text[start - 2] !== DASH) return at;
  while (at - start < MOST_DASHES && text[start - 1] === DASH) start--;
  return start;
}

function dashesAfter(text: Buffer, at: number): number {
  let end = at;
  while (end - at < MOST_DASHES && text[end] === DASH) end++;
  return end;
}

const DASH = 0x2d;
const SPACE = 0x20;
const MOST_DASHES = 6;
