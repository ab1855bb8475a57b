/** What a fingerprint costs who would guess through a list of them, computed anew: scrypt, unless the format is random enough. */
import { createHmac, scryptSync } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { catalog, sample } from '../support/sample.js';
import { scanReport, TOKEN } from '../support/scanned.js';

const fingerprints = suite('fingerprints');

const DOMAIN = 'keyfence fingerprint v1';

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five, 2)])
    .join('');
}

const slow = (secret: string) => `kf1-${base32(scryptSync(secret, DOMAIN, 10, { N: 2 ** 14, r: 8, p: 1 }))}`;
const fast = (secret: string) =>
  `kf1-${base32(createHmac('sha256', DOMAIN).update(secret).digest().subarray(0, 10))}`;

function fingerprintOf(text: string): string | undefined {
  return scanReport(new Repository().write({ 'a.txt': text }), ['--confidence', 'low']).findings[0]
    ?.fingerprint;
}

fingerprints('of a password that a dictionary holds: what scrypt costs', () => {
  const password = asSecret('Trustno1Trustno1!');
  const text = `postgres://app:${password}@db.internal:5432/x\n`;
  assert.is(fingerprintOf(text), slow(password));
  assert.is.not(fingerprintOf(text), fast(password));
});

fingerprints('of a token with enough randomness in its format: HMAC', () => {
  const token = sample(TOKEN);
  assert.is(fingerprintOf(`key = '${token}'\n`), fast(token));
});

fingerprints('no pattern of what people choose themselves takes the fast way', () => {
  const isChosen = /password-assignment|connection-uri|url-basic-auth|stated-password|generic-/;
  const chosen = catalog.filter(({ id, source }) => source === null || isChosen.test(id));
  assert.ok(chosen.length > 10);
  assert.equal(
    chosen.filter(({ randomBits }) => randomBits >= 64).map(({ id }) => id),
    [],
  );
});

fingerprints.run();
