/** Formats of a project that say no more than how they begin: names of packages, classes and files begin like that, too. */
import type { ByteString } from '../../types.js';
import { bitsPerByteAsWords } from '../randomness/randomness.js';
import { plain, unsound } from './results.js';
import type { Structure } from './types.js';

/** Below it a text reads as words. Of random bodies of 16 bytes, at most 6 in 10,000 stand below and have parts as below. */
const RANDOM_BITS = 5.2;
/** What stands between the joints of a name: a word with a number behind it, a version, a date, a size, a short digest. */
const PART =
  /^(?:[A-Za-z]*\d{0,4}|\d{1,8}|\d{1,4}[A-Za-z]{1,3}|\d{1,4}x\d{1,4}|[A-Za-z0-9]{1,4}|[0-9a-f]{7,8})$/;
const NUMBER = /^(?:\d+|[0-9a-f]{7,8})$/;
const JOINTS = /[-_]+/;

export const wordsBehindPrefix: Structure = {
  check: (token) => (readsAsName(token) ? unsound('it reads as words') : plain),
};

function readsAsName(token: ByteString): boolean {
  const parts = token.split(JOINTS);
  if (!parts.every((part) => PART.test(part))) return false;
  const words = parts.filter((part) => !NUMBER.test(part)).join('-');
  return words === '' || bitsPerByteAsWords(words) < RANDOM_BITS;
}
