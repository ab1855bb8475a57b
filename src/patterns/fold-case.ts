/** Letter case of byte strings: ASCII only. `toLowerCase` would also change bytes above 127, which are parts of characters. */
import type { ByteString } from '../types.js';

export function foldCase(text: ByteString): ByteString {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
