/** A CRC-32 in eight hex digits at the end: Atlassian, Canva, Cashfree, Cloudflare, Grafana. */
import type { ByteString } from '../../types.js';
import { checkedTail } from './checked-tail.js';
import { crc32, littleEndian } from './crc32.js';

const width = 8;

function hex(text: ByteString): string {
  return crc32(text).toString(16).padStart(width, '0');
}

/**
 * Upper case, over everything before. Atlassian API tokens, Bitbucket app passwords. Their `=` may stand
 * escaped, as `%3D` in a URL or as `\=` in a properties file.
 */
export const crc32HexUpper8 = checkedTail(width, (head) => {
  const plain = head.replaceAll('%3D', '=').replaceAll('\\=', '=');
  return hex(plain).toUpperCase();
});

/** Over the first 48 characters. */
export const canva = checkedTail(width, (head) => (head.length === 48 ? hex(head) : null));

/** Over the 40 characters after the prefix, which ends at the first underscore. */
export const cloudflare = checkedTail(width, (head) => {
  const body = head.slice(head.indexOf('_') + 1);
  return body.length === 40 && body.length < head.length ? hex(body) : null;
});

/** Over the 32 characters between the last two underscores. Cashfree; Zuplo does the same. */
export const cashfree = checkedTail(width, (head) => {
  const body = head.slice(-33, -1);
  const framed = head.length > 34 && head.at(-34) === '_' && head.endsWith('_');
  return framed && !body.includes('_') ? hex(body) : null;
});

/** Over prefix and body, 37 characters; the lowest byte of the CRC comes first, after an underscore. */
export const grafana = checkedTail(width, (head) => {
  if (head.length !== 38 || !head.endsWith('_')) return null;
  return littleEndian(crc32(head.slice(0, 37))).toString('hex');
});
