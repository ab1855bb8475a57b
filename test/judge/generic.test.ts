/** Credentials without a format: what their names and the looks of their values make of them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { looksOf } from '../../src/judge/generic/looks.js';
import { credentialKind } from '../../src/judge/generic/name.js';
import { judgeCredential } from '../../src/judge/generic/value.js';
import { judge } from '../../src/judge/judge.js';
import { lowerByPlace } from '../../src/judge/places.js';
import { type Match, Secret } from '../../src/types.js';
import { randomBytes } from '../support/random.js';
import { patternOf, randomText } from '../support/sample.js';

const generic = suite('generic credentials');

const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const MIXED = `${SMALL}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`;
const UUID_4 = randomBytes(16)
  .toString('hex')
  .replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, '$1-$2-4$3-a$4-$5');

const kinds: [name: string, kind: ReturnType<typeof credentialKind>, lead?: string][] = [
  ['password', 'password'],
  ['DB_PASSWORD', 'password'],
  ['spring.datasource.password', 'password'],
  ['mysqlPass', 'password'],
  ['oldPassword1', 'password'],
  ['pass', 'password'],
  ['smtp_pw', 'password'],
  ['pw', null],
  ['client_secret', 'secret'],
  ['STRIPE_API_KEY', 'secret'],
  ['accessToken', 'secret'],
  ['key', 'key'],
  ['s3.key', 'key'],
  ['mapKey', 'key'],
  ['publicKey', null],
  ['key', null, '- Release GPG '],
  ['next_page_token', null],
  ['csrfToken', null],
  ['password_hash', null],
  ['tokenizer', null],
  ['sort_key', null],
  ['confirmPassword', null],
];

for (const [name, kind, lead] of kinds) {
  generic(`the value of ${lead ?? ''}${name} is ${kind ?? 'no credential'}`, () => {
    assert.is(credentialKind(name, lead), kind);
  });
}

type Kind = Exclude<ReturnType<typeof credentialKind>, null>;
const values: [title: string, make: () => string, kind: Kind, looks: ReturnType<typeof judgeCredential>][] = [
  ['sixteen letters and digits', () => randomText(16, MIXED), 'password', 'random'],
  ['thirty-two letters and digits', () => randomText(32, MIXED), 'secret', 'random'],
  ['twenty random bytes in hex', () => randomBytes(20).toString('hex'), 'secret', 'random'],
  ['thirty random bytes in base64', () => randomBytes(30).toString('base64'), 'secret', 'random'],
  ['forty letters and digits', () => randomText(40, MIXED), 'key', 'random'],
  ['twelve letters and digits', () => randomText(12, MIXED), 'key', null],
  ['digits with few letters', () => `7v${randomText(6, '0123456789')}j9k3w8q2`, 'secret', 'random'],
  ['a UUID of random bits', () => UUID_4, 'secret', 'random'],
  ['a UUID of random bits', () => UUID_4, 'key', null],
  ['a word and digits with a sign', () => 'Sommer2019!', 'password', 'made-up'],
  ['a word with digits for letters', () => 'w3lc0me1', 'password', 'made-up'],
  ['a word', () => 'required', 'password', null],
  ['words', () => 'enterYourPassword', 'password', null],
  ['a name with digits', () => 'base64Sha256Token', 'secret', null],
  ['a name with many digits', () => 'AeadAes256CbcHmac256Ed25519X448Verifier', 'secret', null],
  ['a path', () => 'config.auth.token', 'secret', null],
  ['a query', () => 'Jobs[-1].JobId', 'secret', null],
  ['a length', () => '2-byte', 'password', null],
  ['a date', () => '2024-03-01 10:20:30', 'secret', null],
  ['a version', () => '1.22.333', 'secret', null],
  ['a hash of bcrypt', () => `$2b$10$${randomText(53, MIXED)}`, 'password', null],
  ['a tag', () => '<input name="password1">', 'password', null],
  ['one that is too short', () => randomText(4, SMALL), 'password', null],
];

for (const [title, make, kind, looks] of values) {
  generic(`${title} is ${looks ?? 'no'} ${kind}`, () => {
    for (let round = 0; round < 20; round++)
      assert.is(judgeCredential(make(), kind, { quoted: true }), looks);
  });
}

generic('nine of ten passwords of eight small letters are told from words', () => {
  const found = Array.from({ length: 200 }, () => randomText(8, SMALL)).filter(
    (value) => judgeCredential(value, 'password', { quoted: true }) === 'random',
  );
  assert.ok(found.length > 180, String(found.length));
});

generic('what code leaves behind a colon is no value', () => {
  for (const value of ['PHP_AUTH_PW)$/', '!1,logLevel:', 'this.#c(', 'a.b.c2', 'x===y', 'f()']) {
    assert.is(judgeCredential(value, 'secret', { quoted: false }), null);
  }
});

function genericMatch(value: string, before = ''): Match {
  const secret = new Secret(value);
  const assigned = { name: 'password', quoted: true, before };
  const pattern = patternOf('generic-password-assignment');
  return {
    pattern,
    start: 0,
    end: value.length,
    secret,
    token: secret,
    prefix: '',
    assigned,
    near: null,
    known: null,
  };
}

const places: [path: string, before: string, value: string, note: string | null][] = [
  ['src/a.js', '  ', 'w3lc0me1', null],
  ['README.md', '  ', 'w3lc0me1', 'an example in documentation'],
  ['README.md', '  ', randomText(20), null],
  ['README.md', '  ', randomText(10), 'an example in documentation'],
  ['src/a.js', '  ', 'Admin12345', 'a default or a word for a password'],
  ['a.d.ts', '  ', randomText(20), 'in a type declaration, which has no values but examples'],
  ['src/a.js', ' * ', randomText(20), 'an example in a documentation comment'],
  ['README.md', '[badge]: https://host/badge.svg?', randomText(20), 'for reading a badge, which is public'],
  ['dist/a.min.js', '', randomText(20), 'in a minified file'],
  ['sub/package-lock.json', '', randomText(20), 'in a lock file'],
  ['vendor/a/b.go', '', randomText(20), 'in vendored code'],
  ['api/a.pb.go', '', randomText(20), 'in generated code'],
  ['dist/SHA256SUMS', '', randomText(20), 'in a file of checksums'],
];

for (const [path, before, value, note] of places) {
  generic(`in ${path} after "${before}": ${note ?? 'as it stands'}`, () => {
    const belief = { kind: 'believe', verdict: 'generic', confidence: 'medium', note: null } as const;
    const lowered = lowerByPlace(belief, genericMatch(value, before), path);
    assert.is(lowered.note, note);
    assert.is(lowered.confidence, note === null ? 'medium' : 'low');
  });
}

generic('a name like the one beside it is no value', () => {
  const match = genericMatch('acmecloudUrlQxz');
  assert.is(looksOf({ ...match, assigned: { name: 'acmecloudPassword', quoted: true, before: '' } }), null);
  assert.is(looksOf({ ...match, assigned: { name: 'otherPassword', quoted: true, before: '' } }), 'random');
});

generic('a key in the query of an example host is a placeholder', () => {
  const match = genericMatch(randomText(30));
  const judged = (before: string) =>
    judge({ ...match, assigned: { name: 'password', quoted: false, before } }).kind;
  assert.is(judged('curl https://www.example.com/path?a=b&'), 'drop');
  assert.is(judged('curl https://www.example.dev/path?a=b&'), 'believe');
});

generic('what has the length of a format and is words is a placeholder', () => {
  const pattern = patternOf('mistral-api-key');
  const judged = (value: string) => {
    const secret = new Secret(value);
    const assigned = { name: pattern.names[0] as string, quoted: true, before: '' };
    return judge({ ...genericMatch(value), pattern, secret, token: secret, assigned }).kind;
  };
  assert.is(judged('convertAnswersOfToolCallsToChats'), 'drop');
  assert.is(judged(randomText(32, `${SMALL}0123456789`)), 'believe');
});

generic('a private key among tests is lowered, and still told', () => {
  const belief = { kind: 'believe', verdict: 'structure-valid', confidence: 'high', note: null } as const;
  const match = { ...genericMatch(''), pattern: patternOf('private-key-pkcs8') };
  assert.is(lowerByPlace(belief, match, 'test/certs/a.pem').confidence, 'medium');
  assert.is(lowerByPlace(belief, match, 'certs/latest/a.pem').confidence, 'high');
});

generic('what has a format is never lowered for its place', () => {
  const belief = { kind: 'believe', verdict: 'format', confidence: 'high', note: null } as const;
  assert.is(lowerByPlace(belief, genericMatch(randomText(20)), 'a.min.js'), belief);
});

generic.run();
