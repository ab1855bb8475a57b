/**
 * Microsoft's common annotated keys (`JQQJ99`): four or six digits made of a Marvin32 of the first 60 bytes.
 */
import type { ByteString } from '../../types.js';
import { wrongShape } from './checked-tail.js';
import { littleEndian } from './crc32.js';
import { base62, writeDigits } from './digits.js';
import { decodeBase64 } from './encodings.js';
import { marvin32 } from './marvin32.js';
import type { Checksum } from './types.js';

const bodyLength = 80;

export const azureCask: Checksum = {
  verify(key) {
    const check = computeCheck(key);
    if (check === null) return false;
    const tail = key.slice(bodyLength);
    return tail === writeTail(check, base62Digits, key) || tail === writeTail(check, plainBase64, key);
  },
  complete(key) {
    const check = computeCheck(key);
    if (check === null) throw wrongShape();
    return key.slice(0, bodyLength) + writeTail(check, base62Digits, key);
  },
};

function computeCheck(key: ByteString): Buffer | null {
  if (key.length !== 84 && key.length !== 88) return null;
  const body = decodeBase64(key.slice(0, bodyLength));
  return body && littleEndian(marvin32(body, 'Default0'));
}

function writeTail(check: Buffer, write: (check: Buffer) => string, key: ByteString): ByteString {
  const digits = write(check);
  return key.length === 84 ? digits.slice(0, 4) : `${digits}==`;
}

/**
 * The four bytes as one number, with a `0` for each leading zero byte, and filled up with `0` on the right.
 */
function base62Digits(check: Buffer): string {
  const zeros = check.findIndex((byte) => byte !== 0);
  if (zeros < 0) return '000000';
  const digits = '0'.repeat(zeros) + writeDigits(check.readUInt32BE(), base62, 1);
  return digits.padEnd(6, '0').slice(0, 6);
}

/** Keys of the first months carry the bytes as they are. */
function plainBase64(check: Buffer): string {
  return check.toString('base64').slice(0, 6);
}
