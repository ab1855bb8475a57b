/** How rare four bytes are in the texts that people write: which of a text's grams is best to look for. */
import type { ByteSet } from '../../patterns/syntax.js';
import { bytesOf } from '../../patterns/syntax.js';
import { GRAMS, PAIRS, STEPS_PER_BIT } from './frequencies.js';
import { foldByte, KINDS, kindOf } from './kinds.js';

export const GRAM = 4; // bytes
const MOST_GRAMS = 256; // of one text

/** A choice of four places in a row, and all the grams that can stand there, letter case folded. */
export interface Choice {
  offset: number;
  grams: number[];
}

/** @param sets of the text's bytes. What follows its end can be anything. */
export function chooseGrams(sets: readonly ByteSet[]): Choice {
  const any = new Uint8Array(256).fill(1);
  let best: (Choice & { share: number }) | null = null;
  for (let offset = 0; offset === 0 || offset + GRAM <= sets.length; offset++) {
    const places = Array.from({ length: GRAM }, (_, place) => foldedBytes(sets[offset + place] ?? any));
    const count = places.reduce((product, bytes) => product * bytes.length, 1);
    if (count > MOST_GRAMS) continue;
    const grams = combine(places);
    const share = grams.reduce((sum, gram) => sum + shareOf(gram), 0);
    if (best === null || share < best.share) best = { offset, grams: grams.map(toNumber), share };
  }
  if (best === null) throw new Error('a text without four bytes that can be told');
  return best;
}

function foldedBytes(set: ByteSet): number[] {
  return [...new Set(bytesOf(set).map(foldByte))];
}

function combine(places: readonly number[][]): number[][] {
  let grams: number[][] = [[]];
  for (const bytes of places) grams = grams.flatMap((head) => bytes.map((byte) => [...head, byte]));
  return grams;
}

let frequent: Map<string, number> | null = null;

/** The frequent grams, and the steps of each. */
function frequentGrams(): Map<string, number> {
  frequent ??= new Map(
    Array.from({ length: GRAMS.length / (GRAM + 1) }, (_, index) => {
      const start = index * (GRAM + 1);
      return [GRAMS.slice(start, start + GRAM), stepsOf(GRAMS.charCodeAt(start + GRAM))];
    }),
  );
  return frequent;
}

/** How often that gram stands in files of all sorts. */
function shareOf(gram: readonly number[]): number {
  const known = frequentGrams().get(String.fromCharCode(...gram));
  if (known !== undefined) return 2 ** (-known / STEPS_PER_BIT);
  let before = KINDS;
  let steps = 0;
  for (const kind of gram.map(kindOf)) {
    steps += stepsOf(PAIRS.charCodeAt(before * KINDS + kind));
    before = kind;
  }
  return 2 ** (-steps / STEPS_PER_BIT);
}

function stepsOf(digit: number): number {
  if (digit >= 97) return digit - 71;
  if (digit >= 65) return digit - 65;
  if (digit >= 48) return digit + 4;
  return digit === 43 ? 62 : 63;
}

function toNumber([a, b, c, d]: readonly number[]): number {
  return ((a as number) | ((b as number) << 8) | ((c as number) << 16) | ((d as number) << 24)) >>> 0;
}
