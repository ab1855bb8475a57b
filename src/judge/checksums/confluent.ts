/**
 * Confluent Cloud secrets: a CRC-32 over the 54 characters after `cflt`, its lowest byte first, in base64.
 */
import { checkedTail } from './checked-tail.js';
import { crc32, littleEndian } from './crc32.js';

export const confluent = checkedTail(6, (head) =>
  head.length === 58
    ? littleEndian(crc32(head.slice(4)))
        .toString('base64')
        .slice(0, 6)
    : null,
);
