/** Files of a kind and a size, the same for the same chance. */
import { cDeclaration, cFunction, perlFunction, shellTest } from './native.js';
import { fixture, manual, message, readme } from './prose.js';
import { minified, record, scriptFunction, settings } from './web.js';
import type { Words } from './words.js';

/** What stands in a file, a piece after the other. */
const KINDS = {
  c: cFunction,
  header: cDeclaration,
  shell: shellTest,
  perl: perlFunction,
  manual,
  fixture,
  readme,
  script: scriptFunction,
  settings,
  records: record,
  minified,
} satisfies Record<string, (words: Words) => string>;

export type Kind = keyof typeof KINDS | 'messages';

/** A text of that many bytes at the most, and not a piece less; whole lines, where it has lines. */
export function makeText(words: Words, kind: Kind, bytes: number): Buffer {
  const language = words.random(6);
  const piece = kind === 'messages' ? () => message(words, language) : () => KINDS[kind](words);
  const pieces: string[] = [];
  for (let length = 0; length < bytes; ) {
    const text = piece();
    pieces.push(text);
    length += Buffer.byteLength(text);
  }
  const all = Buffer.from(pieces.join(''));
  const end = all.lastIndexOf(10, bytes - 1) + 1;
  return all.subarray(0, end > 0 ? end : bytes);
}
