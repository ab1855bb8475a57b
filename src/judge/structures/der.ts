/** How far bytes are what a private key's frame says they are. */

/**
 * `exact`: every byte is accounted for. `inexact`: it begins as a key, yet is cut or followed by more.
 * `stub`: it is no more than the beginning of one.
 */
export type Fit = 'exact' | 'inexact' | 'stub' | 'none';

/** Shorter than any private key in DER: the shortest, Ed25519 in PKCS #8, has 48 bytes. */
const shortest = 40;

/**
 * Whether bytes are one DER SEQUENCE that opens as private keys do: with a small version number, or,
 * encrypted, with another SEQUENCE (PKCS #1, PKCS #8, SEC 1).
 */
export function fitDer(bytes: Uint8Array): Fit {
  const [tag, first = 0] = bytes;
  if (tag !== 0x30 || bytes.length < shortest || first === 0x80 || first > 0x83) return 'none';
  const lengthBytes = first > 0x80 ? first - 0x80 : 0;
  let length = lengthBytes > 0 ? 0 : first;
  for (let index = 0; index < lengthBytes; index++) length = length * 256 + bytes[2 + index]!;

  const start = 2 + lengthBytes;
  const version = bytes[start] === 0x02 && bytes[start + 1] === 1 && bytes[start + 2]! <= 3;
  if (!version && bytes[start] !== 0x30) return 'none';
  if (bytes.length === start + length) return 'exact';
  return bytes.length * 2 > length ? 'inexact' : 'stub';
}
