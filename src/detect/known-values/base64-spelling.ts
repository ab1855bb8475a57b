/** A value within base64: at each of the three places where it can begin, of either alphabet. */
import type { ByteRange, ByteString } from '../../types.js';
import { type Spelling, standsAlone } from './spelling.js';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const DIGIT_BITS = 6;

/** The value of each digit of either alphabet plus one; 0 for every other byte. */
const VALUES = new Uint8Array(256);
for (const alphabet of [`${DIGITS}+/`, `${DIGITS}-_`]) {
  for (let at = 0; at < alphabet.length; at++) VALUES[alphabet.charCodeAt(at)] = at + 1;
}

/** The spellings of a value, those first that begin with its first byte. */
export function base64Spellings(value: ByteString): Spelling[] {
  return [0, 1, 2].flatMap((offset) => spellingsAt(value, offset));
}

/** A digit that holds some bits of the value and some of its neighbour. */
interface SharedDigit {
  /** How many of its bits are the value's; 0 where there is no such digit. */
  bits: number;
  /** What these are. */
  value: number;
}

/** @param offset how many bytes of a group of three stand before the value. */
function spellingsAt(value: ByteString, offset: number): Spelling[] {
  const end = offset + value.length;
  const padded = Buffer.alloc(Math.ceil(end / 3) * 3);
  padded.write(value, offset, 'latin1');
  const digits = padded.toString('base64');
  const from = Math.ceil((8 * offset) / DIGIT_BITS);
  const to = Math.floor((8 * end) / DIGIT_BITS);
  const left = sharedDigit(digits, from - 1, DIGIT_BITS * from - 8 * offset);
  const rightBits = 8 * end - DIGIT_BITS * to;
  const right = sharedDigit(digits, to, rightBits);
  right.value >>= rightBits === 0 ? 0 : DIGIT_BITS - rightBits;
  const text = digits.slice(from, to);
  const urlSafe = text.replaceAll('+', '-').replaceAll('/', '_');
  return [...new Set([text, urlSafe])].map((one) => ({
    name: 'base64',
    text: one,
    ignoreCase: false,
    complete: (bytes, range) => complete(bytes, range, { value, left, right }),
  }));
}

function sharedDigit(digits: string, at: number, bits: number): SharedDigit {
  return { bits, value: bits === 0 ? 0 : (VALUES[digits.charCodeAt(at)] as number) - 1 };
}

function complete(
  bytes: Buffer,
  { start, end }: ByteRange,
  { value, left, right }: { value: ByteString; left: SharedDigit; right: SharedDigit },
): ByteRange | null {
  const before = digitsAt(bytes, start - 2, start - 1);
  const after = digitsAt(bytes, end, end + 1);
  if (left.bits > 0) {
    const digit = digitAt(bytes, start - 1);
    if (digit < 0 || (digit & ((1 << left.bits) - 1)) !== left.value) return null;
  }
  if (right.bits > 0) {
    const digit = digitAt(bytes, end);
    if (digit < 0 || digit >> (DIGIT_BITS - right.bits) !== right.value) return null;
  }
  const neighbours = {
    before: before < 0 ? null : (before >> left.bits) & 0xff,
    after: after < 0 ? null : (after >> (4 - right.bits)) & 0xff,
  };
  if (!standsAlone(value, neighbours)) return null;
  return { start: start - Math.min(1, left.bits), end: end + Math.min(1, right.bits) };
}

/** The value of the digit at that place; -1 where there is none. */
function digitAt(bytes: Buffer, at: number): number {
  return (VALUES[bytes[at] as number] ?? 0) - 1;
}

/** The twelve bits of two digits; -1 where one of them is none. */
function digitsAt(bytes: Buffer, first: number, second: number): number {
  const [high, low] = [digitAt(bytes, first), digitAt(bytes, second)];
  return high < 0 || low < 0 ? -1 : (high << DIGIT_BITS) | low;
}
