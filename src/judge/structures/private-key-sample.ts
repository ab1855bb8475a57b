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
  const { pieces, headers } = readBody(text);
  const given = Buffer.from(pieces.join(''), 'base64');
  const filled = Buffer.alloc(Math.max(shortest, given.length - 16), given.length > 0 ? given : 'sample');
  const lines = headers.includes('ENCRYPTED')
    ? [...headers.split('\n').slice(0, -1), '', ...wrapLines(filled)]
    : frame(filled, block.label);
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

function frame(bytes: Buffer, label: string): string[] {
  if (label === 'OPENSSH ') return wrapLines(frameOpenSsh(bytes));
  if (label === 'PGP ') {
    const packet = Buffer.concat([Buffer.from([0x95, bytes.length >> 8, bytes.length]), bytes]);
    return ['', ...wrapLines(packet), `=${crc24(packet).toString('base64')}`];
  }
  const opening = label === 'ENCRYPTED ' ? Buffer.alloc(0) : Buffer.from([0x02, 1, 0]);
  const content = Buffer.concat([opening, frameSequence(bytes)]);
  return wrapLines(frameSequence(content));
}

function frameSequence(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x30, 0x82, content.length >> 8, content.length]), content]);
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
