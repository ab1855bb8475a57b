/** What was asked for: a name of the schema, or a value by its fingerprint. */
import type { DeclaredName } from '../environment/declared-names.js';
import { KeyfenceError, UsageError } from '../errors.js';
import { nearest } from '../nearest.js';
import { readsAsWords } from '../schema/schema-form.js';

const FINGERPRINT = /^kf1-[a-z2-7]{16}$/;
const BEGINNING = /^kf1-[a-z2-7]{4,15}$/;

export type Subject = { kind: 'name'; declared: DeclaredName } | { kind: 'fingerprint'; beginning: string };

/** Whether a word is a fingerprint, or the beginning of one that is long enough to be meant as such. */
export function isFingerprint(word: string): boolean {
  return FINGERPRINT.test(word) || BEGINNING.test(word);
}

/**
 * @param declared the names of every schema.
 * @throws KeyfenceError for a name that no schema has, with the nearest one. What was typed is not repeated: it can be a secret.
 */
export function readSubject(word: string, declared: readonly DeclaredName[]): Subject {
  if (isFingerprint(word)) return { kind: 'fingerprint', beginning: word };
  const found = declared.find(({ name, aliases }) => name === word || aliases.includes(word));
  if (found) return { kind: 'name', declared: found };
  if (declared.length === 0) {
    throw new KeyfenceError(
      'no schema of this project declares a name',
      'write the names down in secrets/schema.json (keyfence init helps), or give a fingerprint',
    );
  }
  const shown = declared.map(({ name }) => name).filter(readsAsWords);
  const near = shown.length === 0 ? null : nearestName(word, shown);
  throw new UsageError(
    'rotate: expected a name of the schema, or a fingerprint (kf1-...)',
    near === null ? `the schema has ${shown.slice(0, 20).join(', ')}` : `did you mean ${near}?`,
  );
}

function nearestName(word: string, names: readonly string[]): string | null {
  const byLower = new Map(names.map((name) => [name.toLowerCase(), name]));
  const near = nearest(word, [...byLower.keys()]);
  return near === null ? null : (byLower.get(near) ?? null);
}
