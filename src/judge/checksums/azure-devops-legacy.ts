/** Azure DevOps tokens of the older kind: four of their 32 bytes are a CRC-32 of the other 28. */
import type { ByteString } from '../../types.js';
import { wrongShape } from './checked-tail.js';
import { crc32, littleEndian } from './crc32.js';
import { decodeBase32, encodeBase32 } from './encodings.js';
import type { Checksum } from './types.js';

/** Where the bytes of the CRC stand, the lowest first. */
const places = [22, 8, 7, 2];
const userToken = 0xe0b9692d;
const applicationToken = 0x1019f92e;

export const azureDevopsLegacy: Checksum = {
  verify(token) {
    const bytes = readToken(token);
    if (bytes === null) return false;
    const found = Buffer.from(places.map((place) => bytes[place]!)).readUInt32LE();
    const expected = computeCrc(bytes);
    return found === (expected ^ userToken) >>> 0 || found === (expected ^ applicationToken) >>> 0;
  },
  complete(token) {
    // 52 characters hold 260 bits: of the last one only the first bit counts, and the others are zero.
    const bytes = readToken(token.slice(0, 51) + (/[q-z2-7]/.test(token.slice(51)) ? 'q' : 'a'));
    if (bytes === null || token.length !== 52) throw wrongShape();
    const check = littleEndian((computeCrc(bytes) ^ userToken) >>> 0);
    for (const [index, place] of places.entries()) bytes[place] = check[index]!;
    return encodeBase32(bytes).toLowerCase();
  },
};

function readToken(token: ByteString): Buffer | null {
  return /^[a-z2-7]{52}$/.test(token) ? decodeBase32(token.toUpperCase()) : null;
}

function computeCrc(bytes: Buffer): number {
  const others = bytes.filter((_, index) => !places.includes(index));
  return crc32(Buffer.from(others).toString('latin1'));
}
