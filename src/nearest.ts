/** The known word that was probably meant. */
import { closest, distance } from 'fastest-levenshtein';

/** The known word that this one begins, or that a typing mistake turned into it: at most a third of its letters apart. */
export function nearest(word: string, words: readonly string[]): string | null {
  const lower = word.toLowerCase();
  const begun = lower.length >= 3 && words.find((one) => one.startsWith(lower));
  if (begun) return begun;
  const near = closest(lower, words);
  return distance(lower, near) <= Math.max(2, Math.floor(near.length / 3)) ? near : null;
}
