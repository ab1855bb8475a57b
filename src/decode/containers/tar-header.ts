/** One 512-byte header of a tar archive. Formats: POSIX.1-2017 `pax`, and the GNU tar manual. */
import type { ByteString } from '../../types.js';

export const BLOCK = 512; // bytes

const CHECKSUM = { start: 148, end: 156 };
const SPACE = 0x20;

export interface TarHeader {
  name: ByteString;
  /** In bytes. */
  size: number;
  /** '0' or NUL for a file, '1' and '2' for links, 'x' and 'L' for what is said of the next entry. */
  type: ByteString;
  linkName: ByteString;
  /** Whether GNU's map of a sparse file goes on in the next block. */
  isMapContinued: boolean;
}

/** Whether a header stands there: its checksum is right. */
export function isTarHeader(bytes: Buffer, at: number): boolean {
  if (at + BLOCK > bytes.length || bytes[at] === 0) return false;
  const expected = octal(bytes, at + CHECKSUM.start, at + CHECKSUM.end);
  if (expected === null) return false;
  let sum = 0;
  let signed = 0; // some old archives have it over signed characters
  for (let place = 0; place < BLOCK; place++) {
    const isSum = place >= CHECKSUM.start && place < CHECKSUM.end;
    const byte = isSum ? SPACE : (bytes[at + place] as number);
    sum += byte;
    signed += byte < 0x80 ? byte : byte - 0x100;
  }
  return sum === expected || signed === expected;
}

/** @returns null where the size is no number. */
export function readTarHeader(bytes: Buffer, at: number): TarHeader | null {
  const size = numberAt(bytes, at + 124, at + 136);
  if (size === null) return null;
  const isPosix = bytes.toString('latin1', at + 257, at + 263) === 'ustar\0';
  const prefix = isPosix ? textAt(bytes, at + 345, at + 500) : '';
  const name = textAt(bytes, at, at + 100);
  const type = String.fromCharCode(bytes[at + 156] as number);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size,
    type,
    linkName: textAt(bytes, at + 157, at + 257),
    isMapContinued: type === 'S' && bytes[at + 482] !== 0,
  };
}

/** Up to a NUL. */
export function textAt(bytes: Buffer, start: number, end: number): ByteString {
  const field = bytes.subarray(start, end);
  const nul = field.indexOf(0);
  return field.toString('latin1', 0, nul < 0 ? field.length : nul);
}

/** Octal digits, or (GNU, for 8 GB and more) a binary number marked by the first bit. */
function numberAt(bytes: Buffer, start: number, end: number): number | null {
  const first = bytes[start] as number;
  if (first < 0x80) return octal(bytes, start, end);
  let value = first & 0x3f;
  for (let at = start + 1; at < end; at++) value = value * 256 + (bytes[at] as number);
  return first < 0xc0 && Number.isSafeInteger(value) ? value : null;
}

function octal(bytes: Buffer, start: number, end: number): number | null {
  const digits = textAt(bytes, start, end).trim();
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : null;
}
