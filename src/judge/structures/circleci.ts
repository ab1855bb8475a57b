/** CircleCI tokens: a UUID of version 4 in base58, then random hex digits. */
import { bitcoinDigits, decodeBase58, encodeBase58 } from '../checksums/base58.js';
import { uuidOf } from './material.js';
import { doubtful, sound } from './results.js';
import type { Structure } from './types.js';

export const circleCi: Structure = {
  check(token) {
    const bytes = decodeBase58(token.split('_', 2)[1] ?? '', bitcoinDigits);
    const isUuid = bytes?.length === 16 && bytes[6]! >> 4 === 4 && bytes[8]! >> 6 === 2;
    return isUuid ? sound() : doubtful('its middle is no UUID');
  },
  complete(token) {
    const [kind, , secret] = token.split('_', 3);
    const uuid = Buffer.from(uuidOf(token).replaceAll('-', ''), 'hex');
    return `${kind}_${encodeBase58(uuid, bitcoinDigits)}_${secret}`;
  },
};
