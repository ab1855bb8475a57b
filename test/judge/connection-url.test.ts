import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { connectionUrl } from '../../src/judge/structures/connection-url.js';
import { judgeHost } from '../../src/judge/structures/host.js';
import { judgePassword } from '../../src/judge/structures/password.js';
import { splitUrl } from '../../src/judge/structures/url-parts.js';
import { randomBytes } from '../support/random.js';
import { nameOutcome, noteOf } from './structure-outcomes.js';

const urls = suite('connection-url');
const random = randomBytes(9).toString('base64url');
/** A shell variable; written like this so that no linter takes it for a template. */
const variable = (inside: string) => `$\{${inside}}`;

function outcome(user: string, password: string, host: string): string {
  return nameOutcome(connectionUrl.check(`postgres://${user}:${password}@${host}:5432/app`, password));
}

const far = 'db.acme.io';
const combinations: [title: string, user: string, password: string, host: string, expected: string][] = [
  ['a password on a real host', 'app', random, far, 'sound'],
  ['a password with a user that documentation uses', 'user', random, far, 'sound'],
  ['a password on a service name', 'app', random, 'db', 'sound'],
  ['a password on localhost', 'app', random, 'localhost', 'lowered medium'],
  ['a password on a reserved host', 'app', random, 'db.example.com', 'lowered low'],
  ['a default password on localhost', 'postgres', 'postgres', 'localhost', 'lowered low'],
  ['a default password on 127.0.0.1', 'root', 'toor', '127.0.0.1', 'lowered low'],
  ['a default password on a service name', 'root', 'secret', 'mysql', 'lowered low'],
  ['a default password on a real host', 'postgres', 'postgres', far, 'lowered medium'],
  ['password with example.com', 'admin', 'password', 'example.com', 'drop placeholder'],
  ['user and pass', 'user', 'pass', far, 'drop placeholder'],
  ['username and password', 'username', 'password', 'localhost', 'drop placeholder'],
  ['foo and bar', 'foo', 'bar', far, 'drop placeholder'],
  ['a user twice', 'user', 'user', far, 'drop placeholder'],
  ['a variable', 'app', variable('DB_PASSWORD'), far, 'drop reference'],
  ['a variable with a default that is known', 'app', variable('PW:-postgres'), far, 'drop reference'],
  ['a variable with a default that is not', 'app', variable(`PW:-${random}`), far, 'sound'],
  ['a template', 'app', '{{pw}}', far, 'drop reference'],
  ['a request', 'app', '<password>', far, 'drop placeholder'],
  ['nothing', 'app', '', far, 'unsound'],
  ['a password before a host that is a variable', 'app', random, variable('HOST'), 'sound'],
];
for (const [title, user, password, host, expected] of combinations) {
  urls(`${title}: ${expected}`, () => assert.is(outcome(user, password, host), expected));
}

const passwords: [expected: string, ...values: string[]][] = [
  ['empty', ''],
  [
    'reference',
    '$DB_PASSWORD',
    '$password',
    '$1',
    '$@',
    variable('DB'),
    variable('DB:?unset'),
    variable('env:DB'),
  ],
  [
    'reference',
    variable('ssm:/db/password'),
    variable('A:-$B'),
    `a-${variable('B')}`,
    '$(cat /run/secret)',
    '$env:PW',
  ],
  [
    'reference',
    '%DB_PASSWORD%',
    '%s',
    '%v',
    '%(password)s',
    '%-20s',
    '%[1]s',
    '{password}',
    '{}',
    '{0}',
    '{{ .Values.pw }}',
  ],
  [
    'reference',
    '#{password}',
    '<%= ENV["PW"] %>',
    '\\(password)',
    '" + password + "',
    "' . $pw . '",
    '%24%7BPASSWORD%7D',
  ],
  [
    'reference',
    'process.env.PW',
    'os.environ["PW"]',
    'op://vault/db/password',
    'secrets.DB_PASSWORD',
    '$[[ inputs.pw ]]',
  ],
  [
    'placeholder',
    '<password>',
    '<db password>',
    '%3Cpassword%3E',
    '&lt;password&gt;',
    '[PASSWORD]',
    '__PASSWORD__',
    '@@PW@@',
  ],
  [
    'placeholder',
    '***',
    '****',
    'xxxx',
    'XXXXXXXX',
    '...',
    'ab...',
    'ab***',
    '\xe2\x80\xa6',
    '\xe2\x80\xa2\xe2\x80\xa2',
    '----',
  ],
  [
    'placeholder',
    'changeme',
    'CHANGE_ME',
    'change-me',
    'your-password',
    'YOUR_DB_PASSWORD',
    'yourpasswordhere',
    'placeholder',
  ],
  [
    'placeholder',
    'insert-your-token',
    'enter_password_here',
    'redacted',
    'replace-me',
    'dummy',
    'tu-clave',
    'hunter2',
    'foobar',
  ],
  [
    'weak',
    'password',
    'Passw0rd!',
    'postgres',
    'root',
    'admin123',
    'secret',
    's3cr3t',
    '123456',
    'abcdef',
    '0000',
    'aaaaaaaa',
    'sa',
  ],
  ['weak', 'mysecretpassword', 'minioadmin', 'test', 'qwerty', 'letmein', 'changeit'],
  [
    'ordinary',
    random,
    'Tr0ub4dor&3',
    'correct-horse',
    'p%40ss-w0rt-7',
    'pa$$word-of-mine',
    '{x9K#',
    'a#b7Zq',
    '50%off-today',
    '100%sure',
  ],
  ['ordinary', '$uper7Secure', 'yourstruly7', 'a'.repeat(50) + random],
];
for (const [expected, ...values] of passwords) {
  for (const value of values) {
    urls(`the password ${value === '' ? 'nothing' : JSON.stringify(value)} is ${expected}`, () => {
      assert.is(judgePassword(value, 'app'), expected);
      assert.is(judgePassword(value, null), expected);
    });
  }
}

const hosts: [expected: string, ...values: string[]][] = [
  ['none', ''],
  [
    'local',
    'localhost',
    'LOCALHOST:5432',
    '127.0.0.1',
    '127.1.2.3:80',
    '0.0.0.0',
    '[::1]',
    '[::1]:5432',
    'api.localhost',
  ],
  ['local', 'host.docker.internal:3306', '%2Fvar%2Frun', 'localhost.', 'localhost:1,127.0.0.1:2'],
  ['service', 'db', 'postgres:5432', 'my-redis', 'rabbit_mq', 'a,b,c'],
  [
    'reserved',
    'example.com',
    'db.example.org:1',
    'a.test',
    'b.invalid',
    'c.example',
    '192.0.2.7',
    '203.0.113.1',
    '[2001:db8::1]',
  ],
  [
    'reserved',
    'domain.com',
    'your-domain.com',
    'yourdomain.com',
    'host',
    'hostname:5432',
    'your-host',
    '<host>',
    'your-db.acme.io',
  ],
  [
    'ordinary',
    far,
    '10.0.0.5',
    '192.168.1.1:22',
    'somedomain.com',
    'myexample.com',
    'localhost,db.acme.io',
    'yourtown.gov',
  ],
  ['ordinary', variable('HOST'), 'contest.io', 'latest.io', '[2001:4860::1]'],
];
for (const [expected, ...values] of hosts) {
  for (const value of values) {
    urls(`the host ${value === '' ? 'nothing' : value} is ${expected}`, () =>
      assert.is(judgeHost(value), expected),
    );
  }
}

const splits: [token: string, secret: string, user: string | null, authority: string][] = [
  ['a://u:p@h:1/d?x=y', 'p', 'u', 'h:1'],
  ['a://:p@h', 'p', '', 'h'],
  ['a://p:p@h', 'p', 'p', 'h'],
  ['a://u:p@p@h/', 'p@p', 'u', 'h'],
  ['a://u:p/q#r?s@h/', 'p/q#r?s', 'u', 'h'],
  ['a+b://u:p@h1:1,h2:2,h3/d', 'p', 'u', 'h1:1,h2:2,h3'],
  [`${'https'}://token@h/o/r.git`, 'token', null, 'h'],
  [`${'https'}://token:x-oauth-basic@h/o`, 'token', null, 'h'],
  [`${'https'}://x-access-token:token@h/o`, 'token', 'x-access-token', 'h'],
  ['jdbc:a://h:1/d?user=u&password=p', 'p', null, 'h:1'],
  ['jdbc:a://h:1;password=p', 'p', null, 'h:1'],
  ['a://u:p@[::1]:5/d', 'p', 'u', '[::1]:5'],
  ['a://u:p@h"', 'p', 'u', 'h'],
  ['a://u:p@', 'p', 'u', ''],
  ['a://u:\xff\x00@\xc3\xa4.io/', '\xff\x00', 'u', '\xc3\xa4.io'],
  ['a://u:@h', '', 'u', 'h'],
];
for (const [token, secret, user, authority] of splits) {
  urls(`takes ${JSON.stringify(token)} apart`, () =>
    assert.equal(splitUrl(token, secret), { user, authority }),
  );
}

urls('a token without :// is no URL, and the password alone decides', () => {
  assert.is(splitUrl(`scott/${random}@h`, random), null);
  assert.is(nameOutcome(connectionUrl.check(`scott/${random}@h`, random)), 'plain');
  assert.is(nameOutcome(connectionUrl.check('scott/<pw>@h', '<pw>')), 'drop placeholder');
});

urls('tokens for Git remotes are sound in every place', () => {
  const token = randomBytes(20).toString('hex');
  for (const login of [`x-access-token:${token}`, `oauth2:${token}`, token, `${token}:x-oauth-basic`]) {
    const result = connectionUrl.check(`https://${login}@github.com/acme/app.git`, token);
    assert.equal(result, { outcome: 'sound', note: null }, login);
  }
});

urls('no note holds a byte of user, password or host', () => {
  const text = fc.string({ minLength: 6, maxLength: 20 });
  const notes = new Set<string>();
  fc.assert(
    fc.property(
      text,
      text,
      fc.oneof(text, fc.constantFrom('localhost', 'example.com')),
      (user, password, host) => {
        notes.add(noteOf(connectionUrl.check(`a://${user}:${password}@${host}/`, password)));
      },
    ),
  );
  for (const note of notes)
    assert.match(
      note,
      /^(?:a default or a word for a password(?:, on a local host)?|the host is (?:local|reserved for examples)|)$/,
    );
});

urls.run();
