/** Percent escapes, as in addresses and forms. `%2541`, escaped more than once, is undone at once. */
import { hexPair, TELLING, TOKEN, WORD } from './byte-classes.js';
import { type Escape, SIGHT } from './rewriting.js';
import { signsOf } from './signs.js';

const MOST_TIMES = 32;

/** Whether the `%` at `at` begins an escape of a character that changes what a token could be. */
export function tellsPercent(bytes: Buffer, at: number): boolean {
  const code = hexPair(bytes, at + 1);
  if (code < 0x21 || code > 0x7e || !TELLING[code]) return false;
  // `"%4d"` prints a number.
  const [before, after] = [bytes[at - 1], bytes[at + 3]];
  return (before !== undefined && TOKEN[before] === 1) || (after !== undefined && WORD[after] === 1);
}

export const percentEscape: Escape = {
  signs: signsOf('%'),
  sight: SIGHT,
  undo(bytes, at, rewriting) {
    let digits = at + 1;
    for (let times = 0; times < MOST_TIMES && bytes[digits] === 0x32 && bytes[digits + 1] === 0x35; times++) {
      if (hexPair(bytes, digits + 2) < 0) break;
      digits += 2;
    }
    const code = hexPair(bytes, digits);
    if (code < 0 || digits + 2 > rewriting.end) return at;
    rewriting.putByte(code, at, digits + 2);
    return digits + 2;
  },
};
