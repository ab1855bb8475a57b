/**
 * age identities: whole bytes in Bech32, under `age-secret-key-`, `age-secret-key-pq-` or
 * `age-plugin-<name>-`.
 */
import { readBech32, readSymbols, writeBech32 } from './bech32.js';
import { wrongShape } from './checked-tail.js';
import type { Checksum } from './types.js';

export const ageIdentity: Checksum = {
  verify(text) {
    const read = readBech32(text);
    if (read === null || !read.prefix.startsWith('age-')) return false;
    const stray = strayBits(read.symbols);
    return stray < 5 && withZeroBits(read.symbols, stray).at(-1) === read.symbols.at(-1);
  },
  complete(text) {
    const head = text.slice(0, -6).toLowerCase();
    const split = head.lastIndexOf('1');
    const symbols = readSymbols(head.slice(split + 1));
    if (symbols === null || symbols.length === 0 || !head.startsWith('age-')) throw wrongShape();
    const stray = strayBits(symbols);
    if (stray > 4) throw wrongShape();
    const written = writeBech32({ prefix: head.slice(0, split), symbols: withZeroBits(symbols, stray) });
    return text.startsWith('AGE-') ? written.toUpperCase() : written;
  },
};

/** How many bits are left over when the symbols, five bits each, are read as bytes. */
function strayBits(symbols: number[]): number {
  return (symbols.length * 5) % 8;
}

function withZeroBits(symbols: number[], stray: number): number[] {
  return symbols.map((symbol, index) => (index === symbols.length - 1 ? (symbol >> stray) << stray : symbol));
}
