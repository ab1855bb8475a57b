/** Tells words and identifiers from random text. */

import type { ByteString } from '../../types.js';

export function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isAlphanumeric(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

/** Fewer letters and digits say nothing. */
const SHORTEST = 12;

/** Counts over the runs of letters and digits in a text. */
interface Texture {
  length: number;
  letters: number;
  vowels: number;
  /** Neighbours within a run, and how many of them differ in kind (small letter, capital, digit). */
  pairs: number;
  differing: number;
  /** Changes between letters and digits. */
  changes: number;
  /** The longest run of consonants. */
  cluster: number;
}

/**
 * Whether `text`, or a run of 12 letters and digits or more in it, is like no words: letters and digits change often,
 * small letters and capitals alternate, or vowels are missing. It errs towards random: what it calls random is left to
 * others to judge. Of random base62 runs, one in a hundred of 20 and one in a thousand of 30 characters pass as words.
 */
export function looksRandom(text: ByteString): boolean {
  const whole = emptyTexture();
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && isAlphanumeric(text.charCodeAt(at))) continue;
    const run = emptyTexture();
    addRun(run, text, start, at);
    addRun(whole, text, start, at);
    if (isRandom(run)) return true;
    start = at + 1;
  }
  return isRandom(whole);
}

function isRandom(texture: Texture): boolean {
  const { length, letters, vowels, pairs, differing, changes, cluster } = texture;
  if (length < SHORTEST) return false;
  if (changes >= 4 && changes * 8 >= length) return true;
  if (differing > pairs * 0.5 || (cluster >= 6 && letters >= 10)) return true;
  return letters >= 10 && vowels < letters * 0.2;
}

function addRun(texture: Texture, text: ByteString, start: number, end: number): void {
  let cluster = 0;
  for (let at = start; at < end; at++) {
    const kind = kindOf(text, at);
    texture.length++;
    if (kind !== 'digit') texture.letters++;
    const vowel = 'aeiouyAEIOUY'.includes(text.charAt(at));
    if (vowel) texture.vowels++;
    cluster = vowel || kind === 'digit' ? 0 : cluster + 1;
    texture.cluster = Math.max(texture.cluster, cluster);
    if (at === start) continue;
    texture.pairs++;
    const before = kindOf(text, at - 1);
    if (kind === before) continue;
    texture.differing++;
    if (kind === 'digit' || before === 'digit') texture.changes++;
  }
}

function kindOf(text: ByteString, at: number): 'digit' | 'upper' | 'lower' {
  const code = text.charCodeAt(at);
  if (isDigit(code)) return 'digit';
  return code < 97 ? 'upper' : 'lower';
}

function emptyTexture(): Texture {
  return { length: 0, letters: 0, vowels: 0, pairs: 0, differing: 0, changes: 0, cluster: 0 };
}
