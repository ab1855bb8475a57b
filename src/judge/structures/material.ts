/** What `complete` makes its tokens of: always the same of the same outline, and as random as the outline was. */
import type { ByteString } from '../../types.js';

/** Letters and digits, exactly so many: the last ones of an outline. */
export function lettersOf(outline: ByteString, count: number): ByteString {
  const letters = outline.replace(/[^A-Za-z0-9]/g, '');
  return letters === '' ? 'A'.repeat(count) : letters.repeat(Math.ceil(count / letters.length)).slice(-count);
}

/** Lower-case hex digits, exactly so many. */
export function hexOf(outline: ByteString, count: number): ByteString {
  const letters = lettersOf(outline, count);
  return [...letters].map((letter) => (letter.charCodeAt(0) % 16).toString(16)).join('');
}

/** A UUID of version 4. */
export function uuidOf(outline: ByteString): ByteString {
  return hexOf(outline, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-4$3-a$4-');
}
