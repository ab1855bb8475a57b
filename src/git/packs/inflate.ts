/** Unpacks the data of one entry, and nothing but exactly that. */
import { inflateSync } from 'node:zlib';

const SMALLEST = 64; // bytes: zlib takes no smaller buffer

/** What Node's function returns with `info`. */
interface Informed {
  buffer: Buffer;
  engine: { bytesWritten: number };
}

/**
 * @param stored the zlib data of the entry, from its first byte to its last.
 * @param size what it must unpack to, in bytes; nothing over that is allocated.
 * @param options `mayEndBefore`: whether something else can follow the data.
 * @returns null where it is damaged: cut off, a wrong checksum, another size, or followed by what does not belong there.
 */
export function inflateEntry(
  stored: Uint8Array,
  size: number,
  { mayEndBefore }: { mayEndBefore: boolean },
): Buffer | null {
  // Room for one byte more: a buffer that is full would make zlib ask for another one.
  const options = { info: true, chunkSize: Math.max(SMALLEST, size + 1), maxOutputLength: size + 1 };
  try {
    const { buffer, engine } = inflateSync(stored, options) as unknown as Informed;
    const isExact = buffer.length === size && (mayEndBefore || engine.bytesWritten === stored.length);
    return isExact ? buffer : null;
  } catch {
    return null;
  }
}
