/** JSON Web Tokens that name their issuer: the provider's pattern speaks for them, wherever the claim stands. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createScanner } from '../../src/scanner.js';
import { asSecret } from '../support/record.js';
import { randomText } from '../support/sample.js';

const issuers = suite('issuers of JSON Web Tokens');
const scanner = createScanner();

const encode = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');

/** A token whose claim stands `shift` bytes further on: base64 writes the same text in three ways. */
function tokenWith(claim: object, shift: number): string {
  const payload = { a: 'x'.repeat(shift), ...claim, jti: randomText(22) };
  return asSecret(`${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}.${randomText(42)}A`);
}

const claims: [pattern: string, claim: object][] = [
  ['auth0-management-token', { aud: 'https://tenant.eu.auth0.com/api/v2/' }],
  ['azure-entra-access-token', { iss: 'https://sts.windows.net/72f988bf/' }],
  ['azure-entra-access-token', { iss: 'https://login.microsoftonline.com/72f988bf/v2.0' }],
  ['calendly-token', { iss: 'https://auth.calendly.com' }],
  ['jfrog-access-token', { iss: 'jfac@01h2x3' }],
  ['jfrog-access-token', { iss: 'jfrt@01h2x3' }],
  ['kubernetes-service-account-token', { iss: 'kubernetes/serviceaccount' }],
  ['kubernetes-service-account-token', { sub: 'system:serviceaccount:default:builder' }],
  ['kubernetes-service-account-token', { 'kubernetes.io': { namespace: 'default' } }],
  ['jwt', { iss: 'https://accounts.internal' }],
];

for (const [pattern, claim] of claims) {
  issuers(
    `${JSON.stringify(claim)} is a claim of ${pattern}, in each of the three ways to write it`,
    async () => {
      for (const shift of [0, 1, 2]) {
        const { findings } = await scanner.scanText(`token: ${tokenWith(claim, shift)}\n`, { name: 'a.yml' });
        assert.equal(
          findings.map((finding) => `${finding.pattern} ${finding.confidence}`),
          [`${pattern} high`],
        );
      }
    },
  );
}

issuers.run();
