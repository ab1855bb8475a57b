/** Keys in bech32, base58check and base32 with a CRC-16; translated from facts/checksums.py. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { randomBytes } from '../../support/random.js';
import { BASE58, BECH32 } from './alphabets.js';
import { base32 } from './checksums.js';

/** Bech32 of 32 random bytes under a human-readable part. */
export function bech32Key(human: string): string {
  const data = fiveBits(randomBytes(32));
  const expanded = [...human].map((one) => one.charCodeAt(0));
  const head = [...expanded.map((code) => code >> 5), 0, ...expanded.map((code) => code & 31)];
  const check = polymod([...head, ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  const tail = [5, 4, 3, 2, 1, 0].map((i) => (check >> (5 * i)) & 31);
  return `${human}1${[...data, ...tail].map((value) => BECH32[value]).join('')}`;
}

function fiveBits(bytes: Buffer): number[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => Number.parseInt(group.padEnd(5, '0'), 2));
}

function polymod(values: number[]): number {
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = (((sum & 0x1ffffff) << 5) ^ value) >>> 0;
    for (const [i, generator] of generators.entries()) if ((top >> i) & 1) sum = (sum ^ generator) >>> 0;
  }
  return sum;
}

/** Base58 of the bytes (no leading zero bytes). */
export function base58(bytes: Buffer): string {
  let text = '';
  for (let left = BigInt(`0x${bytes.toString('hex')}`); left > 0n; left /= 58n)
    text = BASE58[Number(left % 58n)] + text;
  return text;
}

/** Base58 of the bytes and the beginning of their double SHA-256. */
export function base58Check(bytes: Buffer): string {
  const once = createHash('sha256').update(bytes).digest();
  return base58(Buffer.concat([bytes, createHash('sha256').update(once).digest().subarray(0, 4)]));
}

/** A Bitcoin private key in the wallet import format, compressed. */
export function walletImportKey(): string {
  return base58Check(Buffer.concat([Buffer.from([0x80]), randomBytes(32), Buffer.from([1])]));
}

/** A BIP-32 extended private key of the main net. */
export function extendedPrivateKey(): string {
  const head = Buffer.from('0488ade4000000000000000000', 'hex');
  return base58Check(Buffer.concat([head, randomBytes(32), Buffer.from([0]), randomBytes(32)]));
}

/** Base32 of `head`, 32 random bytes and their CRC-16: NATS seeds and Stellar seeds. */
export function crc16Key(head: number[]): string {
  const bytes = Buffer.concat([Buffer.from(head), randomBytes(32)]);
  const check = Buffer.alloc(2);
  check.writeUInt16LE(crc16(bytes));
  return base32(Buffer.concat([bytes, check]));
}

function crc16(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      sum = sum & 0x8000 ? ((sum << 1) ^ 0x1021) & 0xffff : (sum << 1) & 0xffff;
  }
  return sum;
}

/** An Azure DevOps token of the kind before 2024: base32 with a CRC-32 in four of its bytes. */
export function oldDevOpsToken(): string {
  const bytes = randomBytes(32);
  const parts = [bytes.subarray(0, 2), bytes.subarray(3, 7), bytes.subarray(9, 22), bytes.subarray(23)];
  const check = Buffer.alloc(4);
  check.writeUInt32LE((crc32(Buffer.concat(parts)) ^ 0xe0b9692d) >>> 0);
  for (const [i, at] of [22, 8, 7, 2].entries()) bytes[at] = check[i] as number;
  return base32(bytes).toLowerCase();
}
