/** Mnemonics of wallets (BIP-39): words that stand for random bits, and at their end for some of a SHA-256 of these. */
import { sha256 } from '../checksums/sha256.js';
import { bip39Words } from './bip39-words.js';
import { none, placeholder, sound, unsound } from './results.js';
import type { Structure } from './types.js';

const lengths = [12, 15, 18, 21, 24]; // words
const bitsPerWord = 11;
/** Each word stands once in nearly all of them; those that everybody uses in tests repeat one. */
const fewestDifferent = 6;

let places: ReadonlyMap<string, number> | undefined;

export const bip39: Structure = {
  check(_token, secret) {
    const words = secret.trim().toLowerCase().split(/\s/, 25);
    if (!lengths.includes(words.length)) return none;
    places ??= new Map(list().map((word, place) => [word, place]));
    const numbers = words.map((word) => places?.get(word));
    if (numbers.includes(undefined)) return none;
    if (new Set(numbers).size < fewestDifferent) return placeholder;
    const bits = numbers.map((number) => toBits(number!, bitsPerWord)).join('');
    return bits === withCheck(bits, words.length) ? sound() : unsound('its check value is wrong');
  },
  complete(token) {
    // What is no row of words is all outline; before one stands the name it is assigned to.
    const lead = token.slice(0, Math.max(0, token.search(/[a-z]+(?: [a-z]+){11,}$/i)));
    const outline = token.slice(lead.length);
    const bits = [...Buffer.from(outline, 'latin1')].map((byte) => toBits(byte * 151, bitsPerWord)).join('');
    const words = list();
    const numbers = withCheck(bits.padEnd(12 * bitsPerWord, '01'), 12).match(/.{11}/g) ?? [];
    return lead + numbers.map((number) => words[Number.parseInt(number, 2)]).join(' ');
  },
};

function list(): string[] {
  return bip39Words.trim().split(/\s+/);
}

/** The bits of so many words, the last ones right. */
function withCheck(bits: string, words: number): string {
  const total = words * bitsPerWord;
  const entropy = bits.slice(0, total - total / 33);
  const bytes = (entropy.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const digest = sha256(String.fromCharCode(...bytes));
  return entropy + toBits(digest[0]!, 8).slice(0, total / 33);
}

/** The lowest bits of a number. */
function toBits(number: number, width: number): string {
  return number.toString(2).padStart(width, '0').slice(-width);
}
