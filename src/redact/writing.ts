/** Writes a text with its masks, in the encoding it came in. */
import type { Encoding } from '../decode/encoding.js';
import type { ByteRange, ByteString } from '../types.js';
import type { Mask } from './masks.js';

/** U+2026 in UTF-8, as bytes. */
const ELLIPSIS = '\xe2\x80\xa6';

/** The bytes as stored, and where in them a place in the text is. */
export interface Stored {
  bytes: Buffer;
  encoding: Encoding | null;
  storedOffset(offset: number): number;
}

export class Writing {
  /** Whether what was written last ends with a mask: what is masked right behind it is the same mask. */
  private endsMasked = false;

  /**
   * @param range of the text; what was written before ends at its start.
   * @param masks apart from each other and in order. Of one that begins before the range no prefix is shown.
   * @returns a copy: the bytes can be let go.
   */
  write(stored: Stored, range: ByteRange, masks: readonly Mask[]): Buffer {
    const parts: Buffer[] = [];
    if (range.start >= range.end) return Buffer.alloc(0);
    let at = range.start;
    const keep = (end: number) => {
      if (end <= at) return;
      parts.push(stored.bytes.subarray(stored.storedOffset(at), stored.storedOffset(end)));
      this.endsMasked = false;
    };
    for (const { start, end, prefix } of masks) {
      if (end <= range.start || start >= range.end) continue;
      keep(start);
      if (!this.endsMasked || start > range.start) {
        parts.push(encode(start < range.start ? ELLIPSIS : prefix + ELLIPSIS, stored.encoding));
      }
      this.endsMasked = true;
      at = Math.min(end, range.end);
    }
    keep(range.end);
    return Buffer.concat(parts);
  }
}

/** @param text the bytes of UTF-8. */
function encode(text: ByteString, encoding: Encoding | null): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  if (encoding === null) return bytes;
  const little = Buffer.from(bytes.toString('utf8'), 'utf16le');
  if (encoding === 'utf-16le') return little;
  if (encoding === 'utf-16be') return little.swap16();
  const wide = Buffer.alloc(little.length * 2);
  // Prefixes are ASCII, so each character has one unit of UTF-16.
  for (let at = 0; at < little.length; at += 2) wide.writeUInt32LE(little.readUInt16LE(at), at * 2);
  return encoding === 'utf-32le' ? wide : wide.swap32();
}
