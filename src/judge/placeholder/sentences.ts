/** Tells a sentence or a label from a passphrase. */

import type { ByteString } from '../../types.js';
import { looksRandom } from './looks-random.js';

/** Words that sentences hold and passphrases hardly do. */
const GRAMMAR = new Set(
  (
    'a an the your you our we this that these is are was be been has have will can cannot could should must may not ' +
    'no and or of for to from in on at with without by as if when please enter provide its it at least only used ' +
    'der die das ein eine ihr ihre bitte und nicht ist le la les un une votre et est pas el los una su por y il lo ' +
    'di per non e o os uma seu sua para com'
  ).split(' '),
);
const MOST_WORDS = 200;
/** Of five words drawn from Diceware's list, which has most of those of grammar, two are such less often than once in a thousand. */
const JOINED =
  /^[a-z]{1,14}(?:-(?:[a-z]{1,14}|\d{1,3})){4,19}$|^[a-z]{1,14}(?:_(?:[a-z]{1,14}|\d{1,3})){4,19}$/i;
const GRAMMAR_WHERE_JOINED = 2;

/** Natural language: three words or more (two with a full stop), nearly all of letters, and the grammar of one. */
export function isSentence(value: ByteString): boolean {
  const words = value.trim().split(/\s+/, MOST_WORDS);
  const ends = /[.!?:]$/.test(value.trim());
  if (words.length < (ends ? 2 : 3) || looksRandom(value)) return false;
  const bare = words.map((word) => word.replace(/^[("'`[]{1,3}/, '').replace(/[.,;:!?)"'`\]]{1,3}$/, ''));
  const plain = bare.filter(
    (word) => /^[A-Za-z\x80-\xff][a-z\x80-\xff]*(?:['-][a-z]+)?$/.test(word) || /^[A-Z]{2,}$/.test(word),
  );
  if (plain.length < bare.length * 0.75) return false;
  const capital = /^[A-Z\xc3]/.test(value.trim());
  const foreign = plain.some((word) => /[\x80-\xff]{2}/.test(word));
  return foreign || (capital && ends) || bare.some((word) => GRAMMAR.has(word.toLowerCase()));
}

/** A sentence with hyphens or low lines for blanks, as examples have them: `use-at-least-32-characters-here`. */
export function isJoinedSentence(value: ByteString): boolean {
  if (!JOINED.test(value)) return false;
  const words = value.toLowerCase().split(/[-_]/);
  return words.filter((word) => GRAMMAR.has(word)).length >= GRAMMAR_WHERE_JOINED;
}
