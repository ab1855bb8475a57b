/** Who issued a JSON Web Token: named in the note, and asked for where a pattern is of one issuer. */
import { createHmac } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { structures } from '../../src/judge/structures/index.js';
import { nameOutcome, noteOf, outcomeOf } from './structure-outcomes.js';

const issuers = suite('issuers of JWT');
const now = Date.UTC(2025, 0, 15);
const uuid = '0a1b2c3d-1111-4222-8333-0123456789ab';

function make(payload: object, header: object = { alg: 'HS256' }): string {
  const signed = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${createHmac('sha256', 'any').update(signed).digest('base64url')}`;
}

/** Claims of its tokens; and a token like them that is of nobody known. */
const table: [structure: string, name: string | null, right: object, wrong: object][] = [
  ['jwt-1password', '1Password Connect', { '1password.com/vts': [] }, { '1password': [] }],
  [
    'jwt-auth0',
    'Auth0',
    { aud: 'https://a.us.auth0.com/api/v2/' },
    { aud: 'https://a.us.auth0.com/userinfo' },
  ],
  ['jwt-auth0', 'Auth0', { aud: ['x', 'https://a.auth0.com/api/v2/'] }, { aud: [{ toString: 1 }] }],
  [
    'jwt-entra',
    'Microsoft Entra',
    { iss: 'https://sts.windows.net/x/', tid: 'x', aud: 'x' },
    { iss: 'https://sts.windows.net.evil/', tid: 'x', aud: 'x' },
  ],
  [
    'jwt-calendly',
    'Calendly',
    { iss: 'https://auth.calendly.com' },
    { iss: 'https://auth.calendly.com.evil' },
  ],
  ['jwt-jfrog', 'JFrog', { sub: `jfac@01x/users/me`, iss: 'jfac@01x' }, { sub: 'me', iss: 'other@jfac' }],
  ['jwt-kubernetes', 'Kubernetes', { iss: 'kubernetes/serviceaccount' }, { iss: 'kubernetes' }],
  ['jwt-kubernetes', 'Kubernetes', { 'kubernetes.io': { namespace: 'x' } }, { sub: 'serviceaccount:x' }],
  [
    'jwt-lemon-squeezy',
    null,
    { aud: uuid, jti: 'x', sub: '1', scopes: [] },
    { aud: uuid, jti: 'x', sub: '1', scopes: 'x' },
  ],
  ['jwt-monday', 'monday.com', { tid: 1, uid: 1, per: 'x', rgn: 'x' }, { tid: 1, uid: 1 }],
  ['jwt-n8n', 'n8n', { iss: 'n8n', aud: 'public-api' }, { iss: 'n8n', aud: 'x' }],
  ['jwt-palantir', null, { sid: '1', org: '1', jti: '1' }, { sid: '1', org: '1' }],
  ['jwt-pinata', 'Pinata', { userInformation: {}, scopedKeySecret: 'x' }, { userInformation: {} }],
  ['jwt-scalr', 'Scalr', { iss: 'user', jti: 'at-x' }, { iss: 'user', jti: 'x' }],
  ['jwt-supabase', 'Supabase', { iss: 'supabase', role: 'service_role' }, { iss: 'supabase' }],
  [
    'jwt-temporal',
    'Temporal Cloud',
    { iss: 'temporal.io', account_id: 'x', key_id: 'x' },
    { iss: 'temporal.io' },
  ],
];
const alone = ['jwt-auth0', 'jwt-entra', 'jwt-calendly', 'jwt-jfrog', 'jwt-kubernetes', 'jwt-supabase'];
for (const [structure, name, right, wrong] of table) {
  issuers(`${structure} takes ${Object.keys(right).join(', ')}`, () => {
    assert.is(outcomeOf(structures[structure]!, make(right), now), 'sound');
    assert.is(noteOf(structures.jwt!.check(make(right), '', now)), name === null ? '' : `issued by ${name}`);
    const other = alone.includes(structure) ? 'unsound' : 'doubtful';
    assert.is(outcomeOf(structures[structure]!, make(wrong), now), other);
    assert.is(outcomeOf(structures.jwt!, make(wrong), now), 'sound');
  });
}

issuers('claims of the header count', () => {
  assert.is(outcomeOf(structures['jwt-turso']!, make({ a: 'rw', id: uuid }, { alg: 'EdDSA' }), now), 'sound');
  assert.is(outcomeOf(structures['jwt-turso']!, make({ a: 'rw', id: uuid }), now), 'doubtful');
  assert.is(
    outcomeOf(structures['jwt-snowflake']!, make({ iss: 'SF:1' }, { alg: 'ES256', kid: 'x' }), now),
    'plain',
  );
  assert.is(outcomeOf(structures['jwt-snowflake']!, make({ iss: 'SF:1' }), now), 'doubtful');
});

issuers('what is expired or not signed is lowered, whoever issued it', () => {
  for (const structure of ['jwt', 'jwt-n8n', 'jwt-auth0']) {
    for (const token of [make({ exp: now / 1000 - 1 }), make({ sub: 'x' }, { alg: 'none' })]) {
      assert.is(nameOutcome(structures[structure]!.check(token, token, now)), 'lowered low', structure);
    }
  }
});

const hosts: [iss: unknown, name: string | null][] = [
  ['https://accounts.google.com', 'Google'],
  ['https://securetoken.google.com/project', 'Firebase'],
  ['https://token.actions.githubusercontent.com', 'GitHub Actions'],
  ['https://dev-1.okta.com/oauth2/default', 'Okta'],
  ['https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x', 'Amazon Cognito'],
  ['https://kubernetes.default.svc.cluster.local', 'Kubernetes'],
  ['https://x.supabase.co/auth/v1', 'Supabase'],
  ['https://okta.com.example', null],
  ['https://evilgitlab.com', null],
  ['http://gitlab.com', null],
  [['https://gitlab.com'], null],
  [7, null],
];
for (const [iss, name] of hosts) {
  issuers(`the issuer ${JSON.stringify(iss)} is ${name ?? 'not known'}`, () => {
    assert.is(
      noteOf(structures.jwt!.check(make({ iss }), '', now)),
      name === null ? '' : `issued by ${name}`,
    );
  });
}

issuers.run();
