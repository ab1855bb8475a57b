import { generateKeyPairSync } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readAccount } from '../../src/judge/structures/aws.js';
import { structures } from '../../src/judge/structures/index.js';
import { randomBytes } from '../support/random.js';
import { alphanumeric } from './sample-tokens.js';
import { nameOutcome, noteOf, outcomeOf } from './structure-outcomes.js';

const tokens = suite('structures');

function random(length: number, alphabet = alphanumeric): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

/** Runs a table of tokens through one structure. */
function judgeAll(
  name: string,
  table: readonly (readonly [title: string, token: string, expected: string])[],
): void {
  for (const [title, token, expected] of table) {
    tokens(`${name}, ${title}: ${expected}`, () => assert.is(outcomeOf(structures[name]!, token), expected));
  }
}

const marker = Buffer.from('OpenAI').toString('base64');
const half = random(20);
judgeAll('openai', [
  ['legacy', `sk-${half}${marker}${half}`, 'sound'],
  ['project', `sk-proj-${random(74)}${marker}${random(74)}`, 'sound'],
  ['service account', `sk-svcacct-${random(58)}${marker}${random(58)}`, 'sound'],
  ['of a kind to come', `sk-agent-run-${random(58)}${marker}${random(58)}`, 'sound'],
  ['with the marker in its body as well', `sk-proj-${marker}${random(66)}${marker}${random(74)}`, 'sound'],
  ['unequal halves', `sk-proj-${random(74)}${marker}${random(73)}`, 'unsound'],
  ['halves that are too short', `sk-${random(19)}${marker}${random(19)}`, 'unsound'],
  ['without the marker', `sk-${random(48)}`, 'unsound'],
  ['the marker alone', marker, 'unsound'],
]);

const afterId = `.${random(6)}.${random(38)}`;
const id = (digits: string) => Buffer.from(digits).toString('base64url');
judgeAll('discord-bot-token', [
  ['17 digits', id('1'.repeat(17)) + afterId, 'sound'],
  ['an application of 2154', id('18446744073709551615') + afterId, 'doubtful'],
  ['one more than that', id('18446744073709551616') + afterId, 'unsound'],
  ['16 digits', id('1'.repeat(16)) + afterId, 'unsound'],
  ['letters', id('a'.repeat(18)) + afterId, 'unsound'],
  ['a leading zero', id(`0${'1'.repeat(17)}`) + afterId, 'unsound'],
  ['no base64', `M!${'a'.repeat(22)}${afterId}`, 'unsound'],
  ['no dot', id('1'.repeat(18)), 'unsound'],
]);

const documented = ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join('');
tokens('readAccount agrees with the reference about the documented key id', () => {
  assert.is(readAccount(documented), 581039954779);
  assert.is(readAccount(`AKIA${'9'.repeat(16)}`), null);
  assert.is(readAccount('AKIA'), null);
  assert.is(readAccount(`ASIA${'7'.repeat(16)}`), null, 'no account has 13 digits');
});
judgeAll('aws-access-key-id', [
  ['documented', documented, 'drop placeholder'],
  ['of the newer generation', `AKIAQA${random(14, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`, 'sound'],
  ['of the older generation', `AKIAJA${random(14, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`, 'plain'],
  ['with digits that base32 has not', `AKIAQA${'0189'.repeat(3)}AA`, 'plain'],
  ['with an account that cannot be', `AKIA${'7'.repeat(16)}`, 'plain'],
  ['too short', 'AKIAQA', 'unsound'],
  ['lower case', `akia${'a'.repeat(16)}`, 'unsound'],
]);

judgeAll('aws-secret', [
  ['of 40 different characters', alphanumeric.slice(5, 45), 'sound'],
  ['documented', `${random(33)}EXAMPLE`, 'drop placeholder'],
  ['documented, with KEY', `${random(30)}EXAMPLEKEY`, 'drop placeholder'],
  ['a hash', randomBytes(20).toString('hex'), 'unsound'],
  ['a hash in capitals', randomBytes(20).toString('hex').toUpperCase(), 'unsound'],
  ['of one case', random(40, 'ghijklmnopqrstuvwxyz0123456789'), 'unsound'],
  ['of few characters', 'aB3'.repeat(13).padEnd(40, 'a'), 'unsound'],
  ['a long name', 'ThisIsTheVeryLongNameOfSomeFactoryClassX', 'plain'],
  ['without digits', 'abcdefghijklmnopqrstABCDEFGHIJKLMNOPQRST', 'plain'],
  ['too long', random(41), 'unsound'],
]);

const macaroon = structures['pypi-macaroon']!.complete!(`pypi-${random(180)}`);
const macaroonBytes = Buffer.from(macaroon.slice(5), 'base64url');
const rewrap = (bytes: Uint8Array) => `pypi-${Buffer.from(bytes).toString('base64url')}`;
const replaceLocation = (location: string) =>
  rewrap(
    Buffer.concat([Buffer.from([2, 1, location.length]), Buffer.from(location), macaroonBytes.subarray(11)]),
  );
tokens('a PyPI token begins with its location in base64', () => {
  const location = Buffer.concat([Buffer.from([2, 1, 8]), Buffer.from('pypi.org'), Buffer.from([2])]);
  assert.ok(macaroon.startsWith(`pypi-${location.toString('base64url')}`));
});
judgeAll('pypi-macaroon', [
  ['whole', macaroon, 'sound'],
  ['of test.pypi.org', replaceLocation('test.pypi.org'), 'lowered medium'],
  ['with a long caveat', rewrap(withCaveat(300)), 'sound'],
  ['without its last byte', rewrap(macaroonBytes.subarray(0, -1)), 'unsound'],
  ['with a byte more', rewrap(Buffer.concat([macaroonBytes, Buffer.from([0])])), 'unsound'],
  ['of another version', rewrap(Buffer.concat([Buffer.from([1]), macaroonBytes.subarray(1)])), 'unsound'],
  ['random', `pypi-${random(180)}`, 'unsound'],
  ['empty', 'pypi-', 'unsound'],
  ['without its prefix', macaroon.slice(5), 'unsound'],
]);

/** A macaroon with a caveat of so many bytes, 128 or more. */
function withCaveat(length: number): Buffer {
  const head = Buffer.concat([Buffer.from([2, 1, 8]), Buffer.from('pypi.org'), Buffer.from([2, 1, 65, 0])]);
  const caveat = [Buffer.from([2, (length & 127) | 128, length >> 7]), randomBytes(length), Buffer.from([0])];
  return Buffer.concat([head, ...caveat, Buffer.from([0, 6, 32]), randomBytes(32)]);
}

const claims = { iat: 1.5, url: null, region_url: 'x', org: 'y' };
const secret43 = randomBytes(32).toString('base64').slice(0, 43);
judgeAll('sentry-org-token', [
  ['whole', `sntrys_${base64(claims)}_${secret43}`, 'sound'],
  ['a claim missing', `sntrys_${base64({ iat: 1 })}_${secret43}`, 'unsound'],
  ['a short secret', `sntrys_${base64(claims)}_${secret43.slice(1)}`, 'unsound'],
  ['no JSON', `sntrys_${random(40)}_${secret43}`, 'unsound'],
  ['a part too many', `sntrys_${base64(claims)}_${secret43}_`, 'unsound'],
  ['one part', 'sntrys_', 'unsound'],
]);

judgeAll('grafana-base64-json', [
  ['access policy', `glc_${base64({ o: '1', n: 'a', k: random(24), m: { r: 'us' } })}`, 'sound'],
  ['API key', base64({ k: random(32), n: 'a', id: 1 }), 'sound'],
  ['API key without padding', base64({ k: random(33), n: 'a', id: 1 }).replace(/=+$/, ''), 'sound'],
  ['access policy without key', `glc_${base64({ o: '1', n: 'a' })}`, 'unsound'],
  ['API key without name', base64({ k: random(32) }), 'unsound'],
  ['names that every object has', base64({ toString: 1 }), 'unsound'],
  ['no JSON', `glc_${random(60)}`, 'unsound'],
]);

const tunnel = {
  a: randomBytes(16).toString('hex'),
  t: '00000000-1111-2222-3333-444444444444',
  s: 'c2VjcmV0',
};
judgeAll('cloudflare-tunnel', [
  ['whole', base64(tunnel), 'sound'],
  ['a key more', base64({ ...tunnel, x: 1 }), 'unsound'],
  ['a key less', base64({ a: tunnel.a, t: tunnel.t }), 'unsound'],
  ['an account that is none', base64({ ...tunnel, a: 'a' }), 'unsound'],
  ['an array', base64([1]), 'unsound'],
]);

const login = (text: string) => Buffer.from(text).toString('base64');
judgeAll('docker-config', [
  ['user and password', login(`me:${random(12)}`), 'sound'],
  ['password with a colon', login(`me:a:${random(12)}`), 'sound'],
  ['inside its file', `{"auths": {"r.io": {"auth" : "${login(`me:${random(12)}`)}"}}}`, 'sound'],
  ['a default password', login('admin:admin'), 'lowered medium'],
  ['a placeholder', login('me:<password>'), 'drop placeholder'],
  ['a variable', login('me:$PASSWORD'), 'drop reference'],
  ['no password', login('me:'), 'unsound'],
  ['no colon', login('nothing'), 'unsound'],
  ['no base64', '!', 'unsound'],
]);

const pem = String(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
);
const account = {
  type: 'service_account',
  private_key_id: randomBytes(20).toString('hex'),
  private_key: pem,
  client_email: 'a@b.iam.gserviceaccount.com',
};
judgeAll('google-service-account', [
  ['a file', JSON.stringify(account, null, 2), 'sound'],
  ['on one line', JSON.stringify(account), 'sound'],
  ['inside a string', JSON.stringify(JSON.stringify(account)), 'sound'],
  ['in base64', base64(account), 'sound'],
  ['its beginning', JSON.stringify(account).slice(0, 90), 'plain'],
  ['cut inside the key', JSON.stringify(account).slice(0, -80), 'plain'],
  ['without an address', JSON.stringify({ ...account, client_email: undefined }), 'plain'],
  ['with a key that is none', JSON.stringify({ ...account, private_key: '...' }), 'unsound'],
  [
    'with a key that is made up',
    JSON.stringify({ ...account, private_key: pem.replace(/\n[^-]*\n/, '\n...\n') }),
    'unsound',
  ],
]);

const outlines: [name: string, token: string][] = [
  ['jwt', `eyJ${random(30)}.eyJ${random(60)}.${random(43)}`],
  ['openai', `sk-proj-${random(156)}`],
  ['openai', `sk-${random(48)}`],
  ['discord-bot-token', `M${random(25)}${afterId}`],
  ['discord-bot-token', `N${random(22)}${afterId}`],
  ['aws-access-key-id', `AKIA${random(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}`],
  ['pypi-macaroon', `pypi-AgEIcHlwaS5vcmc${random(140)}`],
  ['pypi-macaroon', 'pypi-'],
  ['sentry-org-token', `sntrys_${random(100)}_${random(43)}`],
  ['grafana-base64-json', `glc_${random(100)}`],
  ['grafana-base64-json', random(100)],
  ['cloudflare-tunnel', random(180)],
  ['google-service-account', JSON.stringify({ ...account, private_key: pem.replace(/\n.*\n/, '\nAAAA\n') })],
];
for (const [name, token] of outlines) {
  tokens(`${name}: complete makes a sound token of an outline of ${token.length} characters`, () => {
    const completed = structures[name]!.complete!(token);
    assert.is(outcomeOf(structures[name]!, completed), 'sound');
    assert.is(structures[name]!.complete!(token), completed, 'the same of the same');
  });
}

tokens('notes of sound tokens say nothing of them', () => {
  for (const [name, token] of outlines) {
    const result = structures[name]!.check(token, token);
    assert.not.match(noteOf(result), token.slice(0, 8));
    assert.type(nameOutcome(result), 'string');
  }
});

tokens.run();
