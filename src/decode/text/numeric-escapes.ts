/** Numeric escapes: `\u0041`, `\u{41}`, `\x41`, `\101`. */
import { HEX, hexPair } from './byte-classes.js';

/** What an escape stands for, and where it ends. */
export interface Escaped {
  code: number;
  end: number;
  /** Whether the code is a byte, not a character. */
  isByte: boolean;
}

/** The numeric escape whose letter or first digit stands at `at`, behind its backslash. */
export function readNumeric(bytes: Buffer, at: number): Escaped | null {
  const sign = bytes[at] as number;
  if (sign === 0x78) {
    const code = hexPair(bytes, at + 1);
    return code < 0 ? null : { code, end: at + 3, isByte: true };
  }
  if (sign === 0x75) {
    if (bytes[at + 1] === 0x7b) return readBraced(bytes, at + 2);
    const [high, low] = [hexPair(bytes, at + 1), hexPair(bytes, at + 3)];
    return high < 0 || low < 0 ? null : { code: high * 256 + low, end: at + 5, isByte: false };
  }
  if (!isOctal(sign) || sign > 0x33 || !isOctal(bytes[at + 1]) || !isOctal(bytes[at + 2])) return null;
  const digits = [sign, bytes[at + 1] as number, bytes[at + 2] as number];
  return { code: digits.reduce((code, digit) => code * 8 + digit - 0x30, 0), end: at + 3, isByte: true };
}

function readBraced(bytes: Buffer, from: number): Escaped | null {
  let code = 0;
  let at = from;
  for (; at < from + 6 && HEX[bytes[at] as number]; at++)
    code = code * 16 + (HEX[bytes[at] as number] as number) - 1;
  return at > from && bytes[at] === 0x7d ? { code, end: at + 1, isByte: false } : null;
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x37;
}
