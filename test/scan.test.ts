/** Realistic leaks through the whole scan: which pattern speaks for a text where several could, and what is let go. */
import { generateKeyPairSync } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createScanner } from '../src/scanner.js';
import { asSecret } from './support/record.js';
import { randomText, sample } from './support/sample.js';

const scans = suite('a scan');
const scanner = createScanner();
const HEX = '0123456789abcdef';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const account = {
  type: 'service_account',
  project_id: 'project-123',
  private_key_id: randomText(40, HEX),
  private_key: privateKey,
  client_email: 'robot@project-123.iam.gserviceaccount.com',
};
const random = (length: number, alphabet?: string) => asSecret(randomText(length, alphabet));

const cases: [title: string, text: string, found: string[]][] = [
  [
    'a service account is more than its key',
    JSON.stringify(account, null, 2),
    ['google-service-account-key …'],
  ],
  [
    "a provider's token in a URL is more than a URL with a password",
    `https://oauth2:${sample('gitlab-personal-access-token')}@gitlab.com/a/b.git`,
    ['gitlab-personal-access-token glpat-…'],
  ],
  [
    'a token with a wrong checksum in a URL is a URL with a password',
    `https://me:${sample('github-personal-access-token', { checksum: 'wrong' })}@github.com/a/b.git`,
    ['url-basic-auth-credentials …'],
  ],
  [
    'colour codes written as escapes end before the token',
    `echo -e "\\033[32m${sample('stripe-live-secret-key')}\\033[0m"`,
    ['stripe-live-secret-key sk_live_…'],
  ],
  ['a database URL', `url = postgres://app:${random(20)}@db.internal:5432/x`, ['postgres-connection-uri …']],
  ['a small class is no part of the prefix', `sid = "SK${random(32, HEX)}"`, ['twilio-api-key-sid SK…']],
  ['a key by its name', `DATADOG_API_KEY=${random(32, HEX)}`, ['datadog-api-key …']],
  ['a hash of a token is no token', `github_token_sha1 = "${random(40, HEX)}"`, []],
  [
    'the id and the secret of AWS',
    `aws_access_key_id = ${sample('aws-access-key-id')}\naws_secret_access_key = ${random(37)}+/a\n`,
    ['aws-access-key-id AKIA…', 'aws-secret-access-key …'],
  ],
  ['a reference', 'DATADOG_API_KEY=$DATADOG_API_KEY\nurl = postgres://app:$' + '{PASSWORD}@db/x\n', []],
  ['a placeholder', `GITHUB_TOKEN=ghp_${'x'.repeat(36)}`, []],
];
for (const [title, text, found] of cases) {
  scans(title, async () => {
    const { findings, receipt } = await scanner.scanText(text, { name: 'settings.txt' });
    assert.equal(
      findings.map(({ pattern, masked }) => `${pattern} ${masked}`),
      found,
    );
    assert.is(receipt.complete, true);
  });
}

scans('a chain of overlaps keeps both of its ends', async () => {
  const inner = sample('github-personal-access-token');
  const { findings } = await scanner.scanText(
    `https://u:${inner}@h.internal/?a=${sample('npm-access-token')}`,
  );
  assert.equal(
    findings.map(({ pattern }) => pattern),
    ['github-personal-access-token', 'npm-access-token'],
  );
});

scans.run();
