/** The file guard: which entry answers, in which order, and what makes a list of names invalid. */

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { contentChecks } from '../../src/detect/file-names/checks.js';
import { readSubject } from '../../src/detect/file-names/subject.js';
import { createFileGuard, type GuardedName, judgeContent } from '../../src/detect/file-names.js';
import { guard, guardedNames } from './file-names/guard.js';

const files = suite('the file guard');

const base: GuardedName = {
  id: 'some-file',
  match: ['some.file'],
  except: [],
  title: 'Some file',
  category: 'sensitive-config',
  severity: 'high',
};

files('the data fits its schema, which Ajv compiles in strict mode', () => {
  const source = new URL('../../patterns/file-names.schema.json', import.meta.url);
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(
    JSON.parse(readFileSync(source, 'utf8')),
  );
  assert.ok(validate(guardedNames), JSON.stringify(validate.errors));
  assert.not(validate([{ ...base, match: ['/absolute'] }]));
  assert.not(validate([{ ...base, allow_if: ['no-such-check'] }]));
  assert.not(validate([{ ...base, id: 'Not Kebab' }]));
});

files('the schema names exactly the content checks there are, and each is used', () => {
  const source = new URL('../../patterns/file-names.schema.json', import.meta.url);
  const schema = JSON.parse(readFileSync(source, 'utf8'));
  const named: string[] = schema.$defs.guardedName.properties.allow_if.items.enum;
  assert.equal([...named].sort(), Object.keys(contentChecks).sort());
  const used = new Set(guardedNames.flatMap((entry) => entry.allow_if ?? []));
  assert.equal([...used].sort(), [...named].sort());
});

files('ids are unique', () => {
  const ids = guardedNames.map((entry) => entry.id);
  assert.is(new Set(ids).size, ids.length);
});

const ANSWERS: readonly [path: string, id: string][] = [
  ['.env', 'dotenv-file'],
  ['.env.keys', 'dotenvx-private-keys'],
  ['.env.me', 'dotenv-vault-login'],
  ['.env.test', 'dotenv-test-file'],
  ['secrets.env', 'secrets-environment-file'],
  ['.ssh/id_ed25519', 'ssh-private-key'],
  ['AuthKey_X.p8', 'app-store-connect-key'],
  ['config/master.key', 'rails-key'],
  ['.aws/credentials', 'aws-credentials'],
  ['.pulumi/credentials.json', 'pulumi-login'],
  ['.codex/auth.json', 'agent-login'],
  ['cosign.key', 'signing-key'],
  ['ewallet.p12', 'oracle-wallet'],
  ['vault.keychain-db', 'macos-keychain'],
  ['x.opvault/default/band_0.js', 'onepassword-vault'],
  ['vpn.tblk/Contents/config.ovpn', 'tunnelblick-profile'],
];

for (const [path, id] of ANSWERS) {
  files(`${path} is answered by the most severe and most specific entry`, () => {
    assert.is(guard.match(path)?.id, id);
  });
}

files('a later, stricter entry is not hidden by one whose check lets the file pass', () => {
  const entries: GuardedName[] = [
    { ...base, id: 'a', match: ['x.json'], allow_if: ['json-without-secrets'], severity: 'critical' },
    { ...base, id: 'b', match: ['*.json'], severity: 'medium' },
  ];
  const both = createFileGuard(entries);
  assert.is(both.match('x.json')?.id, 'a');
  assert.is(both.judge('x.json', Buffer.from('{}'))?.id, 'b');
  assert.is(both.judge('x.json', Buffer.from('no json'))?.id, 'a');
});

files('an entry carries what a report needs', () => {
  const entry = guard.match('id_rsa');
  assert.is(entry?.title, 'SSH private key');
  assert.is(entry?.category, 'auth-token');
  assert.ok(entry?.rotate?.endsWith('.'));
  assert.is(createFileGuard([base]).match('some.file')?.rotate, null);
});

files('what has no content check is refused with any content', () => {
  const entry = guard.match('id_rsa');
  for (const content of ['', 'x', '{}', '\0\0']) {
    assert.is(judgeContent(entry!, 'id_rsa', Buffer.from(content)), 'refuse');
  }
});

files('.env files are refused with any content', () => {
  for (const path of ['.env', '.env.local', 'web/prod.env', '.env.ci']) {
    for (const content of ['', '\n', '# nothing\n', 'PORT=3000\n', `TOKEN=\${TOKEN}\n`]) {
      assert.is(guard.judge(path, Buffer.from(content))?.severity, 'high', path);
    }
  }
});

files('a path that is no UTF-8 is matched as it is', () => {
  const path = Buffer.from([0x64, 0xff, 0xc3, 0x2f, 0x2e, 0x45, 0x6e, 0x56]).toString('latin1');
  assert.is(guard.match(path)?.id, 'dotenv-file');
  assert.is(guard.match('line\nbreak/.env')?.id, 'dotenv-file');
});

files('an unknown content check and an unknown glob are errors that name their entry', () => {
  assert.throws(() => createFileGuard([{ ...base, allow_if: ['toString'] }]), /some-file.*toString/);
  for (const glob of ['', '/x', 'x/', 'a//b', '{a,b}', '[a-z]x', 'x?']) {
    assert.throws(() => createFileGuard([{ ...base, match: [glob] }]), /glob/);
  }
});

for (const [path, content] of [
  ['truststore.jks', Buffer.from([0x30, 0x82, 1, 2, 3])],
  ['other.creds', Buffer.from('\0\x01 no text at all')],
  ['keys.gpg', Buffer.from([0x99, 0, 3, 4, 0, 0])],
  ['.npmrc', Buffer.from('registry=https://registry.example.com/\n')],
] as const) {
  files(`${path}: what lets it pass does not where only its beginning is known`, () => {
    assert.is(guard.judge(path, content), null);
    assert.is(guard.judge(path, content, { isWhole: true }), null);
    assert.is.not(guard.judge(path, content, { isWhole: false }), null);
  });
}

files('a beginning is enough where it says what the whole file is', () => {
  for (const [path, content] of [
    ['talk.key', Buffer.from('PK\x03\x04')],
    ['.env', Buffer.from('\0GITCRYPT\0')],
  ] as const) {
    assert.is(guard.judge(path, content, { isWhole: false }), null);
  }
});

const HOSTILE: readonly string[] = [
  '',
  '{',
  '['.repeat(100_000),
  '<a '.repeat(50_000),
  `a${' '.repeat(100_000)}b`,
  '='.repeat(100_000),
  'a:b'.repeat(50_000),
  '://a:b@'.repeat(20_000),
  '-----BEGIN '.repeat(10_000),
  `define( 'A_KEY',`.repeat(5_000),
  `\${a:-`.repeat(20_000),
  '\0\xff\xfe',
  '\xff\xfe\x00',
];

files('no content check throws, and none lets hostile content pass as an environment file', () => {
  const env = guard.match('.env');
  for (const content of HOSTILE) {
    const bytes = Buffer.from(content, 'latin1');
    const subject = readSubject('x/.env', bytes);
    for (const check of Object.values(contentChecks)) assert.type(check(subject), 'boolean');
    assert.is(judgeContent(env!, '.env', bytes), 'refuse');
  }
});

files.run();
