/** Private keys whose frame is whole: their parts must belong together. */
import { generateKeyPairSync } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { structures } from '../../src/judge/structures/index.js';
import { crc24 } from '../../src/judge/structures/pgp.js';
import { privateKey } from '../../src/judge/structures/private-key.js';
import { randomBytes } from '../support/random.js';
import { makePutty } from './private-keys.js';
import { nameOutcome, noteOf, outcomeOf } from './structure-outcomes.js';

const parts = suite('parts of private keys');

function armour(label: string, bytes: Buffer, end = ''): string {
  const lines = bytes.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n${end}-----END ${label}-----`;
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const pkcs1 = rsa.export({ format: 'der', type: 'pkcs1' });
const pkcs8 = rsa.export({ format: 'der', type: 'pkcs8' });
const sec1 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  format: 'der',
  type: 'sec1',
});

/** With another bit in its modulus, 30 bytes behind the beginning of the numbers. */
function spoil(der: Buffer, numbers: Buffer): Buffer {
  const copy = Buffer.from(der);
  copy[copy.indexOf(numbers.subarray(0, 20)) + 30]! ^= 1;
  return copy;
}

const der: [title: string, label: string, bytes: Buffer, expected: string][] = [
  ['PKCS #1', 'RSA PRIVATE KEY', pkcs1, 'sound'],
  ['PKCS #8', 'PRIVATE KEY', pkcs8, 'sound'],
  ['PKCS #8 under another label', 'RSA PRIVATE KEY', pkcs8, 'sound'],
  ['SEC 1', 'EC PRIVATE KEY', sec1, 'sound'],
  ['PKCS #1 with a modulus that is not of its primes', 'RSA PRIVATE KEY', spoil(pkcs1, pkcs1), 'doubtful'],
  ['PKCS #8 with such a key', 'PRIVATE KEY', spoil(pkcs8, pkcs1), 'doubtful'],
  [
    'a version and random bytes',
    'RSA PRIVATE KEY',
    Buffer.concat([Buffer.from([0x30, 103, 2, 1, 0]), randomBytes(100).fill(0x31, 0, 2)]),
    'doubtful',
  ],
  [
    'a version alone',
    'EC PRIVATE KEY',
    Buffer.concat([Buffer.from([0x30, 43, 2, 1, 1, 0x31, 38]), Buffer.alloc(38)]),
    'doubtful',
  ],
];
for (const [title, label, bytes, expected] of der) {
  parts(`${title}: ${expected}`, () => assert.is(outcomeOf(privateKey, armour(label, bytes)), expected));
}

parts(
  'a PuTTY key with another comment than its check value covers is neither believed nor disbelieved',
  () => {
    for (const version of [2, 3]) {
      assert.is(outcomeOf(privateKey, makePutty(version, 'none')), 'sound');
      assert.is(outcomeOf(privateKey, makePutty(version, 'none').replace('for a', 'for no')), 'plain');
      assert.is(outcomeOf(privateKey, makePutty(version, 'aes256-cbc').replace('for a', 'for no')), 'sound');
    }
  },
);

/** A number of so many bits, with its length before it. */
const number = (bits: number) =>
  Buffer.concat([Buffer.from([bits >> 8, bits & 255]), Buffer.alloc(Math.ceil(bits / 8), 0x7f)]);
const curve = Buffer.from([3, 1, 2, 3]);
const secret = randomBytes(60);
const dummy = Buffer.concat([Buffer.from([255, 0, 101, 0]), Buffer.from('GNU\x01')]);

/** A secret key packet of the old or the new format. */
function packet(algorithm: number, content: Buffer[], head: 'old' | 'new' = 'old', version = 4): string {
  const body = Buffer.concat([Buffer.from([version, 0, 0, 0, 0, algorithm]), ...content]);
  const { length } = body;
  const opening =
    head === 'old' ? [0x95, length >> 8, length & 255] : [0xc5, 255, 0, 0, length >> 8, length & 255];
  const bytes = Buffer.concat([Buffer.from(opening), body]);
  return armour('PGP PRIVATE KEY BLOCK', bytes, `=${crc24(bytes).toString('base64')}\n`);
}

const pgp: [title: string, block: string, expected: string, note: string][] = [
  ['RSA', packet(1, [number(1024), number(17), Buffer.from([0]), secret]), 'sound', 'not encrypted'],
  [
    'RSA with a passphrase',
    packet(1, [number(1024), number(17), Buffer.from([254, 9, 3]), secret]),
    'sound',
    'encrypted',
  ],
  [
    'RSA with a long header',
    packet(1, [number(1023), number(17), Buffer.from([0]), secret], 'new'),
    'sound',
    'not encrypted',
  ],
  ['DSA', packet(17, [...Array(4).fill(number(160)), Buffer.from([0]), secret]), 'sound', 'not encrypted'],
  ['EdDSA', packet(22, [curve, number(263), Buffer.from([254]), secret]), 'sound', 'encrypted'],
  ['ECDH', packet(18, [curve, number(263), Buffer.from([3, 1, 8, 7, 0]), secret]), 'sound', 'not encrypted'],
  [
    'a dummy',
    packet(22, [curve, number(263), dummy, secret]),
    'lowered low',
    'without its secret part (GNU dummy)',
  ],
  ['of a later version', packet(22, [curve, secret], 'old', 6), 'sound', ''],
  ['with an algorithm that is not known', packet(99, [secret]), 'sound', ''],
  ['with numbers that end behind it', packet(1, [Buffer.from([255, 255]), secret]), 'sound', ''],
];
for (const [title, block, expected, note] of pgp) {
  parts(`PGP, ${title}: ${expected}`, () => {
    const result = privateKey.check(block, block);
    assert.equal([nameOutcome(result), noteOf(result)], [expected, note]);
  });
}

const jwkOf = (members: object) => JSON.stringify(members).slice(1, -1);
const d = (bytes: number) => randomBytes(bytes).toString('base64url');
const jwk: [title: string, members: object, secret: string, expected: string][] = [
  ['P-256', { kty: 'EC', crv: 'P-256' }, d(32), 'sound'],
  ['P-521', { kty: 'EC', crv: 'P-521' }, d(66), 'sound'],
  ['P-521 with the private part of P-256', { kty: 'EC', crv: 'P-521' }, d(32), 'unsound'],
  ['a curve that stands elsewhere', { kty: 'EC' }, d(48), 'sound'],
  ['a curve that is none', { kty: 'EC', crv: 'P-1' }, d(32), 'unsound'],
  ['Ed25519', { kty: 'OKP', crv: 'Ed25519' }, d(32), 'sound'],
  ['stray bits', { kty: 'OKP', crv: 'Ed25519' }, `${'A'.repeat(42)}B`, 'doubtful'],
  ['RSA', { kty: 'RSA', e: 'AQAB' }, d(256), 'sound'],
  ['RSA of 32 bytes', { kty: 'RSA', e: 'AQAB' }, d(32), 'unsound'],
  ['symmetric', { kty: 'oct' }, d(32), 'sound'],
  ['symmetric of 15 bytes', { kty: 'oct' }, d(15), 'unsound'],
  ['of no kind', { kty: 'AKP' }, d(32), 'unsound'],
];
for (const [title, members, value, expected] of jwk) {
  parts(`JWK, ${title}: ${expected}`, () => {
    for (const token of [
      jwkOf({ ...members, d: value }),
      jwkOf({ d: value, ...members }),
      JSON.stringify({ ...members, d: value }),
    ]) {
      assert.is(nameOutcome(structures.jwk!.check(token, value)), expected);
    }
    assert.is(nameOutcome(structures.jwk!.check(`"kty" "EC" ${value}`, value)), 'plain', 'no JSON');
  });
}

parts.run();
