/** Base58 with a check, as a structure: for patterns whose secret is only a part of the match. */
import { base58check as checksum } from '../checksums/base58check.js';
import { sound, unsound } from './results.js';
import type { Structure } from './types.js';

export const base58check: Structure = {
  check: (_token, secret) => (checksum.verify(secret) ? sound() : unsound('its check value is wrong')),
};
