/** How much a text is like a random one, and unlike words and names. */
import type { ByteString } from '../../types.js';
import { SYMBOLS, symbolsOf } from './symbols.js';
import { STEPS_PER_BIT, TABLE } from './table.js';

let steps: Uint8Array | null = null;

function loadTable(): Uint8Array {
  steps ??= Uint8Array.from(Buffer.from(TABLE, 'latin1'), (code) =>
    code >= 97 ? code - 71 : code >= 65 ? code - 65 : code >= 48 ? code + 4 : code === 43 ? 62 : 63,
  );
  return steps;
}

/** How many bits it takes to tell each byte of `text`, on average, to someone who expects words: 2 to 4 for words, 5 and more for random text. */
export function bitsPerByteAsWords(text: ByteString): number {
  const table = loadTable();
  const symbols = symbolsOf(text);
  let sum = 0;
  for (let i = 2; i < symbols.length; i++) {
    const [a, b, c] = [symbols[i - 2], symbols[i - 1], symbols[i]] as [number, number, number];
    sum += table[(a * SYMBOLS + b) * SYMBOLS + c] as number;
  }
  return sum / STEPS_PER_BIT / text.length;
}
