/** AWS access key ids and secret access keys. */
import type { ByteString } from '../../types.js';
import { decodeBase32 } from '../checksums/encodings.js';
import { placeholder, plain, sound, unsound } from './results.js';
import type { Structure } from './types.js';

const largestAccount = 999_999_999_999;

/**
 * The AWS account number inside an access key id: 40 bits of base32 behind the four characters that tell the
 * kind and the bit that tells the generation. Null where there cannot be one.
 * https://labs.withsecure.com/publications/a-bitwise-analysis-of-aws-access-key-identifiers
 */
export function readAccount(id: ByteString): number | null {
  const bytes = id.length === 20 ? decodeBase32(id.slice(4)) : null;
  if (bytes === null) return null;
  const account = Math.floor((bytes.readUIntBE(0, 6) % 2 ** 47) / 2 ** 7);
  return account <= largestAccount ? account : null;
}

export const awsAccessKeyId: Structure = {
  check(token) {
    if (token.endsWith('EXAMPLE')) return placeholder;
    if (!/^[A-Z0-9]{20}$/.test(token)) return unsound('not 20 upper-case letters and digits');
    // Ids of the older generation, whose first bit is 0, hold no account, and some of them still work.
    return /^.{4}[Q-Z2-7]/.test(token) && readAccount(token) !== null ? sound() : plain;
  },
  complete(token) {
    const body = token
      .slice(4, 20)
      .replace(/[0189]/g, 'A')
      .padEnd(16, 'A');
    // `Q` is the newer generation, and the zeros of `QA` keep the account number in its range.
    return `${token.slice(0, 4)}QA${body.slice(2)}`;
  },
};

export const awsSecret: Structure = {
  check(_token, secret) {
    if (/EXAMPLE(?:KEY)?$/.test(secret)) return placeholder;
    if (!/^[A-Za-z0-9+/]{40}$/.test(secret)) return unsound('not 40 characters of base64');
    if (/^[0-9a-fA-F]+$/.test(secret)) return unsound('all hex digits, as a hash');
    if (!/[a-z]/.test(secret) || !/[A-Z]/.test(secret)) return unsound('letters of one case only');
    if (measureEntropy(secret) < 4) return unsound('not random enough');
    // One real key in a thousand has no digit; more often that is a long name.
    return /[0-9]/.test(secret) ? sound() : plain;
  },
};

/** Shannon entropy in bits per character. */
function measureEntropy(text: ByteString): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
