/** CRC-32 as in zlib, gzip and IEEE 802.3: reflected polynomial 0xEDB88320, start and final XOR all ones. */
import type { ByteString } from '../../types.js';

const table = new Uint32Array(256);
for (let index = 0; index < 256; index++) {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  table[index] = value;
}

/**
 * The CRC-32 of a byte string, unsigned. Written out here because `node:zlib` takes a millisecond to load.
 */
export function crc32(text: ByteString): number {
  let value = 0xffffffff;
  for (let index = 0; index < text.length; index++) {
    value = (value >>> 8) ^ table[(value ^ text.charCodeAt(index)) & 0xff]!;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** A 32-bit number as four bytes, the lowest first. */
export function littleEndian(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
