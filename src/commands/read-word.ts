/** Reads one of a few words that an option takes. */
import { UsageError } from '../errors.js';
import { nearest } from '../nearest.js';

/** @throws UsageError that names the nearest word; never repeats what was typed. */
export function readWord<T extends string | undefined>(
  typed: unknown,
  option: string,
  words: readonly string[],
  fallback: T,
): string | T {
  if (typed === undefined) return fallback;
  if (typeof typed === 'string' && words.includes(typed)) return typed;
  const near = typeof typed === 'string' && typed !== '' ? nearest(typed, words) : null;
  throw new UsageError(
    `--${option}: expected ${words.join(', ')}`,
    near ? `did you mean --${option} ${near}?` : 'give one of these, once',
  );
}
