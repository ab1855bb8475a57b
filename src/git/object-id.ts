/** Object ids between hexadecimal digits and bytes. */

const VALUES = new Int8Array(256).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) VALUES[digit.charCodeAt(0)] = value;

/** Whether an id can have that many hexadecimal digits: SHA-1 or SHA-256. */
export function isIdLength(digits: number): boolean {
  return digits === 40 || digits === 64;
}

/**
 * Reads the digits of an id.
 * @param from where they begin.
 * @param id takes the bytes; as many as it holds are read.
 * @returns false where one of them is no digit.
 */
export function decodeId(digits: Uint8Array, from: number, id: Uint8Array): boolean {
  let signs = 0;
  for (let i = 0, at = from; i < id.length; i++, at += 2) {
    const high = VALUES[digits[at] as number] as number;
    const low = VALUES[digits[at + 1] as number] as number;
    signs |= high | low; // negative for no digit
    id[i] = (high << 4) | low;
  }
  return signs >= 0;
}

/** The bytes of an id that is written in digits. */
export function idBytes(oid: string): Uint8Array {
  return Buffer.from(oid, 'hex');
}
