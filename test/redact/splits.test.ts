/** However the bytes arrive, and however small the window is, what comes out is the same. */
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { ELLIPSIS, redacted } from '../support/redacted.js';
import { randomText, sample } from '../support/sample.js';
import { inParts } from '../support/seams.js';

fc.configureGlobal({ seed: 1 }); // the same texts in every run

const splits = suite('splits');

const TOKEN = 'github-personal-access-token';
const SMALL = { length: 10_240, overlap: 2048 };

const token = sample(TOKEN);
const hex = asSecret(randomText(32, '0123456789abcdef'));
const password = asSecret(randomText(20));
const key = asSecret(
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey,
);
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Each as it stands in a text, and what is left of it. */
const PLANTED: Record<string, [planted: string, left: string]> = {
  'a token': [token, `ghp_${ELLIPSIS}`],
  'a value by its name': [`DATADOG_API_KEY = "${hex}"`, `DATADOG_API_KEY = "${ELLIPSIS}"`],
  'a URL with a password': [
    `postgres://app:${password}@db.internal:5432/x`,
    `postgres://app:${ELLIPSIS}@db.internal:5432/x`,
  ],
  'a private key': [key.trim(), `-----BEGIN PRIVATE KEY-----${ELLIPSIS}-----END PRIVATE KEY-----`],
  'a private key in a string': [
    JSON.stringify(key.trim()),
    `"-----BEGIN PRIVATE KEY-----${ELLIPSIS}-----END PRIVATE KEY-----"`,
  ],
  'a login of Basic': [
    `Authorization: Basic ${asSecret(base64(`admin:${password}`))}`,
    `Authorization: Basic ${ELLIPSIS}`,
  ],
  'a coloured token': [`${token.slice(0, 20)}\x1b[1m${token.slice(20)}`, `ghp_${ELLIPSIS}`],
  'two tokens side by side': [`${token} ${token}`, `ghp_${ELLIPSIS} ghp_${ELLIPSIS}`],
  'a token in a string in a string': [
    JSON.stringify(JSON.stringify({ DATADOG_API_KEY: hex })),
    `"{\\"DATADOG_API_KEY\\":\\"${ELLIPSIS}\\"}"`,
  ],
  'a token with a wrong checksum': [sample(TOKEN, { checksum: 'wrong' }), `ghp_${ELLIPSIS}`],
  'a token that is cut off by the end of a percent escape': [`a%20${token}%20b`, `a%20ghp_${ELLIPSIS}%20b`],
  'a placeholder': [`ghp_${'x'.repeat(36)}`, `ghp_${'x'.repeat(36)}`],
  'no text': ['\xff\xfe\x80\x00\x01\xc3', '\xff\xfe\x80\x00\x01\xc3'],
  'a character of four bytes': ['\xf0\x9f\x94\x91', '\xf0\x9f\x94\x91'],
};

for (const [what, [planted, left]] of Object.entries(PLANTED)) {
  const whole = Buffer.from(`first line\n${planted}\nlast line`, 'latin1');
  const wanted = `first line\n${left}\nlast line`;

  splits(`${what} is masked`, async () => {
    assert.is(await redacted(whole), wanted);
  });

  splits(`${what} in two parts is masked as a whole`, async () => {
    for (let cut = 0; cut <= whole.length; cut++) {
      assert.is(await redacted([whole.subarray(0, cut), whole.subarray(cut)]), wanted);
    }
  });

  splits(`${what} byte by byte is masked as a whole`, async () => {
    assert.is(await redacted(Array.from(whole, (_, at) => whole.subarray(at, at + 1))), wanted);
  });

  splits(`${what} is masked at every place of a window`, async () => {
    const step = planted.length > 200 ? 13 : 3;
    for (
      let start = SMALL.length - 2 * SMALL.overlap - planted.length - 9;
      start < SMALL.length + 9;
      start += step
    ) {
      const [before, after] = [filler(start), filler(9000)];
      const text = Buffer.from(`${before}\n${planted}\n${after}`, 'latin1');
      assert.is(await redacted(text, { size: SMALL }), `${before}\n${left}\n${after}`);
    }
  });

  splits(`${what} that is redacted is not changed again`, async () => {
    assert.is(await redacted(wanted), wanted);
  });
}

/** Words and line ends, no secret among them. */
function filler(length: number): string {
  const words = 'some words of a log that nobody reads\nuntil there is a need to\n';
  return words.repeat(Math.ceil(length / words.length)).slice(0, length);
}

splits('random texts with secrets, cut at random', async () => {
  const part = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 5000 }).map((n) => [filler(n), filler(n)]) },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...Object.values(PLANTED))
        .map(([planted, left]) => [`\n${planted}\n`, `\n${left}\n`]),
    },
    { weight: 1, arbitrary: fc.constantFrom('\n', '\r\n', ' ', '\r').map((text) => [text, text]) },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { minLength: 1, maxLength: 30 }),
      fc.array(fc.nat(60_000), { maxLength: 12 }),
      async (parts, cuts) => {
        const bytes = Buffer.from(parts.map(([planted]) => planted).join(''), 'latin1');
        const wanted = parts.map(([, left]) => left).join('');
        // By hand: a message of the assertion would print the secrets.
        assert.ok((await redacted(inParts(bytes, cuts), { size: SMALL })) === wanted);
      },
    ),
    { numRuns: 60 },
  );
});

splits('bytes without a secret come out as they went in', async () => {
  const bytes = Buffer.from(Array.from({ length: 40_000 }, (_, at) => (at * at * 31 + (at >> 3)) & 0xff));
  assert.ok((await redacted(bytes, { size: SMALL })) === bytes.toString('latin1'));
  assert.is(await redacted(''), '');
});

splits.run();
