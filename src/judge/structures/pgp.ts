/** PGP private key blocks (RFC 4880, RFC 9580). */
import type { Body } from './armour.js';
import { plain, sound, unsound } from './results.js';
import type { StructureResult } from './types.js';

const secretKeyTag = 5;
const secretSubkeyTag = 7;

/** The body of the armour begins with a secret key packet, and its CRC-24, where it has one, is right. */
export function checkPgp({ pieces }: Body, closed: boolean): StructureResult {
  const checkAt = pieces.findIndex((piece) => /^=[A-Za-z0-9+/]{4}$/.test(piece));
  const text = (checkAt < 0 ? pieces : pieces.slice(0, checkAt)).join('');
  const bytes = Buffer.from(text, 'base64');
  const tag = readTag(bytes[0] ?? 0);
  if (bytes.length < 40 || (tag !== secretKeyTag && tag !== secretSubkeyTag)) {
    return unsound('the body is too short or is no secret key packet');
  }
  if (!closed) return plain;
  if (checkAt >= 0 && !Buffer.from(pieces[checkAt]!.slice(1), 'base64').equals(crc24(bytes))) return plain;
  return sound();
}

/** The packet tag in the first byte of a packet, of the old or the new format; -1 where it is none. */
function readTag(byte: number): number {
  if (byte < 0x80) return -1;
  return byte & 0x40 ? byte & 0x3f : (byte >> 2) & 0x0f;
}

/** The CRC-24 of the armour, three bytes. */
export function crc24(bytes: Uint8Array): Buffer {
  let value = 0xb704ce;
  for (const byte of bytes) {
    value ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) {
      value <<= 1;
      if (value & 0x1000000) value ^= 0x1864cfb;
    }
  }
  return Buffer.from([value >> 16, value >> 8, value]);
}
