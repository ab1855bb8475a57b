/** Access tokens of Matrix servers: a CRC-32 of all before the last underscore, in six base62 digits. */
import type { ByteString } from '../../types.js';
import { checkedTail } from './checked-tail.js';
import { crc32 } from './crc32.js';
import { base62, writeDigits } from './digits.js';
import type { Checksum } from './types.js';

const width = 6;

/** Synapse: the most significant digit first. */
export const matrixSynapse = behindUnderscore((number) => writeDigits(number, base62, width));

/** The Matrix Authentication Service: the least significant digit first, and zeros filled up before it all the same. */
export const matrixAuthentication = behindUnderscore((number) =>
  [...writeDigits(number, base62, 1)].reverse().join('').padStart(width, base62[0]),
);

function behindUnderscore(write: (number: number) => ByteString): Checksum {
  return checkedTail(width, (head) =>
    head.length > 1 && head.endsWith('_') ? write(crc32(head.slice(0, -1))) : null,
  );
}
