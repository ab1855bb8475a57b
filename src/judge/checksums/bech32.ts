/** Bech32 and Bech32m, as in BIP-173 and BIP-350: six symbols at the end that find every change of up to four symbols. */
import type { ByteString } from '../../types.js';

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const checkLength = 6;

/** They differ in what the check must come to. */
const remainders = { bech32: 1, bech32m: 0x2bc830a3 };
export type Bech32Kind = keyof typeof remainders;

export interface Bech32 {
  /** The human-readable part, lower case, without the separating `1`. */
  prefix: string;
  /** The data symbols, 0 to 31 each, without the check symbols. */
  symbols: number[];
}

/**
 * Reads a text that is all lower or all upper case. Null for mixed case, other characters or a wrong check.
 */
export function readBech32(text: ByteString, kind: Bech32Kind): Bech32 | null {
  const lower = text.toLowerCase();
  const split = lower.lastIndexOf('1');
  if (split < 1 || (text !== lower && text !== text.toUpperCase())) return null;
  const prefix = lower.slice(0, split);
  const symbols = readSymbols(lower.slice(split + 1));
  if (symbols === null || symbols.length < checkLength) return null;
  if (polymod([...spread(prefix), ...symbols]) !== remainders[kind]) return null;
  return { prefix, symbols: symbols.slice(0, -checkLength) };
}

/** Writes prefix, `1`, data and check, in lower case. */
export function writeBech32({ prefix, symbols }: Bech32, kind: Bech32Kind): ByteString {
  const remainder = polymod([...spread(prefix), ...symbols, 0, 0, 0, 0, 0, 0]) ^ remainders[kind];
  const check = [25, 20, 15, 10, 5, 0].map((shift) => (remainder >> shift) & 31);
  return `${prefix}1${[...symbols, ...check].map((symbol) => alphabet[symbol]).join('')}`;
}

/** The symbols of lower-case data characters; null where one of them is none. */
export function readSymbols(text: ByteString): number[] | null {
  const symbols = [...text].map((character) => alphabet.indexOf(character));
  return symbols.includes(-1) ? null : symbols;
}

function spread(prefix: string): number[] {
  const codes = [...prefix].map((character) => character.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

function polymod(values: number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of generators.entries()) if ((top >> bit) & 1) sum ^= generator;
  }
  return sum;
}
