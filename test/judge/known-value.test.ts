/** Which values of the project are looked for: what is long and random, and no setting. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { estimateBits, isTellingValue } from '../../src/judge/known-value.js';
import { asSecret } from '../support/record.js';
import { randomText } from '../support/sample.js';

const telling = suite('values worth looking for');

const HEX = '0123456789abcdef';
const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const groups = [8, 4, 4, 4, 12].map((length) => randomText(length, HEX)).join('-');

const LOOKED_FOR: [name: string, value: string][] = [
  ['24 letters and digits', randomText(24)],
  ['12 letters and digits', randomText(12)],
  ['32 hex digits', randomText(32, HEX)],
  ['20 small letters', randomText(20, SMALL)],
  ['16 digits', randomText(16, '0123456789')],
  ['a UUID', groups],
  ['a password with signs', `${randomText(8)}#${randomText(5)}!`],
  ['a token behind words', `acme-prod-${randomText(20)}`],
  ['four words', 'copper-violin-mango-drift'],
  ['an address with a random part', `https://hooks.acme.io/services/${randomText(24)}`],
  ['an address with a random login', `https://${randomText(32, HEX)}@errors.acme.io/7`],
];
for (const [name, value] of LOOKED_FOR) {
  telling(`${name}: looked for`, () => {
    assert.ok(isTellingValue(asSecret(value), 'APP_TOKEN'));
  });
}

const LEFT_OUT: [name: string, value: string][] = [
  ['under eight bytes', randomText(7)],
  ['under 40 bits: eight small letters', randomText(8, SMALL)],
  ['under 40 bits: nine hex digits', randomText(9, HEX)],
  ['under 40 bits: twelve digits', randomText(12, '0123456789')],
  ['a word', 'internationalization'],
  ['a word and a year', 'Summer2024!'],
  ['two words', 'production-database'],
  ['a region', 'production-us-east-1a'],
  ['an absolute path', '/usr/local/share/certificates/acme'],
  ['a relative path', './certificates/server.pem'],
  ['a path of Windows', 'C:\\Program Files\\acme\\bin'],
  ['a URL without a login', 'https://api.acme.io/v1/customers'],
  ['a URL of this machine', 'http://localhost:3000/auth/callback'],
  ['a database without a password', 'redis://cache.internal:6379/0'],
  ['a host', 'redis.internal.acme.io'],
  ['a host and its port', 'redis.internal.acme.io:6379'],
  ['an address of mail', 'notifications@acme-corporation.io'],
  ['a telephone number', '+49 30 1234567890'],
  ['a point in time', '2024-10-01T00:00:00Z'],
  ['a placeholder', 'your-api-key-goes-here'],
  ['a placeholder with digits', 'changeme123456'],
  ['a mask', 'xxxxxxxxxxxxxxxxxxxxxxxx'],
  ['a row of digits', '1234567890123456789012'],
  ['a reference to another variable', '$' + '{OTHER_TOKEN}'],
  ['a reference to a vault', 'op://Production/Deployment/token'],
  ['a switch', 'disabled'],
];
for (const [name, value] of LEFT_OUT) {
  telling(`${name}: left out`, () => {
    assert.not.ok(isTellingValue(value, 'APP_TOKEN'));
  });
}

telling('bits grow with the length of random text, and hardly with words', () => {
  assert.ok(estimateBits(asSecret(randomText(20))) > 100);
  assert.ok(estimateBits('configuration') < 15);
  assert.is(estimateBits(asSecret(`${randomText(15, HEX)}7`)), 64);
});

telling.run();
