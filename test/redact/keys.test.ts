/** Private keys: from their header on nothing is shown until they end. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { ELLIPSIS, finder, redacted } from '../support/redacted.js';
import { randomText } from '../support/sample.js';
import { detectorFor } from '../support/seams.js';

const keys = suite('private keys');

const body = asSecret(randomText(64 * 40).replace(/.{64}/g, '$&\n'));
const SMALL = { length: 10_240, overlap: 2048 };

const HEADERS: [header: string, footer: string][] = [
  ['-----BEGIN PRIVATE KEY-----', '-----END PRIVATE KEY-----'],
  ['-----BEGIN RSA PRIVATE KEY-----', '-----END RSA PRIVATE KEY-----'],
  ['-----BEGIN ENCRYPTED PRIVATE KEY-----', '-----END ENCRYPTED PRIVATE KEY-----'],
  ['-----BEGIN OPENSSH PRIVATE KEY-----', '-----END OPENSSH PRIVATE KEY-----'],
  ['-----BEGIN PGP PRIVATE KEY BLOCK-----', '-----END PGP PRIVATE KEY BLOCK-----'],
  ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----', '---- END SSH2 ENCRYPTED PRIVATE KEY ----'],
  ['-----BEGIN OpenVPN Static key V1-----', '-----END OpenVPN Static key V1-----'],
  ['Private-Lines:', 'Private-MAC:'],
];

for (const [header, footer] of HEADERS) {
  keys(`${header}: only the lines around the key are shown`, async () => {
    const text = `before\n${header}\n${body}${footer}\nbehind\n`;
    const wanted = `before\n${header}${ELLIPSIS}${footer}\nbehind\n`;
    assert.is(await redacted(text), wanted);
    assert.is(await redacted(wanted), wanted);
  });

  keys(`${header}: nothing is shown of a key that never ends`, async () => {
    const text = `before\n${header}\n${body}and more\n`;
    assert.is(await redacted(text), `before\n${header}${ELLIPSIS}`);
    const bytes = Array.from(Buffer.from(text.slice(0, 600)), (byte) => Buffer.from([byte]));
    assert.is(await redacted(bytes, { pauses: true }), `before\n${header}${ELLIPSIS}`);
  });

  keys(`${header}: a key of many windows is masked to its end`, async () => {
    const text = `before\n${header}\n${body.repeat(20)}${footer}\nbehind\n`;
    assert.is(await redacted(text, { size: SMALL }), `before\n${header}${ELLIPSIS}${footer}\nbehind\n`);
  });
}

keys('one key behind another', async () => {
  const [[header, footer]] = HEADERS as [[string, string]];
  const one = `${header}\n${body}${footer}\n`;
  const left = `${header}${ELLIPSIS}${footer}\n`;
  assert.is(await redacted(one.repeat(30), { size: SMALL }), left.repeat(30));
  const parts = Array.from({ length: 5 }, () => [
    Buffer.from(header),
    Buffer.from(`\n${body}`),
    Buffer.from(`${footer}\n`),
  ]);
  assert.is(await redacted(parts.flat(), { pauses: true }), left.repeat(5));
});

keys('the end of a key does not end that of another family', async () => {
  const text = `Private-Lines: 4\n-----END PRIVATE KEY-----\n${body}`;
  assert.is(await redacted(text), `Private-Lines:${ELLIPSIS}`);
});

for (const text of [
  '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\nbehind\n',
  '-----BEGIN PUBLIC KEY-----\nQUJD\n-----END PUBLIC KEY-----\nbehind\n',
  'BEGIN PRIVATE KEY without dashes\nbehind\n',
  '-----BEGIN \nPRIVATE KEY-----\nbehind\n',
  '-----END PRIVATE KEY-----\nbehind\n',
]) {
  keys(`${JSON.stringify(text)} is no key`, async () => {
    assert.is(await redacted(text), text);
  });
}

keys('a token longer than any that is looked for is masked to its end', async () => {
  const long = asSecret(`LONG-${randomText(60_000)}`);
  const detector = detectorFor({ format: 'LONG-...', length: '900+', max_length: 1000 });
  const output = await redacted(`a ${long} behind\n`, {
    size: SMALL,
    with: { ...finder, detectors: [detector] },
  });
  assert.is(output, `a LONG-${ELLIPSIS} behind\n`);
});

keys.run();
