/** Ed25519 key pairs of Solana and NEAR: 32 bytes of secret, then the public key that is made of them. */
import type { ByteString } from '../../types.js';
import { bitcoinDigits, decodeBase58, encodeBase58 } from '../checksums/base58.js';
import { doubtful, sound } from './results.js';
import type { Structure } from './types.js';

const half = 32; // bytes
const near = 'ed25519:';

export const ed25519Pair: Structure = {
  check(token) {
    const bytes = readPair(token);
    if (bytes?.length !== 2 * half) return doubtful('not 64 bytes');
    return publicKey(bytes.subarray(0, half)).equals(bytes.subarray(half))
      ? sound()
      : doubtful('its second half is not the public key of the first');
  },
  complete(token) {
    const seed = Buffer.alloc(half, token, 'latin1');
    const pair = Buffer.concat([seed, publicKey(seed)]);
    if (token.startsWith('[')) return `[${[...pair].join(',')}]`;
    return (token.startsWith(near) ? near : '') + encodeBase58(pair, bitcoinDigits);
  },
};

/** The bytes of a list of numbers, or of base58 with or without the prefix of NEAR. */
function readPair(token: ByteString): Buffer | null {
  if (!token.startsWith('[')) {
    return decodeBase58(token.slice(token.startsWith(near) ? near.length : 0), bitcoinDigits);
  }
  const numbers = token
    .slice(1, -1)
    .split(',', 2 * half + 1)
    .map(Number);
  return numbers.every((number) => number >= 0 && number <= 255) ? Buffer.from(numbers) : null;
}

/** What stands before the 32 bytes in PKCS #8 (RFC 8410). */
const frame = Buffer.from('302e020100300506032b657004220420', 'hex');

function publicKey(seed: Buffer): Buffer {
  // Loaded when it is first needed: see `sha256.ts`.
  const { createPrivateKey, createPublicKey } = process.getBuiltinModule('node:crypto');
  const secret = createPrivateKey({ key: Buffer.concat([frame, seed]), format: 'der', type: 'pkcs8' });
  return createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-half);
}
