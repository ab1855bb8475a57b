/** Text in another dress than UTF-8: UTF-16 and UTF-32, either end first, with or without a byte order mark. */

export type Encoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** Text as UTF-8, and where its bytes stood. */
export interface Transcoded {
  text: Buffer;
  /** The offset, in the stored bytes, of the character at that offset of `text`. */
  storedOffset(offset: number): number;
  /** The offset in `text` of the character at that offset of the stored bytes. */
  textOffset(stored: number): number;
}

/** @param start the beginning of a text (64 KB tell enough). @returns null for anything that reads byte by byte. */
export function encodingOf(_start: Buffer): Encoding | null {
  return null;
}

/** @param bytes from the text's beginning or from a multiple of four bytes into it. Broken characters become U+FFFD. */
export function transcode(_bytes: Buffer, _encoding: Encoding): Transcoded {
  throw new Error('not reached while encodingOf finds nothing');
}
