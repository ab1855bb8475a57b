/** WireGuard's private keys: `wg genkey` sets five bits of them. Keys that two sides share are any 32 bytes. */
import { decodeBase64 } from '../checksums/encodings.js';
import { doubtful, plain } from './results.js';
import type { Structure } from './types.js';

export const wireguard: Structure = {
  check(token, secret) {
    const bytes = decodeBase64(secret);
    if (bytes?.length !== 32) return doubtful('not 32 bytes');
    const isClamped = (bytes[0]! & 7) === 0 && (bytes[31]! & 0xc0) === 0x40;
    return isClamped || token.startsWith('Preshared') ? plain : doubtful('not a key that wg genkey makes');
  },
  complete(token) {
    const bytes = Buffer.from(token.slice(-44), 'base64');
    bytes[0]! &= 0xf8;
    bytes[31] = (bytes[31]! & 0x3f) | 0x40;
    return token.slice(0, -44) + bytes.toString('base64');
  },
};
