import { createHash } from 'node:crypto';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bitcoinDigits, decodeBase58, encodeBase58, rippleDigits } from '../../src/judge/checksums/base58.js';
import { readBech32, writeBech32 } from '../../src/judge/checksums/bech32.js';
import { crc16 } from '../../src/judge/checksums/crc16.js';
import { crc32, littleEndian } from '../../src/judge/checksums/crc32.js';
import { base36, base62, base66, writeDigits } from '../../src/judge/checksums/digits.js';
import {
  decodeBase32,
  decodeBase64,
  decodeBase64Url,
  encodeBase32,
} from '../../src/judge/checksums/encodings.js';
import { marvin32 } from '../../src/judge/checksums/marvin32.js';
import { sha256 } from '../../src/judge/checksums/sha256.js';

const parts = suite('the parts of checksums');
const bytes = fc.uint8Array({ maxLength: 100 }).map((array) => Buffer.from(array));

parts('crc32 is that of zlib', () => {
  assert.is(crc32('123456789'), 0xcbf43926);
  assert.is(crc32(''), 0);
  const { crc32: oracle } = zlib as unknown as { crc32(data: Buffer): number };
  fc.assert(fc.property(bytes, (data) => assert.is(crc32(data.toString('latin1')), oracle(data))));
});

parts('sha256 is that of Node, over the bytes of a byte string', () => {
  fc.assert(
    fc.property(bytes, (data) => {
      assert.ok(sha256(data.toString('latin1')).equals(createHash('sha256').update(data).digest()));
    }),
  );
});

parts('littleEndian writes the lowest byte first', () => {
  assert.equal([...littleEndian(0x80000102)], [2, 1, 0, 0x80]);
});

// From the tests of .NET's own implementation, the two halves of each result XOR-ed.
const vectors: [data: string, expected: number][] = [
  ['', 0x30ed35c1 ^ 0x00cd3c7d],
  ['af', 0x48e73fc7 ^ 0x7d75ddc1],
  ['e70f', 0xb5f6e1fc ^ 0x485dbff8],
];
for (const [data, expected] of vectors) {
  parts(`marvin32 agrees with .NET about ${data.length / 2} bytes`, () => {
    const seed = Buffer.from('004fb61a001bdbcc', 'hex').toString('latin1');
    assert.is(marvin32(Buffer.from(data, 'hex'), seed), expected >>> 0);
  });
}

parts('writeDigits counts as the base of its alphabet does', () => {
  assert.is(writeDigits(0, base62, 6), '000000');
  assert.is(writeDigits(61, base62, 1), 'z');
  assert.is(writeDigits(62, base62, 1), '10');
  assert.is(writeDigits(0, base66, 6), 'aaaaaa');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (number) => {
      assert.is(writeDigits(number, base36, 7), number.toString(36).padStart(7, '0'));
    }),
  );
});

parts('base64 comes back, padded or not, in its own alphabet only', () => {
  fc.assert(
    fc.property(bytes, (data) => {
      assert.ok(decodeBase64(data.toString('base64'))?.equals(data));
      assert.ok(decodeBase64(data.toString('base64').replace(/=+$/, ''))?.equals(data));
      assert.ok(decodeBase64Url(data.toString('base64url'))?.equals(data));
    }),
  );
});

const refused: [decode: (text: string) => Buffer | null, text: string, why: string][] = [
  [decodeBase64, 'a', 'one character is no byte'],
  [decodeBase64, 'QR', 'the last four bits are not zero'],
  [decodeBase64, 'QQ=', 'one = too few'],
  [decodeBase64, 'QQ===', 'one = too many'],
  [decodeBase64, 'Q Q=', 'white space'],
  [decodeBase64, '-_-_', 'of the other alphabet'],
  [decodeBase64, 'QQ==QQ==', 'padding in the middle'],
  [decodeBase64Url, '+/+/', 'of the other alphabet'],
  [decodeBase32, 'A', 'one character is no byte'],
  [decodeBase32, 'AB', 'the last two bits are not zero'],
  [decodeBase32, 'aa', 'lower case'],
  [decodeBase32, 'A0', '0 is no digit'],
];
for (const [decode, text, why] of refused) {
  parts(`${decode.name} refuses ${text}: ${why}`, () => assert.is(decode(text), null));
}

parts('base32 comes back, and writes the words of RFC 4648', () => {
  assert.is(encodeBase32(Buffer.from('foobar')), 'MZXW6YTBOI');
  assert.is(encodeBase32(Buffer.from('foob')), 'MZXW6YQ');
  fc.assert(fc.property(bytes, (data) => assert.ok(decodeBase32(encodeBase32(data))?.equals(data))));
});

// The strings of BIP-173 itself.
for (const valid of [
  'A12UEL5L',
  'a12uel5l',
  '?1ezyfcl',
  'split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w',
]) {
  parts(`BIP-173 calls it valid: ${valid}`, () => {
    const read = readBech32(valid, 'bech32');
    assert.ok(read);
    assert.is(writeBech32(read, 'bech32'), valid.toLowerCase());
  });
}
for (const invalid of [
  'pzry9x0s0muk',
  '1pzry9x0s0muk',
  'x1b4n0q5v',
  'li1dgmt3',
  'A1G7SGD8',
  '10a06t8',
  '1qzzfhee',
  'A12uEL5L',
  '',
]) {
  parts(`BIP-173 calls it invalid: ${invalid}`, () => assert.is(readBech32(invalid, 'bech32'), null));
}

parts('crc16 is that of XMODEM, the lower byte first', () => {
  assert.is(crc16(Buffer.from('123456789')).toString('hex'), 'c331');
  assert.is(crc16(Buffer.alloc(0)).toString('hex'), '0000');
});

// From the description of base58 by the IETF's draft-msporny-base58.
const numbers: [hex: string, text: string][] = [
  ['48656c6c6f20576f726c6421', '2NEpo7TZRRrLZSi2U'],
  ['0000287fb4cd', '11233QC4'],
  ['', ''],
  ['00', '1'],
];
for (const [hex, text] of numbers) {
  parts(`base58 writes ${hex.length / 2} bytes, ${hex || 'none'}`, () => {
    assert.is(encodeBase58(Buffer.from(hex, 'hex'), bitcoinDigits), text);
    assert.is(decodeBase58(text, bitcoinDigits)?.toString('hex'), hex);
  });
}

parts('base58 comes back, and is no longer than a key', () => {
  fc.assert(
    fc.property(bytes, fc.constantFrom(bitcoinDigits, rippleDigits), (data, digits) => {
      const text = encodeBase58(data.subarray(0, 90), digits);
      assert.ok(decodeBase58(text, digits)?.equals(data.subarray(0, 90)));
    }),
  );
  assert.is(decodeBase58('1'.repeat(129), bitcoinDigits), null);
  assert.is(decodeBase58('0', bitcoinDigits), null);
});

// The strings of BIP-350.
for (const valid of [
  'A1LQFN3A',
  'a1lqfn3a',
  'split1checkupstagehandshakeupstreamerranterredcaperredlc445v',
  '?1v759aa',
]) {
  parts(`BIP-350 calls it valid: ${valid}`, () => {
    const read = readBech32(valid, 'bech32m');
    assert.ok(read);
    assert.is(writeBech32(read, 'bech32m'), valid.toLowerCase());
    assert.is(readBech32(valid, 'bech32'), null);
  });
}

parts.run();
