/** Input that pauses: what can be shown is shown, and no secret is cut in two by a pause. */
import { generateKeyPairSync } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { settledEnd } from '../../src/redact/settled.js';
import { asSecret } from '../support/record.js';
import { ELLIPSIS, redacted } from '../support/redacted.js';
import { randomText, sample } from '../support/sample.js';

const pauses = suite('pauses');

const TOKEN = 'github-personal-access-token';
const BASE64_LINE = 'QUJD'.repeat(16);

/** What is held back of a text while its input pauses, and of that what a longer pause shows. */
const HELD: [text: string, held: string, heldLonger?: string][] = [
  ['', ''],
  ['a whole line\n', ''],
  ['a progress line\r', ''],
  ['a line\nand a word', 'word'],
  ['a line\nand a word ', ''],
  ['word', 'word'],
  ['Continue? [y/N]', ''],
  ['Continue? ', ''],
  ['sqlite>', ''],
  ['Password:', ''],
  ['Password: ', ''],
  ["Password for 'https://example.com': ", ''],
  ['$ ', ''],
  ['\x1b[32m?\x1b[0m \x1b[1mName:\x1b[0m ', ''],
  ['Name: \x1b[0m', ''],
  ['Name >\x1b[0m', ''],
  ['12345:', '12345:'],
  ['word=value?', 'word=value?'],
  ['name: value?', 'value?'],
  ['https://example.com/?', 'https://example.com/?'],
  ['name = "some words and', '"some words and'],
  ['name = "some words " and ', ''],
  ['name = "a \\" and ', '"a \\" and '],
  ["don't do ", ''],
  ["f('some ", "'some "],
  ['a literal "abc" +\n', 'a literal "abc" +\n', ''],
  ['a sum a +\n', ''],
  ['make it so \\\n', 'make it so \\\n', ''],
  [`data:\n${BASE64_LINE}\n${BASE64_LINE}\n`, `${BASE64_LINE}\n${BASE64_LINE}\n`, ''],
  [`  ${BASE64_LINE}==\r\n`, `  ${BASE64_LINE}==\r\n`, ''],
  [`${'-'.repeat(60)}\n`, ''],
  [`${BASE64_LINE}\nAB`, `${BASE64_LINE}\nAB`, 'AB'],
  [`${BASE64_LINE}\nan end\n`, ''],
];

for (const [text, held, heldLonger = held] of HELD) {
  pauses(`of ${JSON.stringify(text)} is held back ${JSON.stringify(held)}`, () => {
    const bytes = Buffer.from(text, 'latin1');
    assert.is(text.slice(settledEnd(bytes, 0, { lines: 'held' })), held);
    assert.is(text.slice(settledEnd(bytes, 0, { lines: 'shown' })), heldLonger);
  });
}

pauses('what is shown already is not looked at again', () => {
  const bytes = Buffer.from('name = "some');
  assert.is(settledEnd(bytes, bytes.length, { lines: 'held' }), bytes.length);
  assert.is(settledEnd(bytes, 9, { lines: 'held' }), 9);
});

const token = sample(TOKEN);
const hex = asSecret(randomText(32, '0123456789abcdef'));
const password = asSecret(randomText(20));
const key = asSecret(
  generateKeyPairSync('rsa', {
    modulusLength: 1024,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey.trim(),
);

/** Texts of one line, and a key of several: a long pause at any of their bytes changes nothing. */
const STEADY: Record<string, [planted: string, left: string]> = {
  'a token': [token, `ghp_${ELLIPSIS}`],
  'a value by its name': [`DATADOG_API_KEY=${hex}`, `DATADOG_API_KEY=${ELLIPSIS}`],
  'a quoted value by its name': [`password = "${password}"`, `password = "${ELLIPSIS}"`],
  'a URL with a password': [
    `see postgres://app:${password}@db.internal/x`,
    `see postgres://app:${ELLIPSIS}@db.internal/x`,
  ],
  'a login of Basic': [
    `Authorization: Basic ${asSecret(Buffer.from(`admin:${password}`).toString('base64'))}`,
    `Authorization: Basic ${ELLIPSIS}`,
  ],
  'a coloured token': [`${token.slice(0, 20)}\x1b[1m${token.slice(20)}`, `ghp_${ELLIPSIS}`],
  'a token in base64': [
    `x ${Buffer.from(`the key: ${token}`).toString('base64')}`,
    `x ${Buffer.from('the key: ').toString('base64')}ghp_${ELLIPSIS}==`,
  ],
  'a private key': [key, `-----BEGIN PRIVATE KEY-----${ELLIPSIS}-----END PRIVATE KEY-----`],
};

for (const [what, [planted, left]] of Object.entries(STEADY)) {
  pauses(`a pause within ${what} shows nothing of it`, async () => {
    const whole = Buffer.from(`first line\n${planted}\nlast line\n`, 'latin1');
    const wanted = `first line\n${left}\nlast line\n`;
    assert.is(await redacted(whole), wanted);
    const step = planted.length > 300 ? 7 : 1;
    for (let cut = 0; cut <= whole.length; cut += step) {
      const parts = [whole.subarray(0, cut), whole.subarray(cut)];
      assert.is(await redacted(parts, { pauses: true }), wanted, `cut at ${cut}`);
    }
    const bytes = Array.from(whole, (_, at) => whole.subarray(at, at + 1));
    assert.is(await redacted(bytes, { pauses: true }), wanted);
  });
}

pauses('what is known only behind a pause is masked as far as it is not shown', async () => {
  const name = Buffer.from('DATADOG_API_KEY=\n');
  const value = Buffer.from(`${hex}\nend\n`);
  const output = await redacted([name, value], { pauses: true });
  assert.is(output, await redacted(Buffer.concat([name, value])));
});

pauses.run();
