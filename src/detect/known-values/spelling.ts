/** One way in which a value can be written, and where it stands in bytes. */
import type { ByteRange, ByteString } from '../../types.js';

export interface Spelling {
  /** What it is called to a person; null where the value stands there as it is. */
  name: string | null;
  /** What stands there in every case: all of the value, or of its base64 the characters that no neighbour changes. */
  text: ByteString;
  /** Whether a letter may stand there small or large. */
  ignoreCase: boolean;
  /**
   * @param range of `text` in `bytes`.
   * @returns the range of the whole value, or null where what stands around it makes it another one.
   */
  complete(bytes: Buffer, range: ByteRange): ByteRange | null;
}

/** Whether a byte is a letter, a digit or `_`: beside another one it goes on with the word. */
export function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f;
}

/**
 * Whether a value stands as a word of its own between its neighbours.
 * @param around the bytes before and after it; null where there are none.
 */
export function standsAlone(
  value: ByteString,
  { before, after }: { before: number | null; after: number | null },
): boolean {
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  if (before !== null && isWordByte(first) && isWordByte(before)) return false;
  return !(after !== null && isWordByte(last) && isWordByte(after));
}
