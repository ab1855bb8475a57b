/** Tokens that hold text, JSON or bytes in another encoding. What a format holds is written here as its makers show it. */
import { generateKeyPairSync } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bitcoinDigits, encodeBase58 } from '../../src/judge/checksums/base58.js';
import { structures } from '../../src/judge/structures/index.js';
import { randomBytes } from '../support/random.js';
import { randomText, sample } from '../support/sample.js';
import { noteOf, outcomeOf } from './structure-outcomes.js';

const tokens = suite('encoded tokens');
const now = Date.UTC(2025, 0, 15);
const uuid = '0a1b2c3d-1111-4222-8333-0123456789ab';

const base64 = (text: string | Buffer) => Buffer.from(text as string, 'latin1').toString('base64');
const url = (text: string) => Buffer.from(text, 'latin1').toString('base64url');
const json = (value: unknown) => url(JSON.stringify(value));

const account = {
  signInAddress: '',
  email: '',
  secretKey: '',
  muk: {},
  srpX: '',
  throttleSecret: {},
  deviceUuid: '',
};
const snyk = { e: now / 1000 + 60, h: 'snyk.io', j: '', s: '', t: '' };
const signed = (query: string) =>
  `bedrock-api-key-${base64(`bedrock.amazonaws.com/?Action=CallWithBearerToken&${query}`)}`;

const table: [structure: string, title: string, token: string, expected: string][] = [
  ['elastic-cloud', 'id and key', `essu_${base64(`${randomText(20)}:${randomText(22)}`)}`, 'sound'],
  ['elastic-cloud', 'no colon', `essu_${base64(randomText(45))}`, 'doubtful'],
  ['elastic-stack', 'id and key', base64(`${randomText(20)}:${randomText(22)}`), 'sound'],
  ['elastic-stack', 'behind a word', `ApiKey ${base64(`${randomText(20)}:${randomText(22)}`)}`, 'sound'],
  ['elastic-stack', 'a short id', base64(`${randomText(19)}:${randomText(23)}`), 'doubtful'],
  ['intercom', 'tok', base64(`tok:${uuid.replaceAll('-', '_')}:1:0`), 'sound'],
  ['intercom', 'another word', base64(`tak:${uuid}`), 'doubtful'],
  [
    'atlassian-data-center',
    'number and bytes',
    base64(Buffer.concat([Buffer.from('123456789012:'), randomBytes(20)])),
    'sound',
  ],
  [
    'atlassian-data-center',
    'Bitbucket',
    `BBDC-${base64(Buffer.concat([Buffer.from('1:'), randomBytes(31)]))}`,
    'sound',
  ],
  ['atlassian-data-center', 'no number', base64(`:${randomText(32)}`), 'doubtful'],
  ['jetbrains', 'login and name', `perm:${base64('root')}.${base64('CI')}.${randomText(30)}`, 'sound'],
  ['jetbrains', 'binary', `perm-${base64('\x01\x02\x03')}.${base64('CI')}.${randomText(30)}`, 'doubtful'],
  ['workos', 'live', `sk_live_${base64(`key_01HZ0000000000000000000000,${randomText(25)}`)}`, 'sound'],
  ['workos', 'without a ULID', `sk_test_${base64(`key_${randomText(50)}`)}`, 'doubtful'],
  ['highnote', 'live', `rk_live_${base64(`key_${randomText(40)}`)}`, 'sound'],
  ['highnote', 'another word', `sk_live_${base64(`kay_${randomText(40)}`)}`, 'doubtful'],
  ['nvidia-legacy', 'letters and UUID', base64(`${randomText(26)}:${uuid}`), 'sound'],
  ['nvidia-legacy', 'letters', base64(randomText(63)), 'doubtful'],
  ['nx-cloud', 'read-write', base64(`${uuid}|read-write`), 'sound'],
  ['nx-cloud', 'read', base64(`${uuid}|read`), 'sound'],
  ['nx-cloud', 'another right', base64(`${uuid}|reader`), 'doubtful'],
  ['devin', 'a user', `apk_user_${base64(`user-1:${randomText(60)}`)}`, 'sound'],
  ['devin', 'no colon', `apk_${base64(randomText(66))}`, 'doubtful'],
  ['devin', 'of the other kind', `cog_${randomText(52, 'abcdefghijklmnopqrstuvwxyz234567')}`, 'plain'],
  [
    'fly',
    'a macaroon',
    `fm2_${base64(Buffer.concat([Buffer.from('9493c4', 'hex'), randomBytes(90)]))}`,
    'sound',
  ],
  ['fly', 'other bytes', `fm2_${base64(randomBytes(90).fill(0, 0, 3))}`, 'doubtful'],
  ['hubspot', 'with a data centre', url(`\n$${uuid}\x12\x03na1\x1a\x57${randomText(87)}`), 'sound'],
  ['hubspot', 'without one', url(`\n$${uuid}${randomText(93)}`), 'doubtful'],
  ['1password-service-account', 'whole', `ops_${base64(JSON.stringify(account))}`, 'sound'],
  [
    '1password-service-account',
    'a name missing',
    `ops_${base64(JSON.stringify({ ...account, muk: undefined }))}`,
    'doubtful',
  ],
  ['1password-service-account', 'no JSON', `ops_${base64(randomText(200))}`, 'doubtful'],
  ['mapbox-secret', 'whole', `sk.${json({ u: 'me', a: 'id' })}.${'B'.repeat(21)}A`, 'sound'],
  [
    'mapbox-secret',
    'an end of no whole bytes',
    `sk.${json({ u: 'me', a: 'id' })}.${'B'.repeat(22)}`,
    'doubtful',
  ],
  ['mapbox-secret', 'without an id', `sk.${json({ u: 'me' })}.${'B'.repeat(21)}A`, 'doubtful'],
  ['mapbox-temporary', 'good', `tk.${json({ u: 'me', exp: now / 1000 + 9 })}.x`, 'sound'],
  ['mapbox-temporary', 'expired', `tk.${json({ u: 'me', exp: now / 1000 - 9 })}.x`, 'lowered low'],
  ['miro', 'whole', `${json({ 'miro.origin': 'eu01' })}_${randomText(27)}`, 'sound'],
  ['miro', 'no JSON', `eyJtaXJv${randomText(20)}_${randomText(27)}`, 'doubtful'],
  ['snyk', 'good', `snyk_uat.0a1b2c3d.${json(snyk)}.x`, 'sound'],
  ['snyk', 'expired', `snyk_sat.0a1b2c3d.${json({ ...snyk, e: 1 })}.x`, 'lowered low'],
  ['snyk', 'a name missing', `snyk_sat.0a1b2c3d.${json({ e: 1 })}.x`, 'doubtful'],
  ['tinybird', 'whole', `p.${json({ u: uuid, id: uuid })}.x`, 'sound'],
  ['tinybird', 'without an id', `p.${json({ u: uuid })}.x`, 'doubtful'],
  ['upstash', 'whole', base64(JSON.stringify({ UserID: uuid, Password: 'x' })), 'sound'],
  ['upstash', 'without a password', base64(JSON.stringify({ UserID: uuid })), 'doubtful'],
  [
    'aws-bedrock-long-term',
    'whole',
    `ABSK${base64(`BedrockAPIKey-a1b2-at-123456789012:${randomText(44)}`)}`,
    'sound',
  ],
  [
    'aws-bedrock-long-term',
    'a short account',
    `ABSK${base64(`BedrockAPIKey-a1b2-at-12345:${randomText(44)}`)}`,
    'doubtful',
  ],
  ['aws-bedrock-short-term', 'without a date', signed('X-Amz-Signature=0'), 'sound'],
  ['aws-bedrock-short-term', 'good', signed('X-Amz-Date=20250115T000000Z&X-Amz-Expires=43200'), 'sound'],
  [
    'aws-bedrock-short-term',
    'expired',
    signed('X-Amz-Date=20250114T000000Z&X-Amz-Expires=43200'),
    'lowered low',
  ],
  [
    'aws-bedrock-short-term',
    'at no date',
    signed('X-Amz-Date=20259999T000000Z&X-Amz-Expires=43200'),
    'sound',
  ],
  ['aws-bedrock-short-term', 'no URL', `bedrock-api-key-${base64(randomText(90))}`, 'doubtful'],
  ['jfrog-reference', 'without an end', base64(`reftkn:01:0000000000:${randomText(27)}`), 'sound'],
  ['jfrog-reference', 'good', base64(`reftkn:01:${now / 1000 + 9}:${randomText(27)}`), 'sound'],
  ['jfrog-reference', 'expired', base64(`reftkn:01:${now / 1000 - 9}:${randomText(27)}`), 'lowered low'],
  ['jfrog-reference', 'without a time', base64(`reftkn:01:${randomText(38)}`), 'doubtful'],
  [
    'circleci',
    'a UUID of version 4',
    `CCIPAT_${encodeBase58(Buffer.from(uuid.replaceAll('-', ''), 'hex'), bitcoinDigits)}_x`,
    'sound',
  ],
  [
    'circleci',
    'a UUID of version 1',
    `CCIPAT_${encodeBase58(Buffer.from(uuid.replaceAll('-', ''), 'hex').fill(0x11, 6, 7), bitcoinDigits)}_x`,
    'doubtful',
  ],
  ['circleci', 'no base58', 'CCIPRJ_0OIl_x', 'doubtful'],
  ['groq', 'the usual mark', `gsk_${'a'.repeat(20)}WGdyb3FY${'a'.repeat(24)}`, 'sound'],
  ['groq', 'at the first place', `gsk_${base64('groq').slice(0, 6)}${'a'.repeat(40)}`, 'sound'],
  ['groq', 'at the third place', `gsk_${base64('XXgroq').slice(0, 8)}${'a'.repeat(40)}`, 'sound'],
  ['groq', 'without it', `gsk_${'a'.repeat(52)}`, 'doubtful'],
  ['postman', 'of 2024', `PMAK-${(Date.UTC(2024, 1) / 1000).toString(16)}${'0'.repeat(16)}-x`, 'plain'],
  ['postman', 'of 2017', `PMAK-${(Date.UTC(2017, 1) / 1000).toString(16)}${'0'.repeat(16)}-x`, 'doubtful'],
  [
    'postman',
    'of the future',
    `PMAK-${(Date.UTC(2026, 1) / 1000).toString(16)}${'0'.repeat(16)}-x`,
    'doubtful',
  ],
  ['yandex-timestamp', 'of 2024', 'dict.1.1.20240131T235959Z.x', 'plain'],
  ['yandex-timestamp', 'of no month', 'dict.1.1.20241331T235959Z.x', 'doubtful'],
  ['yandex-timestamp', 'of the future', 'dict.1.1.20260131T235959Z.x', 'doubtful'],
  ['base64-of-16', 'whole', `${'B'.repeat(21)}A==:${randomText(32)}`, 'plain'],
  ['base64-of-16', 'not whole', `${'B'.repeat(22)}==:${randomText(32)}`, 'doubtful'],
  ['base64-of-32', 'whole', `SWMKEY-1-${'B'.repeat(42)}A`, 'plain'],
  ['base64-of-32', 'not whole', `SWMKEY-1-${'B'.repeat(43)}`, 'doubtful'],
  ['base64-of-32', 'both alphabets', `${'-+'.repeat(21)}A`, 'doubtful'],
  ['base64-of-64', 'whole', `${'B'.repeat(85)}A==`, 'plain'],
  ['base64-of-64', 'not whole', `${'B'.repeat(86)}==`, 'doubtful'],
  ['laravel', '32 bytes', `base64:${base64(randomBytes(32))}`, 'plain'],
  ['laravel', '16 bytes', `base64:${base64(randomBytes(16))}`, 'plain'],
  ['laravel', 'not whole', `base64:${'B'.repeat(43)}=`, 'doubtful'],
  ['svix', 'whole', `whsec_${base64(randomBytes(25))}`, 'plain'],
  ['svix', 'not whole', `whsec_${'B'.repeat(33)}`, 'doubtful'],
  ['defined-networking', 'whole', `dnkey-${'B'.repeat(25)}A-${'B'.repeat(51)}A`, 'plain'],
  ['defined-networking', 'not whole', `dnkey-${'B'.repeat(26)}-${'B'.repeat(51)}A`, 'doubtful'],
  ['defined-networking', 'one field', `dnkey-${'B'.repeat(25)}A`, 'doubtful'],
  ['mixed-body', 'both', 'fw_ab12', 'plain'],
  ['mixed-body', 'letters', 'fw_abcd', 'unsound'],
  ['mixed-body', 'digits', 'fw_1234', 'unsound'],
  ['mixed-body', 'a prefix without a joint', 'BSA1234', 'unsound'],
  ['two-digits', 'two', 'API-A1B2', 'plain'],
  ['two-digits', 'one', 'API-AB2C', 'unsound'],
  ['words-behind-prefix', 'a name', 'acme-card-title-v2', 'unsound'],
  ['words-behind-prefix', 'another text', 'acme-q7x2kd9wv4bt1', 'plain'],
];
for (const [name, title, token, expected] of table) {
  tokens(`${name}, ${title}: ${expected}`, () => {
    assert.is(outcomeOf(structures[name]!, token, now), expected);
  });
}

tokens('what has expired says since when', () => {
  const token = `snyk_sat.0a1b2c3d.${json({ ...snyk, e: Date.UTC(2024, 4, 1) / 1000 })}.x`;
  assert.is(noteOf(structures.snyk!.check(token, token, now)), 'expired 2024-05-01');
});

tokens('a key pair of Ed25519 is sound where its halves belong together', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  const pair = Buffer.concat([seed, publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)]);
  const check = (bytes: Uint8Array) =>
    [
      `ed25519:${encodeBase58(bytes, bitcoinDigits)}`,
      encodeBase58(bytes, bitcoinDigits),
      `[${[...bytes].join(', ')}]`,
    ].map((token) => outcomeOf(structures['ed25519-pair']!, token));
  assert.equal(check(pair), ['sound', 'sound', 'sound']);
  assert.equal(check(Buffer.concat([pair.subarray(32), pair.subarray(0, 32)])), Array(3).fill('doubtful'));
  assert.equal(check(pair.subarray(1)), Array(3).fill('doubtful'));
  assert.is(outcomeOf(structures['ed25519-pair']!, `[${'256,'.repeat(63)}1]`), 'doubtful');
});

tokens('a key of WireGuard is clamped, a shared one need not be', () => {
  const key = randomBytes(32);
  const check = (name: string) =>
    outcomeOf(
      { check: (token) => structures.wireguard!.check(token, token.slice(-44)) },
      `${name} = ${base64(key)}`,
    );
  key[0] = 7;
  assert.is(check('PrivateKey'), 'doubtful');
  assert.is(check('PresharedKey'), 'plain');
  key[0] = 8;
  key[31] = 0x7f;
  assert.is(check('PrivateKey'), 'plain');
  key[31] = 0xff;
  assert.is(check('PrivateKey'), 'doubtful');
});

tokens('of Supabase only an installation of one’s own can be told', () => {
  const right = sample('supabase-secret-key');
  assert.is(noteOf(structures['supabase-secret']!.check(right, right)), 'of a self-hosted installation');
  const other = right.slice(0, -1) + (right.endsWith('A') ? 'B' : 'A');
  assert.is(outcomeOf(structures['supabase-secret']!, other), 'plain');
});

tokens.run();
