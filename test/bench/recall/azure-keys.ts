/** Microsoft's identifiable keys: a signature at a fixed place and a Marvin32 at the end. */
import { randomBytes } from '../../support/random.js';
import { BASE62 } from './alphabets.js';
import { textOver } from './chance.js';
import { digits } from './checksums.js';
import { marvin32 } from './marvin32.js';

const DEFAULT_SEED = 0x44656661756c7430n;

/** By signature: the length of the key in bytes and the seed of its checksum. */
const KINDS: Record<string, { bytes: 32 | 39 | 64; seed: bigint }> = {
  APIM: { bytes: 64, seed: 0x496f544875623030n },
  '+ABa': { bytes: 64, seed: 0x4162416363743030n },
  AzCa: { bytes: 32, seed: 0x4163636573733030n },
  '+ACR': { bytes: 39, seed: 0x41435244666c7430n },
  ACDb: { bytes: 64, seed: 0x4d61737452573030n },
  '+AEh': { bytes: 32, seed: 0x53656e6430303030n },
  '+ASb': { bytes: 32, seed: 0x53656e6430303030n },
  '+ASt': { bytes: 64, seed: DEFAULT_SEED },
  AIoT: { bytes: 32, seed: 0x496f544875623030n },
  AzSe: { bytes: 39, seed: 0x5041646d696e3030n },
};

/** Where the signature stands in the base64 text, by the length of the key in bytes. */
const SIGNATURE_AT = { 32: 33, 39: 42, 64: 76 };

/** A key of 32, 39 or 64 bytes in base64 with that signature. */
export function identifiableKey(signature: string): string {
  const kind = KINDS[signature];
  if (!kind) throw new Error('no Azure key has this signature');
  const at = SIGNATURE_AT[kind.bytes];
  for (;;) {
    const text = randomBytes(kind.bytes).toString('base64');
    const key = Buffer.from(`${text.slice(0, at)}${signature}A${text.slice(at + 5)}`, 'base64');
    key.writeUInt32LE(marvin32(key.subarray(0, -4), kind.seed), kind.bytes - 4);
    const made = key.toString('base64');
    if (signature !== 'AzSe' || !/[+/]/.test(made)) return made;
  }
}

/** A common annotated security key of 84 characters, of the resource provider with that signature. */
export function annotatedKey(signature: string): string {
  const body = `${textOver(BASE62, 52)}JQQJ99BJ${'A'.repeat(12)}AAAB${signature}`;
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(marvin32(Buffer.from(body, 'base64'), DEFAULT_SEED));
  const zeros = '0'.repeat(Math.min(checksum.toString('latin1').search(/[^\0]|$/), 3));
  return body + (zeros + digits(checksum.readUInt32BE(), BASE62, 1)).padEnd(6, '0').slice(0, 4);
}
