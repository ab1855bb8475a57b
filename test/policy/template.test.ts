import { chmodSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { templateNames } from '../../src/policy/template/names.js';
import { templateValues } from '../../src/policy/template/values.js';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { ask, mendWith, said, schemaOf } from './asked.js';

const templates = suite('templates in the checklist');

const SCHEMA = schemaOf({ GITHUB_TOKEN: {}, SESSION_SECRET: {} }, { SENTRY_AUTH_TOKEN: {} });
const read = (repository: Repository, path: string) => readFileSync(join(repository.top, path), 'latin1');

templates('no schema, no template: there is nothing to compare', async () => {
  const repository = new Repository().write({ a: '1' });
  assert.is((await ask(templateNames, repository)).outcome, 'not-applicable');
  assert.is((await ask(templateValues, repository)).outcome, 'not-applicable');
});

templates('where there is none, --fix writes one beside the folder of the schema', async () => {
  const repository = new Repository().write({ 'secrets/schema.json': SCHEMA });
  assert.equal(await said(templateNames, repository), [
    'fail',
    '- no template shows the 3 names of secrets/schema.json',
  ]);
  assert.is(await mendWith(templateNames, repository), 1);
  assert.is(
    read(repository, '.env.example'),
    `# app\nGITHUB_TOKEN=ghp_${'x'.repeat(36)}\nSESSION_SECRET=your-session-secret\n\n# extra\n# SENTRY_AUTH_TOKEN=sntryu_${'0'.repeat(64)}\n`,
  );
  assert.equal(await said(templateNames, repository), ['pass']);
  assert.equal(await said(templateValues, repository), ['pass']);
});

const KEPT: [title: string, file: string, text: string, added: RegExp][] = [
  [
    'comments and settings',
    '.env.example',
    '# mine\nPORT=3000 # x\n\nGITHUB_TOKEN=\n',
    /\n\n# app\nSESSION_SECRET=.*\n\n# extra\n# SENTRY/,
  ],
  [
    'Windows line ends',
    '.env.example',
    'PORT=1\r\n',
    /\r\n\r\n# app\r\nGITHUB_TOKEN=.*\r\nSESSION_SECRET=.*\r\n\r\n# extra\r\n# SENTRY.*\r\n$/,
  ],
  ['no line end at the end', 'mcp_env.example', 'A=1', /^A=1\n\n# app\n/],
  ['bytes beyond ASCII', '.env.schema', '# caf\u00e9\nPORT=1\n', /SESSION_SECRET/],
];
for (const [title, file, text, added] of KEPT) {
  templates(`${title}: what stands there stays to the byte, and the names are added`, async () => {
    const repository = new Repository().write({ 'secrets/schema.json': SCHEMA, [file]: text });
    assert.is(await mendWith(templateNames, repository), 1);
    const after = read(repository, file);
    assert.ok(after.startsWith(Buffer.from(text).toString('latin1')));
    assert.match(after, added);
    assert.equal(await said(templateNames, repository), ['pass']);
    assert.is(await mendWith(templateNames, repository), 0);
  });
}

templates('names of secrets that the schema lacks are told; settings and aliases are not', async () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaOf({ GITHUB_TOKEN: { aliases: ['GH_TOKEN'] } }),
    '.env.example': 'GH_TOKEN=\nPORT=\nLOG_LEVEL=debug\nOLD_API_KEY=\n# OTHER_SECRET=x\n',
  });
  assert.equal(await said(templateNames, repository), [
    'fail',
    '.env.example not in the schema: OLD_API_KEY, OTHER_SECRET',
  ]);
  assert.equal((await ask(templateNames, repository)).changes, [], 'nothing is taken out');
});

templates('each schema has the templates in its part of the tree', async () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaOf({ ROOT_KEY: {}, API_KEY: { required_for: ['api'] } }),
    '.env.example': 'ROOT_KEY=\nAPI_KEY=\n',
    'apps/web/secrets/schema.json': schemaOf({ WEB_KEY: {} }),
    'apps/web/.env.example': 'ROOT_KEY=\n',
    'apps/api/.env.example': 'ROOT_KEY=\nWEB_API_KEY=\n',
  });
  assert.equal(await said(templateNames, repository), [
    'fail',
    'apps/api/.env.example not in the schema: WEB_API_KEY',
    'apps/api/.env.example it lacks API_KEY',
    'apps/web/.env.example it lacks WEB_KEY',
  ]);
  assert.is(await mendWith(templateNames, repository), 1);
  assert.match(read(repository, 'apps/web/.env.example'), /^ROOT_KEY=\n\n# app\nWEB_KEY=your-web-key\n$/);
});

templates('what cannot be read, and what Git ignores, is told and not written over', async () => {
  const repository = new Repository().write({ 'secrets/schema.json': SCHEMA, '.env.example': 'A\0B' });
  assert.match((await said(templateNames, repository)).join(), /fail.*it cannot be read as text/);
  assert.is(await mendWith(templateNames, repository), 0);
  repository.write({ '.env.example': '', '.gitignore': '.env*\n' });
  const ignored = await ask(templateNames, repository);
  assert.match(ignored.problems[0]?.remedy ?? '', /!\.env\.example/);
  assert.equal(ignored.changes, []);
  const linked = new Repository().write({ 'secrets/schema.json': SCHEMA, other: 'GITHUB_TOKEN=\n' });
  symlinkSync('other', join(linked.top, '.env.example'));
  assert.is((await ask(templateNames, linked)).outcome, 'fail');
  assert.is(await mendWith(templateNames, linked), 0);
});

templates('a real value is told, and taken out only where Git has the very text', async () => {
  const token = sample('github-personal-access-token');
  const password = asSecret(randomText(24));
  const hex = asSecret(randomText(64, '0123456789abcdef'));
  const text = `# keep\nGITHUB_TOKEN="${token}" # mine\nSESSION_SECRET=${password}\r\nHEX_KEY=${hex}\nPORT=3000\n`;
  const schema = schemaOf({ GITHUB_TOKEN: {}, SESSION_SECRET: {}, HEX_KEY: { pattern: '[0-9a-f]{64}' } });
  const repository = new Repository().write({ 'secrets/schema.json': schema, '.env.example': text });
  const expected = [
    'fail',
    ...['GITHUB_TOKEN', 'SESSION_SECRET', 'HEX_KEY'].map(
      (name, at) => `.env.example:${at + 2} ${name} has a real value`,
    ),
  ];
  assert.equal(await said(templateValues, repository), expected);
  assert.is(await mendWith(templateValues, repository), 0, 'nobody else has these values');
  assert.is(read(repository, '.env.example'), text);
  repository.git('add', '.env.example');
  chmodSync(join(repository.top, '.env.example'), 0o640);
  assert.is(await mendWith(templateValues, repository), 1);
  assert.is(
    read(repository, '.env.example'),
    `# keep\nGITHUB_TOKEN=ghp_${'x'.repeat(36)} # mine\nSESSION_SECRET=your-session-secret\r\nHEX_KEY=${'0'.repeat(64)}\nPORT=3000\n`,
  );
  assert.equal(await said(templateValues, repository), ['pass']);
});

templates('a secret in a comment, and in a template without any schema, is told', async () => {
  const repository = new Repository().write({
    'x/.env.sample': `# ${sample('github-personal-access-token')}\nA_KEY=${sample('github-personal-access-token')}\n`,
  });
  repository.git('add', '.');
  assert.equal(await said(templateValues, repository), [
    'fail',
    'x/.env.sample:2 A_KEY has a real value',
    'x/.env.sample:1 a secret',
  ]);
});

templates('placeholders, blanks and public values pass', async () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaOf({
      A_KEY: {},
      B_KEY: { example: 'anything-goes-4711' },
      C_KEY: {},
      D_URL: { format: 'postgresql://...' },
      E_ID: { sensitive: false },
    }),
    '.env.example':
      'A_KEY=\nB_KEY=anything-goes-4711\nC_KEY=<your key>\nD_URL=postgresql://user:password@localhost:5432/app\nE_ID=\n',
  });
  assert.equal(await said(templateValues, repository), ['pass']);
});

templates.run();
