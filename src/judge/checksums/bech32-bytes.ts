/** Whole bytes in Bech32 (BIP-173) or Bech32m (BIP-350): age identities, keys of Nostr and Sui. */
import { type Bech32Kind, readBech32, readSymbols, writeBech32 } from './bech32.js';
import { wrongShape } from './checked-tail.js';
import type { Checksum } from './types.js';

/** Under any prefix. */
export const bech32 = wholeBytes('bech32', '');
export const bech32m = wholeBytes('bech32m', '');

/** `age-secret-key-`, `age-secret-key-pq-`, `age-plugin-<name>-`. https://github.com/C2SP/C2SP/blob/main/age.md */
export const ageIdentity = wholeBytes('bech32', 'age-');

/** `opening`: how the human-readable part begins, in lower case. */
function wholeBytes(kind: Bech32Kind, opening: string): Checksum {
  return {
    verify(text) {
      const read = readBech32(text, kind);
      if (read === null || !read.prefix.startsWith(opening) || read.symbols.length === 0) return false;
      const stray = strayBits(read.symbols);
      return stray < 5 && withZeroBits(read.symbols, stray).at(-1) === read.symbols.at(-1);
    },
    complete(text) {
      const head = text.slice(0, -6).toLowerCase();
      const split = head.lastIndexOf('1');
      const symbols = readSymbols(head.slice(split + 1));
      if (split < 1 || symbols === null || symbols.length === 0 || !head.startsWith(opening)) {
        throw wrongShape();
      }
      const stray = strayBits(symbols);
      if (stray > 4) throw wrongShape();
      const written = writeBech32(
        { prefix: head.slice(0, split), symbols: withZeroBits(symbols, stray) },
        kind,
      );
      return text === text.toUpperCase() ? written.toUpperCase() : written;
    },
  };
}

/** How many bits are left over when the symbols, five bits each, are read as bytes. */
function strayBits(symbols: number[]): number {
  return (symbols.length * 5) % 8;
}

function withZeroBits(symbols: number[], stray: number): number[] {
  return symbols.map((symbol, index) => (index === symbols.length - 1 ? (symbol >> stray) << stray : symbol));
}
