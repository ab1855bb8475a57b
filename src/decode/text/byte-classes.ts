/** The classes of bytes that text inside text is read with. */

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

/** 256 flags: 1 for the bytes of a text. */
export function flagsOf(text: string): Uint8Array {
  const flags = new Uint8Array(256);
  for (let i = 0; i < text.length; i++) flags[text.charCodeAt(i)] = 1;
  return flags;
}

/** The value of each base64 character of either alphabet plus one; 0 for every other byte. */
export const BASE64 = new Uint8Array(256);
for (const alphabet of [`${UPPER}${LOWER}${DIGITS}+/`, `${UPPER}${LOWER}${DIGITS}-_`]) {
  for (let i = 0; i < 64; i++) BASE64[alphabet.charCodeAt(i)] = i + 1;
}

/** The value of each hex digit plus one; 0 for every other byte. */
export const HEX = new Uint8Array(256);
for (let i = 0; i < 16; i++) {
  HEX[i.toString(16).charCodeAt(0)] = i + 1;
  HEX[i.toString(16).toUpperCase().charCodeAt(0)] = i + 1;
}

/** What tokens and the addresses around them are made of. */
export const TOKEN = flagsOf(`${UPPER}${LOWER}${DIGITS}+/=_-.~:@%`);

/** Characters that, written as an escape, change what a token or an assignment could be. */
export const TELLING = flagsOf(`${UPPER}${LOWER}${DIGITS}+/=_-.~:@%&!#$*?;,"'`);

/** The signs of what languages join strings with: `+`, `.`, `&`, `~`, `^`, and `++`, `..`, `||`, `<>`. */
export const JOINING = flagsOf('+.&~^|<>');

/** What may stand between two lines of base64, besides blanks and quotes. */
export const GAP = flagsOf(',.&|>#*();~');

/** Letters, digits and `_`. */
export const WORD = flagsOf(`${UPPER}${LOWER}${DIGITS}_`);

export function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09;
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0a || byte === 0x0d;
}

/** `"`, `'` or a back-tick. */
export function isQuote(byte: number | undefined): boolean {
  return byte === 0x22 || byte === 0x27 || byte === 0x60;
}

/** The byte that two hex digits make; -1 where there are none. */
export function hexPair(bytes: Uint8Array, at: number): number {
  const high = HEX[bytes[at] as number] as number;
  const low = HEX[bytes[at + 1] as number] as number;
  return high && low ? (high - 1) * 16 + low - 1 : -1;
}
