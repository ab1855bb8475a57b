/** A CRC-32 in six base62 digits at the end: GitHub's idea, and those who took it over. */
import type { ByteString } from '../../types.js';
import { checkedTail, wrongShape } from './checked-tail.js';
import { crc32 } from './crc32.js';
import { base62, base62LowerFirst, writeDigits } from './digits.js';
import type { Checksum } from './types.js';

const width = 6;

/** Over everything before, prefix included. Deno Deploy, Weights & Biases. */
export const crc32Base62Whole = checkedTail(width, (head) => writeDigits(crc32(head), base62, width));

/** The same with the digits in another order. Apify. */
export const crc32Base62LowerFirstWhole = checkedTail(width, (head) =>
  writeDigits(crc32(head), base62LowerFirst, width),
);

/** Over what follows the prefix. GitHub's classic tokens, npm, Chief Tools, Polar, Salad, Vercel. */
export const crc32Base62Body: Checksum = {
  verify(token) {
    const head = token.slice(0, -width);
    return findBodies(head).some((body) => digitsOf(body) === token.slice(head.length));
  },
  complete(token) {
    const head = token.slice(0, -width);
    const body = findBodies(head)[0];
    if (body === undefined) throw wrongShape();
    return head + digitsOf(body);
  },
};

function digitsOf(body: ByteString): string {
  return writeDigits(crc32(body), base62, width);
}

/**
 * What may be the body, the likeliest first: a prefix of several words ends at the last underscore
 * (`polar_oat_`), any other at the first, as Vercel's bodies hold underscores themselves.
 */
function findBodies(head: ByteString): ByteString[] {
  const first = head.indexOf('_') + 1;
  const last = head.lastIndexOf('_') + 1;
  if (first === 0) return [];
  const starts = /^[a-z_]+$/.test(head.slice(0, last)) ? [last, first] : [first, last];
  return starts.filter((start) => start < head.length).map((start) => head.slice(start));
}
