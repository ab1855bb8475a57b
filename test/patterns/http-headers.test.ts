/** Credentials in HTTP headers, in files and in code; and what stands in such headers that is none. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { randomText, sample } from '../support/sample.js';
import { foundIn, WORD } from './general.js';

const headers = suite('HTTP headers');

const token = () => asSecret(randomText(40));
const uuid = () =>
  asSecret([8, 4, 4, 4, 12].map((length) => randomText(length, '0123456789abcdef')).join('-'));
const basic = (user: string, password = asSecret(randomText(16))) =>
  asSecret(Buffer.from(`${user}:${password}`).toString('base64'));

const found: [pattern: string, text: string][] = [
  ['http-authorization-basic high', `Authorization: Basic ${basic('deploy')}`],
  ['http-authorization-basic high', `headers: { 'Authorization': 'Basic ${basic('deploy')}' }`],
  ['http-authorization-basic high', `request.setHeader("Proxy-Authorization", "Basic ${basic('deploy')}");`],
  ['http-authorization-basic high', `authorization: basic ${basic('')}`],
  ['http-authorization-basic high', `Authorization: Basic ${basic(token(), '')}`],
  ['http-authorization-bearer medium', `Authorization: Bearer ${token()}`],
  ['http-authorization-bearer medium', `headers["Authorization"] = "Bearer ${token()}"`],
  ['http-authorization-bearer medium', `.set('Authorization', 'Bearer ${token()}')`],
  ['http-authorization-bearer medium', `fetch(url, { headers: { authorization: \`bearer ${token()}\` } })`],
  ['http-authorization-bearer medium', `Authorization: Bearer ${uuid()}`],
  ['http-authorization-token medium', `Authorization: token ${token()}`],
  ['http-authorization-token medium', `"Authorization": "ApiKey ${token()}"`],
  ['http-authorization-token medium', `Authorization: Token token=${token()}`],
  ['http-authorization-token medium', `headers: { Authorization: '${token()}' }`],
  ['rfc8959-secret-token-uri medium', `url: secret-token:${token()}`],
];
for (const [expected, text] of found) {
  headers(`${expected} in ${text.slice(0, 30)}…`, async () => {
    assert.ok((await foundIn(text)).includes(expected), text.slice(0, 12));
  });
}

headers('a token of a known format in a header is that format', async () => {
  const github = sample('github-personal-access-token');
  assert.equal(await foundIn(`Authorization: Bearer ${github}`), ['github-personal-access-token high']);
  assert.equal(await foundIn(`curl -H "Authorization: token ${github}" https://api.github.com`), [
    'github-personal-access-token high',
  ]);
});

headers('a JSON Web Token in a header is one', async () => {
  const encode = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const parts = [{ alg: 'HS256' }, { sub: 'deploy', jti: randomText(20) }].map(encode);
  assert.equal(
    await foundIn(`Authorization: Bearer ${asSecret([...parts, `${randomText(42)}A`].join('.'))}`),
    ['jwt high'],
  );
});

const nothing = [
  'Authorization: Basic <credentials>',
  'Authorization: Basic authentication',
  'Basic configuration of the server',
  `Authorization: Basic ${basic('user', 'password')}`,
  `Authorization: Basic ${basic('username', 'password')}`,
  `Authorization: Basic ${basic('Aladdin', 'open sesame')}`,
  `Authorization: Basic ${basic('deploy', ['$', '{PASSWORD}'].join(''))}`,
  'Authorization: Bearer <token>',
  'Authorization: Bearer YOUR_ACCESS_TOKEN',
  'Authorization: Bearer $ACCESS_TOKEN',
  `headers: { Authorization: \`Bearer \${token}\` }`,
  'headers: { Authorization: "Bearer " + token }',
  'Bearer authentication-with-refresh-tokens',
  'Authorization: Bearer xxxxxxxxxxxxxxxxxxxxxxxx',
  'Authorization: AWS4-HMAC-SHA256 Credential=',
  'Authorization: request.headers.authorization',
  "import { authorization } from './authorization-middleware-of-the-server.js'",
];
for (const text of nothing) {
  headers(`nothing is found in: ${text.slice(0, 60)}`, async () => {
    assert.equal(await foundIn(text), []);
  });
}

headers('a login that documentation could have is for who asks for everything', async () => {
  assert.equal(await foundIn(`Authorization: Basic ${basic('alice', WORD)}`), [
    'http-authorization-basic low',
  ]);
});

headers.run();
