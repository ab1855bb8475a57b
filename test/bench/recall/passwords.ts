/** Passwords as people and password managers make them, 8 to 24 characters. */
import { ALPHABETS } from './alphabets.js';
import { between, happens, pick, textOver } from './chance.js';

const WORDS =
  'summer winter autumn spring dragon tiger eagle falcon shadow monkey sunshine football hockey basket guitar piano coffee pepper ginger cookie banana orange cherry lemon melon rocket planet galaxy comet castle bridge harbor island mountain river ocean forest desert meadow thunder lightning storm silver golden purple crimson velvet marble crystal diamond knight wizard pirate ranger hunter soldier captain doctor teacher family freedom liberty victory passion destiny phoenix griffin badger panther leopard dolphin penguin berlin london paris madrid oslo vienna lisbon boston denver chicago toronto sydney volvo toyota bmw honda ferrari yankees arsenal chelsea juventus bayern'.split(
    ' ',
  );
const SIGNS = ['!', '!', '@', '#', '$', '%', '&', '*', '?', '.', '_', '-', '+', '='];
const LEET: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' };
const PRINTABLE = `${ALPHABETS.w}!@#$%^&*()-_=+[]{}:,.?~`;

const capital = (text: string) => text[0]?.toUpperCase() + text.slice(1);
const number = () => (happens(50) ? String(between(1960, 2026)) : String(between(10, 9999)));

const STYLES: Record<string, () => string> = {
  'word, number, sign': () => capital(pick(WORDS)) + number() + pick(SIGNS),
  'word, sign, number': () => capital(pick(WORDS)) + pick(SIGNS) + number(),
  'two words, number': () => capital(pick(WORDS)) + capital(pick(WORDS)) + between(1, 999),
  'leet word': () => leet(capital(pick(WORDS)) + pick(WORDS)) + pick(SIGNS) + between(1, 99),
  'passphrase with hyphens': () => Array.from({ length: 3 }, () => pick(WORDS)).join('-'),
  'word and digits': () => pick(WORDS) + between(100, 99_999),
  'manager, letters and digits': () => textOver(ALPHABETS.w as string, between(12, 24)),
  'manager, with signs': () => textOver(PRINTABLE, between(12, 24)),
  'manager, groups': () => Array.from({ length: 3 }, () => textOver(ALPHABETS.w as string, 6)).join('-'),
  'ten lower-case letters and digits': () => textOver(ALPHABETS.l as string, between(8, 12)),
};

function leet(text: string): string {
  return [...text].map((one) => (happens(70) ? (LEET[one.toLowerCase()] ?? one) : one)).join('');
}

/** A password and the way it was made. */
export function password(): { value: string; style: string } {
  const style = pick(Object.keys(STYLES));
  const value = (STYLES[style] as () => string)();
  // Shorter than eight characters: as people do when they are told that it is too short.
  return { value: value.length < 8 ? `${value}${between(100, 999)}` : value, style };
}
