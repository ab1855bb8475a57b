/** `keyfence env`: each state that a name can be in, through the real bin. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkEnvironment, type EnvironmentJson, schemaText, statesOf } from '../support/environment.js';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { runBin } from '../support/scanned.js';

const env = suite('keyfence env');

const secret = () => asSecret(randomText(24));

/** The one name A_SECRET (or another) with a value in `.env`. */
function check(
  record: object,
  value: string,
  {
    name = 'A_SECRET',
    words = [],
    shell = {},
  }: { name?: string; words?: string[]; shell?: NodeJS.ProcessEnv } = {},
): { status: number | null; one: EnvironmentJson['names'][number] } {
  const repository = new Repository().write({
    'secrets/schema.json': schemaText({ [name]: record }),
    '.env': `${name}='${value}'\n`,
  });
  const { status, names } = checkEnvironment(repository, words, { env: shell });
  return { status, one: names[0] as EnvironmentJson['names'][number] };
}

const STATES: [what: string, state: string, record: object, value: () => string, name?: string][] = [
  ['a random value without a format', 'ok', {}, secret],
  ['a value of the schema’s format', 'ok', { format: 'acme-...' }, () => `acme-${secret()}`],
  ['a value of another format', 'wrong-format', { format: 'acme-...' }, secret],
  [
    'a value of the wrong length',
    'wrong-format',
    { format: 'acme-...', length: 30 },
    () => `acme-${secret()}`,
  ],
  ['no value', 'empty', {}, () => ''],
  ['words', 'placeholder', {}, () => 'your-api-key-here'],
  ['a masked value', 'placeholder', {}, () => 'xxxxxxxxxxxxxxxx'],
  ['words in brackets', 'placeholder', { format: 'acme-...' }, () => 'acme-<your key>'],
  ['the example of the schema', 'placeholder', { example: 'acme-1b7e' }, () => 'acme-1b7e'],
  ['a placeholder that is public', 'ok', { sensitive: false }, () => 'test'],
  ['a reference to a vault', 'reference', {}, () => 'op://vault/item/field'],
  ['a path', 'ok', {}, () => '/run/secrets/key.json'],
  ['an address', 'ok', {}, () => 'http://localhost:3000'],
  ['a token with the right checksum', 'ok', {}, () => sample('github-personal-access-token'), 'GITHUB_TOKEN'],
  [
    'a token with a wrong checksum',
    'wrong-checksum',
    { format: 'ghp_...' },
    () => sample('github-personal-access-token', { checksum: 'wrong' }),
    'GITHUB_TOKEN',
  ],
  [
    'a token that is cut',
    'wrong-format',
    {},
    () => sample('github-personal-access-token').slice(0, 20),
    'GITHUB_TOKEN',
  ],
  ['a test key outside of production', 'ok', {}, () => sample('stripe-test-secret-key'), 'STRIPE_SECRET_KEY'],
  [
    'a database’s address',
    'ok',
    { format: 'postgresql://...' },
    () => `postgresql://app:${secret()}@db.acme-shop.io/app`,
    'DATABASE_URL',
  ],
  [
    'a database’s address with a password to fill in',
    'placeholder',
    { format: 'postgresql://...' },
    () => 'postgresql://app:<password>@db.acme-shop.io/app',
    'DATABASE_URL',
  ],
];

for (const [what, state, record, value, name] of STATES) {
  env(`${what}: ${state}`, () => {
    const { status, one } = check(record, value(), name ? { name } : {});
    assert.is(one.state, state);
    assert.is(one.outcome, state === 'ok' ? 'ok' : 'wrong');
    assert.is(status, state === 'ok' ? 0 : 1);
    assert.is(one.remedy === null, state === 'ok');
  });
}

for (const [why, words, shell, isWrong] of [
  ['--production', ['--production'], {}, true],
  ['NODE_ENV', [], { NODE_ENV: 'production' }, true],
  ['a preview', [], { VERCEL: '1', VERCEL_ENV: 'preview', NODE_ENV: 'production' }, false],
] as const) {
  for (const pattern of ['stripe-test-secret-key', 'stripe-live-secret-key'] as const) {
    const isTest = pattern === 'stripe-test-secret-key';
    env(`${pattern} with ${why}: ${isTest && isWrong ? 'wrong' : 'right'}`, () => {
      const options = { name: 'STRIPE_SECRET_KEY', words: [...words], shell };
      const { status, one } = check({}, sample(pattern), options);
      assert.is(one.state, isTest && isWrong ? 'test-key' : 'ok');
      assert.is(status, isTest && isWrong ? 1 : 0);
      assert.match(one.masked ?? '', isTest ? /^(?:sk|rk|sk_org)_test_…$/ : /^sk_live_…$/);
    });
  }
}

env('a test mode that the schema declares counts as one of the catalog’s', () => {
  const record = { format: 'acme_...', test: ['acme_dev_'] };
  const value = `acme_dev_${secret()}`;
  assert.is(check(record, value).one.state, 'ok');
  assert.is(check(record, value, { words: ['--production'] }).one.state, 'test-key');
  assert.is(check(record, `acme_${secret()}`, { words: ['--production'] }).one.state, 'ok');
});

env('a token that slipped into the place of a name is masked', () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaText({ [sample('github-personal-access-token')]: {}, SHOP_TOKEN: {} }),
  });
  for (const words of [[], ['--json']]) {
    const { status, stdout } = runBin(repository, ['env', ...words]);
    assert.is(status, 1);
    assert.match(stdout, 'ghp_');
    assert.match(stdout, 'SHOP_TOKEN');
  }
});

env('white space and quotes around a value are told as such', () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaText({
      A_KEY: { format: 'acme-...', length: 24 },
      B_KEY: { format: 'acme-...' },
    }),
  });
  const { names } = checkEnvironment(repository, [], {
    env: { A_KEY: `acme-${secret()}\n`, B_KEY: `"acme-${secret()}"` },
  });
  assert.match(names[0]?.remedy ?? '', 'leave out the white space');
  assert.match(names[1]?.remedy ?? '', 'leave out the quotes');
});

env('the same value under two names is wrong, unless they are one secret or may be public', () => {
  const value = secret();
  const repository = new Repository().write({
    'secrets/schema.json': schemaText({
      A_KEY: {},
      B_KEY: {},
      C_KEY: { aliases: ['D_KEY'] },
      D_KEY: {},
      E_NAME: { sensitive: false },
      F_NAME: { sensitive: false },
      G_NAME: { sensitive: false },
    }),
    '.env': `A_KEY=${value}\nB_KEY=${value}\nC_KEY=x${value}\nD_KEY=x${value}\nE_NAME=y${value}\nF_NAME=y${value}\nG_NAME=${value}\n`,
  });
  const report = checkEnvironment(repository);
  assert.equal(
    report.names.map(({ name, state, sameAs }) => [name, state, ...sameAs].join(' ')),
    [
      'A_KEY same-value B_KEY',
      'B_KEY same-value A_KEY',
      'C_KEY ok',
      'D_KEY ok',
      'E_NAME ok',
      'F_NAME ok',
      'G_NAME ok',
    ],
  );
  assert.is(report.status, 1);
});

env('an optional name that is wrong is told, and only a required one fails', () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaText({}, { A_KEY: {}, B_KEY: { format: 'acme-...' }, C_KEY: {}, D_KEY: {} }),
    '.env': `B_KEY=${secret()}\nC_KEY=changeme\nD_KEY=\n`,
  });
  const report = checkEnvironment(repository);
  assert.equal(
    report.names.map(({ name, state, outcome }) => `${name} ${state} ${outcome}`),
    ['A_KEY missing unset', 'B_KEY wrong-format warned', 'C_KEY placeholder warned', 'D_KEY empty unset'],
  );
  assert.is(report.status, 0);
  assert.equal(report.counts, { names: 4, ok: 0, wrong: 0, warned: 2, unset: 2 });
});

env('a consumer needs what names it and what names nobody', () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaText(
      { A_KEY: { required_for: ['web'] }, B_KEY: { required_for: ['worker'] }, C_KEY: {} },
      { D_KEY: { required_for: ['web'] }, E_KEY: {} },
    ),
  });
  const namesFor = (...words: string[]) =>
    checkEnvironment(repository, words).names.map(({ name, required }) => `${name}${required ? '' : '?'}`);
  assert.equal(namesFor(), ['A_KEY', 'B_KEY', 'C_KEY', 'D_KEY?', 'E_KEY?']);
  assert.equal(namesFor('--for', 'web'), ['A_KEY', 'C_KEY', 'D_KEY', 'E_KEY?']);
  assert.equal(namesFor('--for', 'worker'), ['B_KEY', 'C_KEY', 'E_KEY?']);
});

env('a name that must exist elsewhere may be missing here', () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaText({
      A_KEY: { environments: ['github', 'vercel:production'] },
      B_KEY: { environments: ['local'] },
    }),
  });
  const states = (words: string[], shell: NodeJS.ProcessEnv = {}) =>
    statesOf(checkEnvironment(repository, words, { env: shell }));
  assert.equal(states([]), ['A_KEY elsewhere', 'B_KEY missing']);
  assert.equal(states([], { GITHUB_ACTIONS: 'true' }), ['A_KEY missing', 'B_KEY elsewhere']);
  assert.equal(states(['--environment', 'vercel:production']), ['A_KEY missing', 'B_KEY elsewhere']);
});

env('a value under an alias is found', () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaText({ A_KEY: { aliases: ['OLD_KEY'] } }),
  });
  const { status, names } = checkEnvironment(repository, [], { env: { OLD_KEY: secret() } });
  assert.equal([status, names[0]?.state, names[0]?.alias], [0, 'ok', 'OLD_KEY']);
});

env('a token of another provider than the name says is told', () => {
  const { status, one } = check({}, sample('github-personal-access-token'), { name: 'STRIPE_SECRET_KEY' });
  assert.is(status, 0);
  assert.match(one.notes.join(), "another provider's: GitHub personal access token");
});

env('is a table for people, with what to do', () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaText(
      { A_LONGER_NAME: { format: 'acme-...' }, B_KEY: { source: 'op://a/b/c' } },
      { C_KEY: {} },
    ),
    '.env': `A_LONGER_NAME=acme-${secret()}\n`,
  });
  const { status, stdout, stderr } = runBin(repository, ['env']);
  assert.is(
    Buffer.from(stdout, 'latin1').toString('utf8'),
    `✓ A_LONGER_NAME  ok                  .env:1  acme-…
✗ B_KEY          missing
    -> set it in the shell or in .env (its "source" in the schema says where it is kept)
· C_KEY          not set (optional)
`,
  );
  assert.is(stderr, 'keyfence: secrets/schema.json; 3 names; shell, .env - 1 missing\n');
  assert.is(status, 1);
});

env('names of variables that every object has are names like others', () => {
  const repository = new Repository().write({
    'secrets/schema.json': schemaText({ constructor: {}, toString: {} }),
  });
  assert.equal(statesOf(checkEnvironment(repository)), ['constructor missing', 'toString missing']);
});

env.run();
