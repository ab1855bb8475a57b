/** Writes check values as digits of a larger base. */

const decimal = '0123456789';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = 'abcdefghijklmnopqrstuvwxyz';

/** Digits, upper case, lower case: GitHub and most who copied it, Azure. */
export const base62 = decimal + upper + lower;
/** Digits, lower case, upper case: Apify. */
export const base62LowerFirst = decimal + lower + upper;
/** GitLab. */
export const base36 = decimal + lower;
/** Microsoft Entra. Zero is `a`. */
export const base66 = `${lower}${upper}1234567890.-_~`;

/**
 * An unsigned number in the base of the alphabet's length, most significant digit first, padded to `width`
 * digits.
 */
export function writeDigits(number: number, alphabet: string, width: number): string {
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor(rest / alphabet.length)) {
    text = alphabet[rest % alphabet.length] + text;
  }
  return text.padStart(width, alphabet[0]!);
}
