/** Refuses a word that no secret of the schema names. */
import { UsageError } from '../errors.js';
import { nearest } from '../nearest.js';
import { readsAsWords } from '../schema/schema-form.js';

/**
 * A word that no secret names would pass over them all.
 * @throws UsageError with the known words, as far as they can be shown; never with this one.
 */
export function refuseUnknown(word: string, option: string, known: readonly string[]): void {
  if (known.includes(word)) return;
  const shown = known.filter((one) => one.split(':').every(readsAsWords));
  const near = shown.length === 0 ? null : nearest(word, shown);
  const all = shown.length === 0 ? 'it names none' : `it names ${shown.join(', ')}`;
  throw new UsageError(
    `--${option}: expected one that a secret of the schema names`,
    near ? `did you mean --${option} ${near}?` : all,
  );
}
