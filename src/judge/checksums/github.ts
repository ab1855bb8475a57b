/**
 * GitHub fine-grained tokens: part of a SHA-256 of the first 77 characters stands in the eight that follow.
 */
import type { ByteString } from '../../types.js';
import { wrongShape } from './checked-tail.js';
import { encodeBase32 } from './encodings.js';
import { sha256 } from './sha256.js';
import type { Checksum } from './types.js';

const length = 93;
const start = 77;
const end = 85;

/** The last eight characters mean something else, which nobody outside knows: they are not checked. */
export const githubFineGrained: Checksum = {
  verify: (token) => token.length === length && token.slice(start, end) === computeCheck(token),
  complete(token) {
    if (token.length !== length) throw wrongShape();
    return token.slice(0, start) + computeCheck(token) + token.slice(end);
  },
};

function computeCheck(token: ByteString): ByteString {
  return encodeBase32(sha256(token.slice(0, start))).slice(0, end - start);
}
