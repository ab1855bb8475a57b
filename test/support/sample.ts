/** Makes secrets: from the patterns themselves, at random, with right checksums. No test holds a literal one. */
import { fileURLToPath } from 'node:url';
import { readCatalog } from '../../src/patterns/read-catalog.js';
import * as samples from '../../src/samples/sample.js';
import type { Pattern } from '../../src/types.js';
import { randomInt } from './random.js';
import { asSecret } from './record.js';

/** The whole built-in catalog, compiled from its files. */
export const catalog: Pattern[] = readCatalog(fileURLToPath(new URL('../../patterns', import.meta.url)));

const byId = new Map(catalog.map((pattern) => [pattern.id, pattern]));

/** The structures of patterns that no format tells, only looks: a random sample can be a word, and its bounds are quotes. */
export const BY_LOOKS = ['generic-credential', 'stated-password', 'stated-token', 'base64-login'];

/** The patterns of whose samples each is found in any surrounding: not those told by looks, and none that is a whole file. */
export const byFormat = catalog.filter(
  ({ source, structure }) => !BY_LOOKS.includes(structure ?? '') && !source?.includes('\\x00'),
);

/** The catalog's pattern of that id. */
export function patternOf(id: string): Pattern {
  const pattern = byId.get(id);
  if (!pattern) throw new Error(`no pattern ${id}`);
  return pattern;
}

/** A text that the pattern matches from end to end; with its checksum and structure right where it has them. */
export function sample(pattern: Pattern | string, options: { checksum?: 'right' | 'wrong' } = {}): string {
  const one = typeof pattern === 'string' ? patternOf(pattern) : pattern;
  const text = samples.makeSample(one, { random: randomInt, ...options });
  if (text === null) throw new Error('no sample keeps both the format and its checksum');
  return asSecret(text);
}

/** The part of a sample that is the secret: what the pattern captures, or all of it. */
export function secretOf(pattern: Pattern, text: string): string {
  const { start, end } = samples.secretRange(pattern, text);
  return text.slice(start, end);
}

/** A random text over `alphabet`: letters and digits, if it is left out. */
export function randomText(length: number, alphabet?: string): string {
  return samples.randomText(length, randomInt, alphabet);
}
