/** The alphabet of the randomness model: 26 letters, a digit, and the edge of a word. */
import type { ByteString } from '../../types.js';

export const SYMBOLS = 28;
const DIGIT = 26;
const EDGE = 27;

/** A text as symbols: letter case folded; what is no letter or digit, and a capital after a small letter, is an edge. */
export function symbolsOf(text: ByteString): number[] {
  const symbols = [EDGE, EDGE];
  let isAfterSmall = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const lower = code | 32;
    const isLetter = lower >= 97 && lower <= 122;
    const isCapital = isLetter && code < 97;
    if (isCapital && isAfterSmall) symbols.push(EDGE);
    symbols.push(isLetter ? lower - 97 : code >= 48 && code <= 57 ? DIGIT : EDGE);
    isAfterSmall = isLetter && !isCapital;
  }
  symbols.push(EDGE);
  return symbols;
}
