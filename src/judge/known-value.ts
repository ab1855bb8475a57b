/** Whether a value that a variable has is a secret by which a leak can be told: long, random, and no setting. */
import type { ByteString } from '../types.js';
import { looksRandom } from './placeholder/looks-random.js';
import { bitsPerByte } from './placeholder/surprise.js';
import { isPlaceholderToken, judgeValue } from './placeholder.js';
import { bitsPerByteAsWords } from './randomness/randomness.js';

const SHORTEST = 8; // bytes
const LEAST_BITS = 40;

/** Addresses of people and of hosts, telephone numbers and points in time: settings that are long enough to look like more. */
const PEOPLE = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/;
const HOST =
  /^[A-Za-z][\w-]*(?:\.[\w-]+)*(?::\d{1,5}$|\.(?:[a-z]{2,3}|internal|local|cloud|info|test|example)$)/;
const TELEPHONE = /^\+\d[\d ()-]{6,20}$/;
const TIME = /^\d{4}-\d\d-\d\d(?:[T ][\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * Whether to look for the value of a variable. For values that no format of the catalog describes: a format's own checks
 * know more.
 * @param name the variable.
 */
export function isTellingValue(value: ByteString, name: string): boolean {
  if (value.length < SHORTEST || judgeValue(value, { name, prefix: '', quoted: true }) !== null) return false;
  if (isPlaceholderToken(value, '') || isAddressOrTime(value)) return false;
  if (value.includes('://')) return partsOfUrl(value).some((part) => isRandomPart(part));
  return estimateBits(value) >= LEAST_BITS;
}

function isAddressOrTime(value: ByteString): boolean {
  return [PEOPLE, HOST, TELEPHONE, TIME].some((shape) => shape.test(value)) && !looksRandom(value);
}

/** A login, the folders of a path, the values of a query. */
function partsOfUrl(url: ByteString): ByteString[] {
  return url.slice(url.indexOf('://') + 3).split(/[/?&=#@:;,]/);
}

function isRandomPart(part: ByteString): boolean {
  return looksRandom(part) && estimateBits(part) >= LEAST_BITS;
}

/** From here on a text is unlike words: 1 random text in 100 of 12 letters and digits stands below. */
const RANDOM_BITS = 5.3;
const RANDOM_LETTER_BITS = 5.8;
/** What a word adds, by its length: of common words there are some two thousand, of short ones far fewer. */
const WORD_BITS = 11;
const SHORT_WORD_BITS = 6;
const SYLLABLE_BITS = 3;
const DIGIT_BITS = Math.log2(10);

/** How many bits of chance went into a value, as far as its looks tell: less for words than for what a machine made. */
export function estimateBits(value: ByteString): number {
  const digits = value.replace(/[^0-9a-f]/gi, '');
  if (/^[0-9][0-9 .,:/_+-]*$/.test(value)) return digits.length * DIGIT_BITS;
  const isHex = /^(?:0x)?[0-9a-f]+(?:-[0-9a-f]+)*$/i.test(value);
  if (isHex && /[0-9].*[a-f]|[a-f].*[0-9]/i.test(value)) return digits.length * 4;
  const likeWords = bitsPerByteAsWords(value);
  if (likeWords >= RANDOM_BITS || looksRandom(value)) return value.length * Math.min(bitsPerByte(value), 6);
  const runs = value.match(/[A-Za-z]+|[0-9]+|[^A-Za-z0-9]+/g) ?? [];
  return runs.reduce((sum, run) => sum + bitsOfRun(run), 0);
}

function bitsOfRun(run: ByteString): number {
  if (/^[0-9]/.test(run)) return run.length * DIGIT_BITS;
  if (!/^[A-Za-z]/.test(run)) return /^[ ._:/@,-]+$/.test(run) ? 0 : run.length * SYLLABLE_BITS;
  if (run.length > 4 && bitsPerByteAsWords(run) >= RANDOM_LETTER_BITS) return run.length * bitsPerByte(run);
  return run.length > 4 ? WORD_BITS : run.length > 2 ? SHORT_WORD_BITS : SYLLABLE_BITS;
}
