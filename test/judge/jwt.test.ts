import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { jwt } from '../../src/judge/structures/jwt.js';
import { noteOf, outcomeOf } from './structure-outcomes.js';

const tokens = suite('jwt');
const now = Date.UTC(2025, 0, 15);
const hs256 = { alg: 'HS256', typ: 'JWT' };

function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

/** Header, payload and a real HMAC, or the signature given. */
function make(header: unknown, payload: unknown, signature?: string): string {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${signature ?? createHmac('sha256', 'any').update(signed).digest('base64url')}`;
}

function makeWithEc(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signed = `${encode({ alg: 'ES256' })}.${encode({ sub: 'x' })}`;
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

const person = { sub: '1234567890', name: ['John', 'Doe'].join(' ') };
const good = make(hs256, { sub: 'someone' });
const table: [title: string, token: string, expected: string][] = [
  ['signed with HMAC', good, 'sound'],
  ['signed with an elliptic curve', makeWithEc(), 'sound'],
  ['with an algorithm of a length that is not fixed', make({ alg: 'RS256' }, {}, 'A'.repeat(342)), 'sound'],
  ['not yet expired', make(hs256, { exp: now / 1000 + 60 }), 'sound'],
  ['with an exp that is no number', make(hs256, { exp: 'soon' }), 'sound'],
  ['with bytes beyond ASCII', make(hs256, { name: 'Žofie' }), 'sound'],
  ['with a pretty-printed header', make('{\n  "alg": "HS256"\n}', {}), 'sound'],
  ['behind the prefix of a GitHub installation token', `ghs_12345_${good}`, 'sound'],
  ['expired', make(hs256, { exp: now / 1000 - 60 }), 'lowered low'],
  ['expired at no date at all', make(hs256, { exp: -1e300 }), 'lowered low'],
  ['not signed', make({ alg: 'none' }, { sub: 'x' }, ''), 'lowered low'],
  ['not signed, in capitals', make({ alg: 'NONE' }, { sub: 'x' }, 'AAAA'), 'lowered low'],
  ['with its signature taken away', make(hs256, { sub: 'x' }, ''), 'lowered low'],
  [
    'encrypted',
    [encode({ alg: 'dir', enc: 'A256GCM' }), '', 'AAAA', 'AAAA', 'AAAA'].join('.'),
    'lowered low',
  ],
  ['for local Supabase', make(hs256, { iss: 'supabase-demo', role: 'service_role' }), 'lowered low'],
  ['for the public role of Supabase', make(hs256, { iss: 'supabase', role: 'anon' }), 'lowered low'],
  ['for the service role of Supabase', make(hs256, { iss: 'supabase', role: 'service_role' }), 'sound'],
  ['of the jwt.io sample', make(hs256, { ...person, iat: 1516239022 }), 'drop placeholder'],
  ['of a variant of the sample', make(hs256, { admin: true, ...person }), 'drop placeholder'],
  ['with text right behind its signature', `${good}_`, 'plain'],
  ['five parts without enc', `${good}.AAAA.AAAA`, 'unsound'],
  ['four parts', `${good}.AAAA`, 'unsound'],
  ['two parts', good.slice(0, good.lastIndexOf('.')), 'lowered low'],
  ['a header without alg', make({ typ: 'JWT' }, {}), 'unsound'],
  ['a header with an alg that is no text', make({ alg: 1 }, {}), 'unsound'],
  ['a header that is an array', make([1], {}), 'unsound'],
  ['a payload that is an array', make(hs256, [1]), 'unsound'],
  ['a payload that is text', make(hs256, '"text"'), 'unsound'],
  ['a payload that is no JSON', make(hs256, '{broken'), 'unsound'],
  ['a payload that is no base64', good.replace('.', '.!'), 'unsound'],
  ['dots', '...', 'unsound'],
  ['nothing', '', 'unsound'],
];
for (const [title, token, expected] of table) {
  tokens(`${title}: ${expected}`, () => assert.is(outcomeOf(jwt, token, now), expected));
}

tokens('an expired token says since when', () => {
  const token = make(hs256, { exp: Date.UTC(2024, 4, 1, 12) / 1000 });
  assert.is(noteOf(jwt.check(token, token, now)), 'expired 2024-05-01');
});

tokens('without a clock given, the time is now', () => {
  const seconds = Math.floor(Date.now() / 1000);
  assert.is(outcomeOf(jwt, make(hs256, { exp: seconds - 10 })), 'lowered low');
  assert.is(outcomeOf(jwt, make(hs256, { exp: seconds + 1000 })), 'sound');
});

tokens('complete makes a sound token of anything, and keeps what was sound', () => {
  const outline = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(40)}.${'c'.repeat(43)}`;
  assert.is(outcomeOf(jwt, jwt.complete!(outline)), 'sound');
  assert.is(outcomeOf(jwt, jwt.complete!(`ghs_123_${outline}`)), 'sound');
  assert.is(jwt.complete!(good).split('.', 2).join('.'), good.split('.', 2).join('.'));
});

tokens.run();
