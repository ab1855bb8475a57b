/** Seeds in base32 that end in a CRC-16 of all their other bytes: NATS, Stellar. */
import type { ByteString } from '../../types.js';
import { wrongShape } from './checked-tail.js';
import { crc16 } from './crc16.js';
import { decodeBase32, encodeBase32 } from './encodings.js';
import type { Checksum } from './types.js';

interface Seed {
  /** In characters. */
  length: number;
  /** Whether the bytes before the CRC begin as those of a seed do. */
  isSeed(bytes: Buffer): boolean;
  /** Where the seed begins in a token. */
  start(token: ByteString): number;
}

/** Who a NATS key is of: account, cluster, server, operator, user, curve (X25519). */
const roles = [0x00, 0x10, 0x68, 0x70, 0xa0, 0xb8];

/** 36 bytes; also at the end of a credentials file's block. https://docs.nats.io/using-nats/developer/connecting/nkey */
export const natsSeed = checkedSeed({
  length: 58,
  isSeed: ([first = 0, second = 0]) =>
    (first & 0xf8) === 0x90 && roles.includes(((first & 7) << 5) | (second >> 3)),
  start: (token) => (token.startsWith('-----BEGIN ') ? Math.max(0, token.length - 58) : 0),
});

/** 35 bytes. https://stellar.org/protocol/sep-23 */
export const stellarSeed = checkedSeed({
  length: 56,
  isSeed: ([first]) => first === 0x90,
  start: () => 0,
});

function checkedSeed({ length, isSeed, start }: Seed): Checksum {
  return {
    verify(token) {
      const seed = token.slice(start(token));
      const bytes = seed.length === length ? decodeBase32(seed) : null;
      return bytes !== null && isSeed(bytes) && crc16(bytes.subarray(0, -2)).equals(bytes.subarray(-2));
    },
    complete(token) {
      const at = start(token);
      // The last four characters hold nothing but the CRC, the end of the byte before it, and bits that are zero.
      const bytes = token.length - at === length ? decodeBase32(`${token.slice(at, -4)}AAAA`) : null;
      if (bytes === null || !isSeed(bytes)) throw wrongShape();
      const body = bytes.subarray(0, -2);
      return token.slice(0, at) + encodeBase32(Buffer.concat([body, crc16(body)]));
    },
  };
}
