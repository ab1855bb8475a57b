/** Whether the words of a placeholder cover a value. */

import type { ByteString } from '../../types.js';
import { isDigit, isLetter } from './looks-random.js';
import { isSequence } from './surprise.js';
import { FOREIGN_WORDS, MARKING_WORDS, NAMING_WORDS } from './word-lists.js';

const LONGEST_WORD = 14;
const LONGEST_RUN = 80;
const FILLING_PAIRS = new Set(['my', 'me', 'id']);

/** A run of letters, and whether no digit stands next to it. */
interface Run {
  text: ByteString;
  alone: boolean;
}

/** What the words of a value cover, in bytes. */
interface Cover {
  words: number;
  letters: number;
  digits: number;
  /** Digits that count up or repeat: `123`, `000`. */
  plainDigits: number;
  /** The length of the longest word that marks a placeholder, and does not merely name what goes there. */
  marked: number;
}

/**
 * Whether placeholder words cover 60 % of the letters and digits of `value`, or words that name things (and the words of
 * `name`, the variable it is assigned to) cover all of it. Words are bounded by anything that is not a letter, by a
 * change of case, or by one another: `changeme`, `YourApiKey_here`, but not the `test` in `latest`.
 */
export function isCoveredByWords(value: ByteString, name: ByteString | null): boolean {
  if (FOREIGN_WORDS.some((word) => value.includes(word))) return true;
  const cover = measure(value, wordsOf(name ?? ''));
  const total = cover.letters + cover.digits;
  if (total === 0) return false;
  const share = (cover.words + cover.plainDigits) / total;
  if (share >= (cover.marked >= 4 ? 0.6 : 0.75) && cover.marked > 0) return true;
  return cover.digits === 0 && cover.words === total;
}

/** The words of a name in lower case, of three letters or more, and the name as one word. */
function wordsOf(name: ByteString): Set<string> {
  const words = name
    .slice(0, 256)
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 3);
  return new Set(words);
}

function measure(value: ByteString, own: Set<string>): Cover {
  const cover: Cover = { words: 0, letters: 0, digits: 0, plainDigits: 0, marked: 0 };
  for (let at = 0; at < value.length; ) {
    const is = isLetter(value.charCodeAt(at)) ? isLetter : isDigit(value.charCodeAt(at)) ? isDigit : null;
    if (is === null) {
      at++;
      continue;
    }
    let end = at;
    while (end < value.length && is(value.charCodeAt(end))) end++;
    const run = value.slice(at, end);
    if (is === isDigit) {
      cover.digits += run.length;
      if ((run.length > 1 && new Set(run).size === 1) || isCountedUp(run)) cover.plainDigits += run.length;
    } else {
      cover.letters += run.length;
      const alone = !isDigit(value.charCodeAt(at - 1)) && !isDigit(value.charCodeAt(end));
      coverLetters({ text: run, alone }, own, cover);
    }
    at = end;
  }
  return cover;
}

function isCountedUp(digits: ByteString): boolean {
  return digits === '123' || digits === '12' || (digits.length >= 4 && isSequence(digits));
}

/** Tiles the whole run with words; failing that, each of its camel-case parts. */
function coverLetters(run: Run, own: Set<string>, cover: Cover): void {
  const whole = tile(run.text, own, run.alone);
  const parts = whole === null ? run.text.split(/(?<=[a-z])(?=[A-Z])/) : [];
  if (whole !== null) {
    cover.words += run.text.length;
    cover.marked = Math.max(cover.marked, whole.marked);
  }
  for (const part of parts) {
    const tiles = tile(part, own, false);
    if (tiles === null) continue;
    cover.words += part.length;
    cover.marked = Math.max(cover.marked, tiles.marked);
  }
}

/**
 * Whether words fill the run to the last letter, and the longest marking one among them. Words of one or two letters
 * would fill anything: they count where they stand alone, and `my`, `me` and `id` next to others.
 */
function tile(run: ByteString, own: Set<string>, alone: boolean): { marked: number } | null {
  if (run.length > LONGEST_RUN || (run.length < 3 && !alone)) return null;
  const lower = run.toLowerCase();
  const reached: number[] = [0, ...new Array<number>(run.length).fill(-1)];
  for (let end = 1; end <= run.length; end++) {
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
      const before = reached[start] as number;
      const word = lower.slice(start, end);
      if (before < 0 || (word.length < 3 && run.length > 2 && !FILLING_PAIRS.has(word))) continue;
      const marked = MARKING_WORDS.has(word) ? word.length : NAMING_WORDS.has(word) || own.has(word) ? 0 : -1;
      if (marked >= 0) reached[end] = Math.max(reached[end] as number, before, marked);
    }
  }
  const marked = reached[run.length] as number;
  return marked < 0 ? null : { marked };
}
