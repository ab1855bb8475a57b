/** Makes private key blocks that are sound and open nothing, for tests and samples. */
import type { ByteString } from '../../types.js';
import { readBody } from './armour.js';
import { findBlock } from './key-block.js';
import { crc24 } from './pgp.js';

const shortest = 120;

/** The first block of the token with a body that has the right frame around the bytes of the given one. */
export function completePrivateKey(token: ByteString): ByteString {
  const block = findBlock(token);
  if (!block) return completeWrapped(token);
  const text = token.slice(block.start, block.end);
  const given = Buffer.from(readBody(text).pieces.join(''), 'base64');
  const filled = Buffer.alloc(Math.max(shortest, given.length - 16), given.length > 0 ? given : 'sample');
  const lines = text.includes('Proc-Type:') ? encrypt(filled) : frame(filled, block.label);
  const lineEnd = text.includes('\\n') ? '\\n' : '\n';
  return token.slice(0, block.start) + ['', ...lines, ''].join(lineEnd) + token.slice(block.end);
}

/** A block that is wrapped once more in base64, in one line. */
function completeWrapped(token: ByteString): ByteString {
  const text = Buffer.from(token, 'base64').toString('latin1');
  const begin = /^-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY/.exec(text);
  if (!begin) return token;
  const block = `${begin[0]}-----\n${token.slice(-128).replace(/[^A-Za-z0-9]/g, '')}\n-----END PRIVATE KEY-----\n`;
  return Buffer.from(completePrivateKey(block), 'latin1').toString('base64');
}

/** Cipher text has no frame; the headers say what it is. */
function encrypt(bytes: Buffer): string[] {
  const start = bytes.subarray(0, 16).toString('hex').toUpperCase();
  return ['Proc-Type: 4,ENCRYPTED', `DEK-Info: AES-128-CBC,${start}`, '', ...wrapLines(bytes)];
}

function frame(bytes: Buffer, label: string): string[] {
  if (label === 'OPENSSH ') return wrapLines(frameOpenSsh(bytes));
  if (label === 'PGP ') {
    const packet = Buffer.concat([Buffer.from([0x95, bytes.length >> 8, bytes.length]), bytes]);
    return ['', ...wrapLines(packet), `=${crc24(packet).toString('base64')}`];
  }
  return wrapLines(part(sequence, ...partsOf(bytes, label)));
}

const integer = 0x02;
const octets = 0x04;
const sequence = 0x30;

/** What a key is made of, by its label: the numbers are none that would open anything. */
function partsOf(bytes: Buffer, label: string): Buffer[] {
  const version = part(integer, Buffer.from([label === 'EC ' ? 1 : 0]));
  const algorithm = part(sequence, bytes.subarray(0, 16));
  const number = part(integer, Buffer.from([0]), bytes.subarray(0, 32));
  switch (label) {
    case 'ENCRYPTED ':
      return [algorithm, part(octets, bytes)];
    case 'EC ':
      return [version, part(octets, bytes)];
    case 'DSA ':
      return [version, ...Array(5).fill(number)];
    case 'RSA ':
      return [version, ...numbersOf(bytes).map((one) => part(integer, Buffer.from([0]), one))];
    default:
      return [version, algorithm, part(octets, bytes)];
  }
}

/** Modulus, exponents, primes and what goes with them. */
function numbersOf(bytes: Buffer): Buffer[] {
  const [first, second] = [bytes.subarray(0, 60), bytes.subarray(-60)];
  const product = BigInt(`0x${first.toString('hex')}`) * BigInt(`0x${second.toString('hex')}`);
  const modulus = Buffer.from(product.toString(16).padStart(240, '0'), 'hex');
  return [modulus, Buffer.from([1, 0, 1]), bytes, first, second, first, second, first];
}

function part(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head = length < 128 ? [tag, length] : [tag, 0x82, length >> 8, length];
  return Buffer.concat([Buffer.from(head), content]);
}

function frameOpenSsh(bytes: Buffer): Buffer {
  const checks = Buffer.concat([bytes.subarray(0, 4), bytes.subarray(0, 4), bytes]);
  const none = frameString(Buffer.from('none'));
  const one = Buffer.from([0, 0, 0, 1]);
  const parts = [
    none,
    none,
    frameString(Buffer.alloc(0)),
    one,
    frameString(bytes.subarray(0, 51)),
    frameString(checks),
  ];
  return Buffer.concat([Buffer.from('openssh-key-v1\0'), ...parts]);
}

function frameString(content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

function wrapLines(bytes: Buffer): string[] {
  return bytes.toString('base64').match(/.{1,64}/g) ?? [];
}
