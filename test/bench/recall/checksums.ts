/** Checksums that end a token, by the name that a shape calls them by; translated from facts/checksums.py. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { BASE36, BASE62, BASE62_LOWER_FIRST, ENTRA } from './alphabets.js';
import { marvin32 } from './marvin32.js';

/** A number in the digits of `alphabet`, padded on the left with its zero. */
export function digits(number: number | bigint, alphabet: string, width: number): string {
  const base = BigInt(alphabet.length);
  let text = '';
  for (let left = BigInt(number); left > 0n; left /= base) text = alphabet[Number(left % base)] + text;
  return text.padStart(width, alphabet[0]);
}

const hex8 = (text: string) => crc32(text).toString(16).padStart(8, '0');

function littleEndian(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

/** What follows the first "_" (or the second, for a prefix of two words). */
function afterJoint(text: string, joints: number): string {
  return text.split('_').slice(joints).join('_');
}

const base62Of = (text: string) => digits(crc32(text), BASE62, 6);

/** Each takes the token so far and gives the characters that complete it. */
export const CHECKSUMS: Record<string, (soFar: string) => string> = {
  body62: (soFar) => base62Of(afterJoint(soFar, 1)),
  body62two: (soFar) => base62Of(afterJoint(soFar, 2)),
  salad: (soFar) => base62Of(afterJoint(soFar, 3)),
  whole62: base62Of,
  apify: (soFar) => digits(crc32(soFar), BASE62_LOWER_FIRST, 6),
  atlassian: (soFar) => hex8(soFar).toUpperCase(),
  cloudflare: (soFar) => hex8(afterJoint(soFar, 1)),
  cashfree: (soFar) => hex8(soFar.slice('cfsk_ma_prod_'.length, -1)),
  canva: hex8,
  zuplo: (soFar) => hex8(soFar.slice('zpka_'.length, -1)),
  grafana: (soFar) => littleEndian(crc32(soFar.slice(0, -1))).toString('hex'),
  confluent: (soFar) =>
    littleEndian(crc32(soFar.slice(4)))
      .toString('base64')
      .replace(/=+$/, ''),
  finegrained: (soFar) => base32(createHash('sha256').update(soFar).digest()).slice(0, 8),
  synapse: (soFar) => base62Of(soFar.slice(0, -1)),
  authentication: (soFar) => [...base62Of(soFar.slice(0, -1))].reverse().join(''),
  entra: (soFar) => digits(marvin32(Buffer.from(soFar, 'latin1'), 0x4161645077643030n), ENTRA, 6).slice(0, 3),
  routable: (soFar) => digits(crc32(soFar), BASE36, 7),
};

/** Base32 (RFC 4648) in upper case, without padding. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups
    .map((group) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(group.padEnd(5, '0'), 2)])
    .join('');
}
