/** Files as the tools of providers write them: the secret is told by what stands around it. */
import { generateKeyPairSync } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createScanner } from '../../src/scanner.js';
import { asSecret } from '../support/record.js';
import { randomText } from '../support/sample.js';

const files = suite('credential files');
const scanner = createScanner();

const HEX = '0123456789abcdef';
const random = (length: number, alphabet?: string) => asSecret(randomText(length, alphabet));
const uuid = () => [8, 4, 4, 4, 12].map((length) => randomText(length, HEX)).join('-');
const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

const pem = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'sec1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;
const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
asSecret(jwk.d as string);
const host = `akab-${randomText(16, HEX)}-${randomText(16, HEX)}.luna.akamaiapis.net`;
const akamaiToken = () => asSecret(`akab-${randomText(16, HEX)}-${randomText(16, HEX)}`);

const cases: [title: string, text: string, found: string[]][] = [
  [
    'an .edgerc: its secret and its tokens, not its host',
    `[default]\nclient_secret = ${random(43)}=\nhost = ${host}\naccess_token = ${akamaiToken()}\nclient_token = ${akamaiToken()}\n`,
    ['akamai-edgegrid-client-secret-edgerc', 'akamai-edgegrid-token', 'akamai-edgegrid-token'],
  ],
  [
    'a Coinbase key with its PEM',
    json({ name: `organizations/${uuid()}/apiKeys/${uuid()}`, privateKey: pem }),
    ['coinbase-cdp-api-key'],
  ],
  [
    'a Coinbase key of Ed25519',
    json({ id: uuid(), privateKey: `${random(86)}==` }),
    ['coinbase-cdp-api-key-ed25519'],
  ],
  [
    'application default credentials of gcloud',
    json({
      account: '',
      client_id: '1-a.apps.googleusercontent.com',
      client_secret: 'd-x',
      refresh_token: random(60),
      type: 'authorized_user',
      universe_domain: 'googleapis.com',
    }),
    ['google-application-default-credentials'],
  ],
  [
    'an OAuth client file with a client secret of the older kind',
    json({
      installed: {
        client_id: '123456789012-abc.apps.googleusercontent.com',
        project_id: 'project-123',
        token_uri: 'https://oauth2.googleapis.com/token',
        client_secret: random(24),
      },
    }),
    ['google-oauth-client-file'],
  ],
  [
    'application settings of Box',
    json({
      boxAppSettings: { clientID: randomText(32), clientSecret: random(32), appAuth: { publicKeyID: 'a' } },
    }),
    ['box-app-config-json'],
  ],
  [
    'an auth.json of Composer',
    json({
      'github-oauth': { 'github.com': random(40, HEX) },
      'http-basic': { 'repo.internal': { username: 'me', password: random(20) } },
    }),
    ['composer-auth-json', 'composer-auth-json-http-basic'],
  ],
  ['credentials of Cargo', `[registries.internal]\ntoken = "${random(40)}"\n`, ['cargo-credentials-file']],
  [
    'a kubeconfig',
    `users:\n- name: me\n  user:\n    token: ${random(40)}\n- name: other\n  user:\n    client-key-data: ${asSecret(
      Buffer.from(pem).toString('base64'),
    )}\n`,
    ['kubernetes-kubeconfig-token', 'kubernetes-kubeconfig'],
  ],
  [
    'a site list of FileZilla',
    `<Server><Host>a.internal</Host><Pass encoding="base64">${random(16)}</Pass></Server>\n`,
    ['filezilla-site-manager'],
  ],
  ['a private JSON Web Key', json(jwk), ['jwk-private-d-first']],
  [
    'a private JSON Web Key with d at the end',
    json({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, d: jwk.d }),
    ['jwk-private'],
  ],
  ['a public JSON Web Key', json({ kty: jwk.kty, crv: jwk.crv, x: jwk.x }), []],
  [
    'a join of kubeadm',
    `kubeadm join 10.1.2.3:6443 --token ${random(6, 'abcdefghjkmn23456789')}.${random(16, 'abcdefghjkmn23456789')} --discovery-token-ca-cert-hash sha256:${randomText(64, HEX)}\n`,
    ['kubernetes-bootstrap-token-join'],
  ],
  [
    'a URL of Elastic Cloud',
    `url: https://elastic:${random(24)}@id.eu-west-1.aws.elastic-cloud.com:9243\n`,
    ['elastic-url'],
  ],
  [
    'a URL of CockroachDB',
    `DATABASE_URL=postgresql://app:${random(22)}@a-1.abc.cockroachlabs.cloud:26257/defaultdb\n`,
    ['cockroachdb-url'],
  ],
];

for (const [title, text, found] of cases) {
  files(title, async () => {
    const { findings } = await scanner.scanText(text, { name: 'settings.txt' });
    assert.equal(
      findings.map(({ pattern }) => pattern),
      found,
    );
  });
}

files.run();
