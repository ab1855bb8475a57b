/** What the content checks take for a credential, a reference, a placeholder and a generated value. */

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { namesCredential } from '../../../src/detect/file-names/credential-names.js';
import { readJsonLeaves } from '../../../src/detect/file-names/json-leaves.js';
import { readLineLeaves } from '../../../src/detect/file-names/line-leaves.js';
import { isLiteralCredential, type Leaf } from '../../../src/detect/file-names/literal-values.js';
import { isPlaceholder } from '../../../src/detect/file-names/placeholders.js';
import { looksRandom } from '../../../src/detect/file-names/randomness.js';
import { isReference } from '../../../src/detect/file-names/references.js';
import { readXmlLeaves } from '../../../src/detect/file-names/xml-leaves.js';
import { randomText } from './guard.js';

const values = suite('values in guarded files');

function table(what: string, test: (value: string) => boolean, holds: string[], fails: string[]): void {
  values(`${what}: what is one`, () => {
    for (const value of holds) assert.ok(test(value), value);
  });

  values(`${what}: what is none`, () => {
    for (const value of fails) assert.not(test(value), value);
  });
}

const braced = (inside: string) => `\${${inside}}`;

table(
  'the name of a credential',
  namesCredential,
  [
    'password',
    'DB_PASSWORD',
    'dbPassword',
    'dbpassword',
    'apiKey',
    'api-key',
    'AWS_ACCESS_KEY_ID',
    'tokens',
    'x.auth',
  ],
  [
    'user',
    'key_name',
    'sort_key',
    'maxTokens',
    'secretName',
    'password_file',
    'tokenUrl',
    'keyboard',
    'compass',
    '',
  ],
);

table(
  'a placeholder',
  isPlaceholder,
  [
    '',
    'changeme',
    'your-api-key',
    '<token>',
    'xxxx',
    '********',
    'test',
    'test_user_1',
    'not-a-real-secret-example',
  ],
  ['hunter2wins', 'correct horse', randomText(30), `test_${randomText(24)}`, '8493726150', 'S3cr3tPw'],
);

table(
  'a reference',
  isReference,
  [
    braced('A'),
    braced('A:-'),
    braced('env:A'),
    braced('input:api-key'),
    braced(`A:-${braced('B')}`),
    '$A',
    '$(cat x)',
    '%A%',
    '{{ .Values.a }}',
    '<%= ENV["A"] %>',
    `Bearer ${braced('A')}`,
    `${braced('A')}:${braced('B')}`,
    'op://vault/item/field',
    '@TOKEN@',
    '%env(A)%',
    `\${{ secrets.A }}`,
  ],
  [
    '',
    'a',
    braced('A:-hunter2wins'),
    `${braced('A')}hunter2wins`,
    '<%= "hunter2wins" %>',
    `{{ "${randomText(30)}" }}`,
    `${braced('A')}${' '.repeat(5000)}`,
    '${never closed',
  ],
);

table(
  'a generated value',
  looksRandom,
  [randomText(20), randomText(40), `x ${randomText(30)} y`, 'a1'.repeat(20), `Ab+/${randomText(30)}`],
  [
    'a-long-name-of-many-words-2',
    '/usr/local/share/app2',
    '2026-01-01T00:00:00Z',
    'internationalisation',
    '1234567890123456',
  ],
);

const LEAVES: readonly [what: string, leaves: Leaf[], expected: string[]][] = [
  [
    'YAML lists and generic names',
    readLineLeaves('tokens:\n  - one\n  - value: two\n'),
    ['tokens=', 'tokens=one', 'tokens=two'],
  ],
  [
    'YAML names with values',
    readLineLeaves('env:\n  - name: API_KEY\n    value: one\n'),
    ['env=', 'name=API_KEY', 'API_KEY=one'],
  ],
  ['YAML blocks', readLineLeaves('key: |\n  a: b\n  c\nd: e\n'), ['key=|\n  a: b\n  c', 'd=e']],
  ['flow members', readLineLeaves('db: { user: a, password: "b" }\n'), ['user=a', 'password=b']],
  ['INI, with comments', readLineLeaves('; c\n[s]\na = "b" # c\nd=e f\n'), ['a=b', 'd=e f']],
  ['shell', readLineLeaves("export A='b c'\nalias d=e\n"), ['A=b c', 'd=e']],
  ['properties', readLineLeaves('a.b:c\nurl=http://x:1/y\n'), ['a.b=c', 'url=http://x:1/y']],
  ['assignments of other kinds', readLineLeaves("'a' => 'b',\nc := d\ne += f\n"), ['a=b', 'c=d', 'e=f']],
  ['XML', readXmlLeaves('<a b="c &amp; d">e</a><add key="f" value="g"/>'), ['b=c & d', 'a=e', 'f=g']],
  ['XML data sections', readXmlLeaves('<a><![CDATA[b<c]]></a>'), ['a=b']],
  [
    'JSON',
    readJsonLeaves({ a: { value: 'b' }, c: ['d', '--e', 'f', '--g=h'] }),
    ['--g=h', '--e=f', 'c=--e', 'c=d', 'a=b'],
  ],
];

for (const [what, leaves, expected] of LEAVES) {
  values(`${what} are read with their names`, () => {
    assert.equal(
      leaves.map(({ name, value }) => `${name}=${value}`),
      expected,
    );
  });
}

values('a literal credential is told by its name, its look, or the password inside an address', () => {
  const address = (userinfo: string) => ['postgres:', `${userinfo}@db/app`].join('//');
  assert.ok(isLiteralCredential({ name: 'password', value: 'hunter2wins' }));
  assert.ok(isLiteralCredential({ name: 'anything', value: randomText(40) }));
  assert.ok(isLiteralCredential({ name: 'url', value: address('app:hunter2wins') }));
  assert.ok(isLiteralCredential({ name: 'url', value: address('app:p#w?rd') }));
  assert.not(isLiteralCredential({ name: 'url', value: address('app:password') }));
  assert.not(isLiteralCredential({ name: 'url', value: address(`app:${braced('PW')}`) }));
  assert.not(isLiteralCredential({ name: 'ssl_key', value: '/etc/ssl/key.pem' }));
  assert.not(isLiteralCredential({ name: 'public_key', value: randomText(60) }));
});

values.run();
