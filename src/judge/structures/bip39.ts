/** Seed phrases of BIP-39: words of a list of 2,048, each worth 11 bits, the last bits of all being a checksum. */
import type { ByteString } from '../../types.js';
import { sha256 } from '../checksums/sha256.js';
import { BIP39_WORDS } from './bip39-words.js';
import { none, sound, unsound } from './results.js';
import type { Structure } from './types.js';

const BITS_PER_WORD = 11;
const LENGTHS: ReadonlySet<number> = new Set([12, 15, 18, 21, 24]); // words
/** The share of the checksum in all bits: 4 of 132, 8 of 264. */
const CHECKSUM_SHARE = 1 / 33;

export const bip39: Structure = {
  check(_token, secret) {
    const words = secret.split(' ');
    if (!LENGTHS.has(words.length)) return none;
    const places = placesOf(words);
    if (places === null) return none;
    return isChecked(places) ? sound() : unsound('its checksum does not match');
  },
  complete(token) {
    const outline = /[a-z]+(?: [a-z]+){11,}$/i.exec(token)?.[0] ?? '';
    if (outline === '') return token;
    const list = wordList();
    const start = outline.split(' ', 11).map((word) => sha256(word).readUInt16BE() % list.length);
    const last = list.findIndex((_word, place) => isChecked([...start, place]));
    const phrase = [...start, last].map((place) => list[place]).join(' ');
    return token.slice(0, token.length - outline.length) + phrase;
  },
};

/** Whether the last bits are the first ones of the SHA-256 of all others. */
function isChecked(places: readonly number[]): boolean {
  const bits = places.map((place) => place.toString(2).padStart(BITS_PER_WORD, '0')).join('');
  const size = Math.round(bits.length * CHECKSUM_SHARE);
  const bytes = bits.slice(0, -size).match(/.{8}/g) ?? [];
  const hash = sha256(String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 2))));
  return bits.endsWith(hash[0]!.toString(2).padStart(8, '0').slice(0, size));
}

let places: ReadonlyMap<string, number> | null = null;

/** Where each word stands in the list; null where one is not in it. */
function placesOf(words: readonly ByteString[]): number[] | null {
  places ??= new Map(wordList().map((word, place) => [word, place]));
  const found: number[] = [];
  for (const word of words) {
    const place = places.get(word);
    if (place === undefined) return null;
    found.push(place);
  }
  return found;
}

function wordList(): string[] {
  return BIP39_WORDS.trim().split(/\s+/);
}
