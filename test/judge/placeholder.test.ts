/** What is let go as a placeholder or a reference, and that chance never makes a real secret look like one. */

import { createCipheriv } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isPlaceholderToken, judgeValue } from '../../src/judge/placeholder.js';

const test = suite('placeholder');

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const BASE62 = DIGITS + LOWER + UPPER;

/** A fixed stream of random bytes, so that a failure comes again. */
const stream = createCipheriv('aes-256-ctr', Buffer.alloc(32, 7), Buffer.alloc(16));
let pool = stream.update(Buffer.alloc(65536));
let used = 0;

/** Evenly random characters of an alphabet of at most 256. */
function random(alphabet: string, length: number): string {
  const limit = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    if (used === pool.length) {
      pool = stream.update(Buffer.alloc(65536));
      used = 0;
    }
    const byte = pool[used++] as number;
    if (byte < limit) text += alphabet.charAt(byte % alphabet.length);
  }
  return text;
}

const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const words = (...parts: string[]): string => parts.join('-');

function judged(
  expected: 'placeholder' | 'reference' | null,
  title: string,
  values: string[],
  context: { name?: string; prefix?: string; quoted?: boolean } = {},
): void {
  test(`${title}: ${expected ?? 'left to others'}`, () => {
    for (const value of values) {
      const full = { name: null, prefix: '', quoted: true, ...context };
      assert.is(judgeValue(value, full), expected, `${value} (in ${JSON.stringify(full)})`);
    }
  });
}

judged('reference', 'shell, make and compose variables', [
  '$DB_PASSWORD',
  '$db_password',
  `\${DB_PASSWORD}`,
  `\${DB_PASSWORD:?must be set}`,
  `\${DB_PASSWORD?err}`,
  `\${DB_PASSWORD:-}`,
  `\${?DB_PASSWORD}`,
  `\${OTHER:-\${DB_PASSWORD}}`,
  `$\${DB_PASSWORD}`,
  '$(cat /run/secrets/x)',
  '$(NAME)',
  '$1',
  '$@',
  '$X$',
  '%NPM_TOKEN%',
  '!NPM_TOKEN!',
  '$env:NPM_TOKEN',
  `\${env:NPM_TOKEN}`,
  `  \${NPM_TOKEN}  `,
]);

judged('reference', 'templates', [
  '{{ vault_db_password }}',
  '{{name}}',
  '{{{ name }}}',
  '{{ .Values.x | quote }}',
  '{{ op://vault/item/field }}',
  '{{resolve:secretsmanager:MySecret:SecretString:password}}',
  '{% if x %}y{% endif %}',
  '<%= ENV["X"] %>',
  '<?= $x ?>',
  '<?php echo $x; ?>',
  '#{password}',
  '%{password}',
  '#x#',
  '@name@',
  '@@NAME@@',
  '%%NAME%%',
  '##NAME##',
  '#{NAME}#',
  '__API_KEY__',
  '~NAME~',
  ':password',
  '@password',
  '?',
  '%(password)s',
  '%s',
  '%-20s',
  '{}',
  '{0}',
  '{password}',
  '{env:NAME}',
  '{env.NAME}',
  '%env(NAME)%',
  '\\(token)',
  '<< parameters.x >>',
  '$[[ inputs.x ]]',
  `\${{ secrets.NPM_TOKEN }}`,
  `\${parameters.x}`,
  `\${input:apiKey}`,
  `\${ssm:/path/key}`,
  `\${file(./x.yml):key}`,
  `\${vault://secret/db:pw}`,
  `\${config.get('x')}`,
  '((db-password))',
]);

judged('reference', 'text in which only references stand', [
  `Bearer \${token}`,
  'Bearer $TOKEN',
  'Bearer {{token}}',
  'Bearer %s',
  'Bearer {token}',
  '{{user}}:{{password}}',
  `\${USER}:\${PASSWORD}`,
  `postgres://\${USER}:\${PASSWORD}@localhost:5432/db`,
  '$USER:$PASSWORD',
  `prefix-\${id}-suffix`,
]);

judged('reference', 'secret stores', [
  'op://vault/item/field',
  'doppler://x',
  'infisical://x',
  'vault:secret/data/db#password',
  'vault://secret/db',
  'ref+vault://secret/db#/pw',
  'ref+awssecrets://name',
  'secretref+vault://x',
  'arn:aws:secretsmanager:eu-west-1:123456789012:secret:name',
  'arn:aws-cn:ssm:eu-west-1:123456789012:parameter/x',
  '@Microsoft.KeyVault(SecretUri=https://x.vault.azure.net/secrets/n)',
  'https://x.vault.azure.net/secrets/n/version',
  'projects/123/secrets/name/versions/latest',
  'sm://project/name',
  'berglas://x/y',
  'keyvault://x',
  'conjur:path/var',
  'secret://x',
  'bws://id',
  'gopass:a/b',
  'akeyless://x',
  'k8s://ns/secret/key',
  'file:///run/secrets/x',
  '!Ref Password',
  '!Sub x',
  '!secret wifi_password',
  '{"Ref": "Password"}',
  'op read x',
  'aws secretsmanager get-secret-value --secret-id x',
]);

judged('reference', 'code that reads a secret', [
  'process.env.API_KEY',
  'process.env["API_KEY"]',
  'import.meta.env.VITE_KEY',
  'Deno.env.get("N")',
  'os.environ["TOKEN"]',
  'os.environ.get("TOKEN")',
  'os.getenv("TOKEN")',
  'os.Getenv("KEY")',
  'ENV["KEY"]',
  'ENV.fetch("KEY")',
  '$_ENV["KEY"]',
  'getenv("KEY")',
  'env("KEY")',
  'env!("KEY")',
  'System.getenv("PW")',
  'Environment.GetEnvironmentVariable("N")',
  'Configuration["Jwt:Key"]',
  'std::env::var("N")',
  'System.get_env("X")',
  'Sys.getenv("N")',
  '$ENV{N}',
  'getpass.getpass()',
  'keyring.get_password("x","y")',
  'Rails.application.credentials.x',
  'credentials("npm")',
  'var.db_password',
  'local.token',
  'data.vault_generic_secret.x.data',
  'module.x.password',
  'random_password.x.result',
  'secrets.NPM_TOKEN',
  'config.password',
  'self.token',
  'this.options.token',
  'request.token',
  'from_secret: token',
]);

judged(
  'reference',
  'any path or call, unquoted',
  ['foo.bar', 'foo.bar.baz()', 'read("x")', 'keys[0]', 'a::b', 'a->b'],
  {
    quoted: false,
  },
);
judged(null, 'the same, quoted', ['kitten.river', 'a::kitten'], { quoted: true });

test('a real literal default is left to others, a made-up one is not', () => {
  const context = { name: null, prefix: '', quoted: false };
  const real = random(BASE62, 24);
  for (const open of [
    'DB_PASSWORD:-',
    'DB_PASSWORD:=',
    'DB_PASSWORD-',
    'db.password:',
    'env:DB_PASSWORD:-',
    'OTHER:-${DB:-',
  ]) {
    const close = '}'.repeat(open.split('{').length);
    assert.is(judgeValue(`\${${open}${real}${close}`, context), null, open);
    assert.is(judgeValue(`\${${open}changeme${close}`, context), 'placeholder', open);
  }
  assert.is(judgeValue(`\${env:DB_PASSWORD, '${real}'}`, context), null);
  assert.is(judgeValue(`\${DB_PASSWORD:-\${OTHER}}`, context), 'reference');
});

judged('placeholder', 'masked', [
  '***',
  '****1234',
  'abc****',
  'xxxx-xxxx',
  'xxx',
  'XXXXXXXXXXXX',
  'sk_xxxxxxxxxxxx',
  '[REDACTED]',
  utf8('sk-…abcd'),
  utf8('••••••••'),
  'abc...xyz',
  'sk_live_...',
  '...',
  '---',
  '______',
  '',
  '   ',
  'Bearer ',
  'Bearer xxxxxxxx',
  `abcd1234${'x'.repeat(20)}`,
]);

judged('placeholder', 'repeated, alternating and sequential', [
  'aaaaaaaa',
  '0000-0000',
  'abababab',
  '1111111111111112',
  LOWER,
  '1234567890',
  '0123456789abcdef',
  '0123456789abcdef'.repeat(2),
  'qwertyuiop',
  'abc123',
  'a1b2c3d4e5f6g7h8',
  'aabbccddeeff',
  'deadbeef'.repeat(4),
  'abcd1234'.repeat(4),
  '00000000-0000-0000-0000-000000000000',
  '12345678-1234-1234-1234-123456789012',
  ['123e4567', 'e89b', '12d3', 'a456', '426614174000'].join('-'),
]);

judged('placeholder', 'placeholder words', [
  'your-api-key',
  'YOUR_API_KEY_HERE',
  'yourApiKey',
  'your_token_goes_here',
  'yoursecretkeyhere',
  'changeme',
  'change_me',
  'ChangeMe123',
  'please-change-this',
  'replace-with-your-token',
  'insert_token_here',
  'EXAMPLE',
  'example-token',
  'my-example-secret-key',
  'dummy',
  'dummy_token_123',
  'sample1',
  'fake-api-key',
  'test',
  'test-key',
  'testing123',
  'placeholder',
  'TODO',
  'fixme',
  'redacted',
  'not-a-real-key',
  'foobar',
  'foo',
  'none',
  'n/a',
  'secret',
  'password',
  'my-secret-token',
  'accessToken',
  'api_key',
  'dein-token',
  'votre_cle_api',
  'ihr-passwort',
  utf8('contraseña'),
  utf8('你的密钥'),
  utf8('ВАШ_ТОКЕН'),
  '<your-api-key>',
  '<token>',
  'sk_<your key>',
  '&lt;token&gt;',
  '[YOUR_TOKEN]',
  '{your key}',
  'STRIPE_API_KEY',
  'MY_APP_TOKEN',
  'x-functions-key',
]);

test('a value that says its own name is a placeholder', () => {
  for (const [name, value] of [
    ['datadogApiKey', 'datadogApiKey'],
    ['DATADOG_API_KEY', 'datadog-api-key'],
    ['DATADOG_API_KEY', 'datadog'],
    ['acme.client.secret', 'acme_secret'],
    ['ACME_PASSWORD', 'myAcmePassword'],
  ] as const) {
    assert.is(judgeValue(value, { name, prefix: '', quoted: true }), 'placeholder', value);
  }
  assert.is(judgeValue('acmeriverstone', { name: 'ACME_PASSWORD', prefix: '', quoted: true }), null);
});

judged('placeholder', 'types, switches, quantities', [
  'string',
  'str',
  'varchar(255)',
  'required|min:8',
  'required|string|max:255',
  'z.string()',
  'true',
  'off',
  'disabled',
  '30s',
  '1h',
  '100MB',
  '8',
  '4096',
]);

judged('placeholder', 'paths and addresses', [
  '/etc/ssl/private/x.key',
  '/run/secrets/db',
  './config/secret.json',
  '../keys',
  '~/.ssh/id',
  'C:\\Users\\x\\key.pem',
  'server.pem',
  'https://host.internal/path',
  'https://host.internal/oauth/token?grant_type=x',
  'https://example.com/anything',
  'https://user:pass@example.com/x',
  'data:image/png;base64,AAAA',
]);

judged('placeholder', 'regexes and globs', [
  '^[A-Za-z0-9]{32}$',
  '[a-f0-9]{40}',
  '(?i)token',
  '\\d+',
  '\\w{20}',
  '*.pem',
  '**/secrets/*.key',
  'MY_APP_*',
]);

judged('placeholder', 'ciphertext and public material', [
  'ENC[AES256_GCM,data:abc,iv:def]',
  'encrypted:abcdef',
  '$ANSIBLE_VAULT;1.1;AES256',
  '!vault |',
  'ENC(abc)',
  '{cipher}abc',
  `vault:v1:${'ab12'.repeat(6)}`,
  `${['U2Fsd', 'GVkX1'].join('')}abc`,
  ['-----BEGIN', 'CERTIFICATE-----'].join(' '),
  ['-----BEGIN', 'PUBLIC KEY-----'].join(' '),
  ['-----BEGIN', 'PGP MESSAGE-----'].join(' '),
  ['ssh-ed25519', 'AAAAC3'].join(' '),
  `age1${'q'.repeat(58)}`,
  `sha512-${'ab12'.repeat(20)}==`,
]);

judged('placeholder', 'sentences and labels', [
  'Enter your password',
  'Please enter a valid API key.',
  'The token is missing',
  'API Key',
  'Forgot password?',
  'must be at least eight characters long',
  'Invalid credentials.',
  utf8('Bitte geben Sie Ihr Passwort für diesen Dienst ein'),
]);

test('what may be a secret is left to others', () => {
  const secrets = [
    random(BASE62, 20),
    `{{ x | default('${random(BASE62, 24)}') }}`,
    `p-${random(LOWER + DIGITS, 20)}`,
    `${random(BASE62, 10)}!${random(BASE62, 6)}`,
    `test-${random(BASE62, 24)}`,
    `$${random(BASE62, 20)}`,
    `/${random(BASE62, 39)}`,
    `https://hooks.internal/services/${random(BASE62, 24)}`,
    `https://user:${random(BASE62, 16)}@host.internal/`,
    `Bearer ${random(BASE62, 30)}`,
    `the key is ${random(BASE62, 24)}`,
    `prefix-\${x}-${random(BASE62, 24)}`,
    `<${random(BASE62, 24)}>`,
    'tiger',
    'latest',
    'correct horse battery staple',
    'letmein',
    '^kitten%river$',
    'river***kitten-stone',
    `${random(BASE62, 9)}%d|${random(BASE62, 7)}`,
    `${random(BASE62, 5)}<An>${random(BASE62, 7)}+~`,
    ['-----BEGIN', 'PRIVATE KEY-----'].join(' '),
    `$2b$12$${random(BASE62, 53)}`,
  ];
  for (const secret of secrets)
    assert.is(judgeValue(secret, { name: 'ACME_KEY', prefix: '', quoted: true }), null, secret);
});

const ALPHABETS: [string, string, number, number][] = [
  ['base62', BASE62, 36, 20000],
  ['base62, short', BASE62, 16, 4000],
  ['hex', `${DIGITS}abcdef`, 32, 20000],
  ['upper-case hex', `${DIGITS}ABCDEF`, 40, 4000],
  ['base64url', `${BASE62}-_`, 93, 20000],
  ['base64url, short', `${BASE62}-_`, 20, 4000],
  ['base64', `${BASE62}+/`, 40, 4000],
  ['capitals and digits', UPPER + DIGITS, 16, 20000],
  ['small letters and digits', LOWER + DIGITS, 32, 4000],
  ['small letters', LOWER, 32, 4000],
  ['capitals', UPPER, 16, 4000],
  ['digits', DIGITS, 12, 4000],
  ['base64url with dots', `${BASE62}-_.~`, 40, 4000],
];

for (const [title, alphabet, length, count] of ALPHABETS) {
  test(`of ${count} random tokens none is taken for made up: ${title}`, () => {
    for (let i = 0; i < count; i++) {
      const body = random(alphabet, length);
      assert.not(isPlaceholderToken(`pre_${body}`, 'pre_'), body);
    }
  });
}

for (const [title, alphabet, length] of ALPHABETS.slice(0, 9)) {
  test(`of 2,000 random values none is judged away: ${title}`, () => {
    for (let i = 0; i < 2000; i++) {
      const body = random(alphabet, length);
      assert.is(judgeValue(body, { name: 'ACME_KEY', prefix: '', quoted: i % 2 === 0 }), null, body);
    }
  });
}

test('made-up tokens are seen through', () => {
  const bodies = [
    'x'.repeat(36),
    'X'.repeat(36),
    '0'.repeat(36),
    'a'.repeat(20),
    'ab'.repeat(18),
    'xX'.repeat(18),
    'abcd'.repeat(9),
    '1234567890'.repeat(4),
    '0123456789abcdef',
    `1234567890${UPPER}`,
    LOWER,
    `${LOWER}${DIGITS}`,
    DIGITS + LOWER,
    'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6',
    'aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2',
    'qwertyuiopasdfghjklzxcvbnm',
    `${random(BASE62, 10)}${'x'.repeat(20)}`,
    `${random(BASE62, 12)}***`,
    utf8(`${random(BASE62, 6)}…`),
    words('your', 'key', 'here'),
    words('api03', 'your', 'key', 'here'),
    words('api03', 'YOUR', 'API', 'KEY', 'GOES', 'HERE'),
    'YOUR_ACCESS_TOKEN_HERE',
    'YourTokenGoesHere',
    'yoursecretkeygoeshere',
    'your_personal_access_token',
    words('this', 'is', 'not', 'a', 'real', 'token', 'value'),
    'thisIsAFakeTokenForTestingPurposesOnly',
    'EXAMPLE'.repeat(3),
    `${random(UPPER + DIGITS, 9)}EXAMPLE`,
    `${random(BASE62, 26)}EXAMPLEKEY`,
    `${random(BASE62, 12)}placeholder${random(BASE62, 12)}`,
    `${random(BASE62, 29)}Example`,
    'DUMMYDUMMYDUMMY1',
    words('dummy', 'token', 'value', '0000'),
    'FAKEFAKEFAKEFAKE',
    words('redacted', 'redacted'),
    words('replace', 'me', 'with', 'real', 'key'),
    'changemechangeme',
    'deadbeef'.repeat(4),
    'TEST'.repeat(4),
    ['T00000000', 'B00000000', 'X'.repeat(24)].join('/'),
    '<your-token>',
  ];
  for (const body of bodies) assert.ok(isPlaceholderToken(`pre_${body}`, 'pre_'), body);
});

test('short words that chance writes do not decide', () => {
  for (const word of [
    'foo',
    'bar',
    'test',
    'abc',
    'Test',
    'FAKE',
    'key',
    'demo',
    'your',
    'xxxx',
    '1234',
    'aaaa',
  ]) {
    const body = random(BASE62, 12) + word + random(BASE62, 20);
    assert.not(isPlaceholderToken(body, ''), body);
    assert.not(isPlaceholderToken(`${word}_${random(BASE62, 32)}`, ''), word);
  }
});

test('the prefix is no part of what is looked at', () => {
  const prefix = words('example', 'dummy', 'token', '');
  assert.not(isPlaceholderToken(`${prefix}${random(BASE62, 36)}`, prefix));
  assert.ok(isPlaceholderToken(`${prefix}${'x'.repeat(36)}`, prefix));
  assert.is(judgeValue(`${prefix}${'x'.repeat(36)}`, { name: null, prefix, quoted: true }), 'placeholder');
});

judged('placeholder', 'addresses whose login stands in for one', [
  'postgres://user:password@localhost:5432/api',
  'postgres://USER:PASSWORD@HOST:PORT/DATABASE',
  'postgresql://johndoe:randompassword@localhost:5432/mydb?schema=public',
  'redis://:changeme@redis:6379',
  'https://examplePublicKey@o0.ingest.sentry.io/0',
]);
judged(null, 'addresses with a login of their own, or with more than a login', [
  `https://${random(BASE62, 32)}@o0.ingest.sentry.io/0`,
  `postgres://app:${random(BASE62, 20)}@localhost:5432/api`,
  `https://user:password@localhost/${random(BASE62, 32)}`,
  `https://user:password@localhost/?token=${random(BASE62, 32)}`,
]);
judged('placeholder', 'sentences without blanks', [
  words(...'super secret jwt token with at least 32 characters long'.split(' ')),
  words(...'use this only for the tests here'.split(' ')),
  words(...'generate with openssl rand base64 32'.split(' ')),
  'minioadmin',
]);
judged(null, 'passphrases', [words('correct', 'horse', 'battery', 'staple', 'with', 'umbrella')]);

test('hostile values are judged in little more than their length', () => {
  const steps = [
    'a',
    '{',
    '${',
    '{{',
    '<a',
    '$A',
    '%A',
    ' a',
    'a.',
    'a(',
    '/a',
    'a|',
    "'",
    'xy',
    'your',
    '-',
    'aA',
  ];
  for (const step of steps) {
    const value = step.repeat(4096 / step.length);
    const context = { name: value, prefix: '', quoted: false };
    const verdict = judgeValue(value, context);
    assert.ok(verdict === null || verdict === 'placeholder' || verdict === 'reference');
    assert.type(isPlaceholderToken(value, ''), 'boolean');
  }
});

test.run();
