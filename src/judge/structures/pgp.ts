/** PGP private key blocks (RFC 4880, RFC 9580). */
import type { Body } from './armour.js';
import { lowered, plain, sound, unsound } from './results.js';
import type { StructureResult } from './types.js';

const secretKeyTag = 5;
const secretSubkeyTag = 7;

/** The body of the armour begins with a secret key packet, and its CRC-24, where it has one, is right. */
export function checkPgp({ pieces }: Body, closed: boolean): StructureResult {
  const checkAt = pieces.findIndex((piece) => /^=[A-Za-z0-9+/]{4}$/.test(piece));
  const text = (checkAt < 0 ? pieces : pieces.slice(0, checkAt)).join('');
  const bytes = Buffer.from(text, 'base64');
  const tag = readTag(bytes[0] ?? 0);
  if (bytes.length < 40 || (tag !== secretKeyTag && tag !== secretSubkeyTag)) {
    return unsound('the body is too short or is no secret key packet');
  }
  if (!closed) return plain;
  if (checkAt >= 0 && !Buffer.from(pieces[checkAt]!.slice(1), 'base64').equals(crc24(bytes))) return plain;
  switch (readProtection(bytes)) {
    case 'dummy':
      return lowered('low', 'without its secret part (GNU dummy)');
    case null:
      return sound();
    case 'encrypted':
      return sound('encrypted');
    case 'none':
      return sound('not encrypted');
  }
}

/** How many numbers the public part has, by its algorithm; those on curves begin with the name of the curve. */
const publicNumbers = new Map([
  [1, 2],
  [2, 2],
  [3, 2],
  [16, 3],
  [17, 4],
]);
const onCurves = [18, 19, 22];
const deriving = 18;

/** What protects the first packet of version 4: the byte behind its public part. Null for what is not known here. */
function readProtection(bytes: Buffer): 'none' | 'encrypted' | 'dummy' | null {
  const body = bytes.subarray(readHeaderLength(bytes));
  const algorithm = body[5] ?? 0;
  if (body[0] !== 4) return null;
  let at = 6;
  const skipNumber = () => {
    at += 2 + ((((body[at] ?? 0) << 8) + (body[at + 1] ?? 0) + 7) >> 3);
  };
  const skipBytes = () => {
    at += 1 + (body[at] ?? 0);
  };
  if (onCurves.includes(algorithm)) {
    skipBytes();
    skipNumber();
    if (algorithm === deriving) skipBytes();
  } else {
    const count = publicNumbers.get(algorithm);
    if (count === undefined) return null;
    for (let index = 0; index < count; index++) skipNumber();
  }
  if (at >= body.length) return null;
  if (body[at] === 0) return 'none';
  const specifier = body.subarray(at + 2, at + 8);
  return specifier[0] === 101 && specifier.toString('latin1', 2) === 'GNU\x01' ? 'dummy' : 'encrypted';
}

/** Tag and length before a packet, in bytes. */
function readHeaderLength([tag = 0, first = 0]: Uint8Array): number {
  if (tag & 0x40) return first < 192 ? 2 : first < 255 ? 3 : 6;
  return [2, 3, 5, 1][tag & 3]!;
}

/** The packet tag in the first byte of a packet, of the old or the new format; -1 where it is none. */
function readTag(byte: number): number {
  if (byte < 0x80) return -1;
  return byte & 0x40 ? byte & 0x3f : (byte >> 2) & 0x0f;
}

/** The CRC-24 of the armour, three bytes. */
export function crc24(bytes: Uint8Array): Buffer {
  let value = 0xb704ce;
  for (const byte of bytes) {
    value ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) {
      value <<= 1;
      if (value & 0x1000000) value ^= 0x1864cfb;
    }
  }
  return Buffer.from([value >> 16, value >> 8, value]);
}
