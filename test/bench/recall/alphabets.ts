/** The alphabets of tokens, by the letter that stands for each in a shape. */
const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

/** Digits, then upper case, then lower case: GitHub's order of base62. */
export const BASE62 = DIGITS + UPPER + LOWER;
/** Digits, then lower case, then upper case: Apify's. */
export const BASE62_LOWER_FIRST = DIGITS + LOWER + UPPER;
export const BASE36 = DIGITS + LOWER;
export const BASE32 = `${UPPER}234567`;
export const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** The order of digits of a Microsoft Entra checksum. */
export const ENTRA = `${LOWER + UPPER}1234567890.-_~`;
export const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** A letter of a shape, such as the `h` of `{h32}`, and the characters it draws from. */
export const ALPHABETS: Record<string, string> = {
  h: `${DIGITS}abcdef`,
  H: `${DIGITS}ABCDEF`,
  w: BASE62,
  l: BASE36,
  u: DIGITS + UPPER,
  a: LOWER,
  U: UPPER,
  A: LOWER + UPPER,
  d: DIGITS,
  s: `${BASE62}-_`,
  b: `${BASE62}+/`,
  q: BASE32.toLowerCase(),
  Q: BASE32,
  k: BASE58,
  z: 'ybndrfg8ejkmcpqxot1uwisza345h769',
};
