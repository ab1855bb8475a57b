/** Base58: numbers written without the characters that look alike. */
import type { ByteString } from '../../types.js';

/** The digits of Bitcoin, which most others took over. */
export const bitcoinDigits = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** The digits of the XRP Ledger. */
export const rippleDigits = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

/** In characters. The work grows with the square of the length, and no known key is longer than 111. */
const longest = 128;

/** The bytes of a text, one zero byte for each leading zero digit. Null for other characters and for longer texts. */
export function decodeBase58(text: ByteString, digits: string): Buffer | null {
  if (text.length > longest) return null;
  const bytes: number[] = []; // the lowest first
  for (const character of text) {
    let carry = digits.indexOf(character);
    if (carry < 0) return null;
    for (let index = 0; index < bytes.length; index++) {
      carry += bytes[index]! * 58;
      bytes[index] = carry & 0xff;
      carry >>= 8;
    }
    if (carry > 0) bytes.push(carry);
  }
  return Buffer.concat([Buffer.alloc(leading(text, digits[0]!)), Buffer.from(bytes.reverse())]);
}

/** The text of bytes, one zero digit for each leading zero byte. */
export function encodeBase58(bytes: Uint8Array, digits: string): ByteString {
  const written: number[] = []; // the lowest first
  for (const byte of bytes) {
    let carry = byte;
    for (let index = 0; index < written.length; index++) {
      carry += written[index]! << 8;
      written[index] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) written.push(carry % 58);
  }
  const zeros = leading([...bytes], 0);
  return (
    digits[0]!.repeat(zeros) +
    written
      .reverse()
      .map((digit) => digits[digit])
      .join('')
  );
}

/** How many of the first items are `zero`. */
function leading(items: ArrayLike<unknown>, zero: unknown): number {
  let count = 0;
  while (count < items.length && items[count] === zero) count++;
  return count;
}
