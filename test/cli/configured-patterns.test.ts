/** What `.keyfence.json` says to look for: confidence, patterns that are switched off, further patterns and schemas. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { Repository, summary } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { runBin, scanReport, secretText, TOKEN } from '../support/scanned.js';
import { rangeReport } from './expect-range.js';

const configured = suite('configured patterns');

const FILE = '.keyfence.json';
const inFile = (configuration: object) => ({ [FILE]: JSON.stringify(configuration) });

/** A text in the format `acme-...` of a project of that name. */
const acme = (name = 'acme') => `x = "${asSecret(`${name}-${randomText(32)}`)}"\n`;
const schemaOf = (name = 'acme') =>
  JSON.stringify({
    required: { app: { [`${name.toUpperCase()}_KEY`]: { format: `${name}-...`, length: 32 } } },
  });
const catalogOf = (name = 'acme') =>
  JSON.stringify({
    $schema: './catalog.schema.json',
    provider: 'Acme',
    patterns: {
      [`${name}-key`]: {
        title: 'Acme key',
        format: `${name}-...`,
        alphabet: 'A-Za-z0-9',
        length: 32,
        category: 'api-key',
        severity: 'high',
        env: [],
      },
    },
  });

configured('the confidence counts where the command line says nothing', () => {
  const wrong = `see '${sample(TOKEN, { checksum: 'wrong' })}'\n`;
  const repository = new Repository().stage({ ...inFile({ confidence: 'low' }), 'a.txt': wrong });
  assert.is(repository.keyfence('scan').status, 1);
  assert.is(repository.keyfence('pre-commit').status, 1);
  assert.is(repository.keyfence('scan', '--confidence', 'medium').status, 0);
  repository.stage(inFile({}));
  assert.is(repository.keyfence('scan').status, 0);
});

configured('a pattern that is switched off is not looked for, and is in no name that is shown', () => {
  const token = sample(TOKEN);
  const disable = [{ id: TOKEN, reason: 'r' }];
  const repository = new Repository().write({
    ...inFile({ disable }),
    'a.txt': `${token}\n`,
    [`${token}.txt`]: `key = '${sample('npm-access-token')}'\n`,
  });
  const report = scanReport(repository);
  assert.equal(summary(report), ['npm-access-token ghp_….txt:1']);
  const whole = scanReport(new Repository().write({ 'a.txt': 'a\n' })).receipt.patterns;
  assert.is(report.receipt.patterns, whole - 1);
});

configured('a guarded name that is switched off is not guarded', () => {
  const repository = new Repository().write({
    ...inFile({ disable: [{ id: 'file:dotenv-file', reason: 'r' }] }),
    '.env': 'A=1\n',
  });
  assert.equal(summary(scanReport(repository)), []);
});

configured('an id that no pattern has costs no scan, and is told', () => {
  const disable = [
    { id: 'gone-by-an-update', reason: 'r' },
    { id: 'schema:ACME_KEY', reason: 'r' },
    { id: 'file:dotenv-file', reason: 'r' },
    { id: TOKEN, reason: 'r' },
  ];
  const repository = new Repository().stage({ ...inFile({ disable }), 'a.txt': 'a\n' });
  for (const [words, unknown] of [
    [['scan'], ['gone-by-an-update', 'schema:ACME_KEY']],
    [['scan', '--staged'], ['gone-by-an-update']],
  ] as const) {
    const ran = runBin(repository, [...words, '--verbose']);
    assert.is(ran.status, 0);
    assert.equal(
      [...ran.stderr.matchAll(/of no use any more: \.keyfence\.json:1 disabled pattern (\S+)/g)].map(
        (one) => one[1],
      ),
      [...unknown],
    );
  }
});

for (const [form, content, pattern] of [
  ['a schema', schemaOf(), 'schema:ACME_KEY'],
  ['a catalog file', catalogOf(), 'acme-key'],
] as const) {
  configured(`further patterns in the form of ${form} hold for every file`, () => {
    const repository = new Repository().stage({
      ...inFile({ patterns: ['tools/patterns.json'] }),
      'tools/patterns.json': content,
      'a.txt': acme(),
      'sub/deep/b.txt': acme(),
    });
    const found = [`${pattern} a.txt:1`, `${pattern} sub/deep/b.txt:1`];
    assert.equal(summary(scanReport(repository)), found);
    assert.equal(summary(scanReport(repository, ['--staged'])), found);
    repository.commit();
    repository.stage({ 'c.txt': acme() }).commit();
    const range = rangeReport(repository, ['scan', '--range', 'HEAD~1..HEAD']);
    assert.equal(summary(range), [`${pattern} c.txt:1`]);
  });
}

configured('further patterns stand beside the schemas of the project', () => {
  const repository = new Repository().write({
    ...inFile({ patterns: ['p.json'] }),
    'p.json': catalogOf('beta'),
    'secrets/schema.json': schemaOf(),
    'a.txt': acme() + acme('beta') + secretText(),
  });
  assert.equal(summary(scanReport(repository)), [
    'schema:ACME_KEY a.txt:1',
    'beta-key a.txt:2',
    `${TOKEN} a.txt:3`,
  ]);
});

configured('schemas that are named hold for every file, in the place of the others', () => {
  const repository = new Repository().write({
    ...inFile({ schemas: ['one.json', 'two.json'] }),
    'one.json': schemaOf(),
    'two.json': schemaOf('beta'),
    'secrets/schema.json': schemaOf('gamma'),
    'sub/a.txt': acme() + acme('beta') + acme('gamma'),
  });
  assert.equal(summary(scanReport(repository)), [
    'schema:ACME_KEY sub/a.txt:1',
    'schema:BETA_KEY sub/a.txt:2',
  ]);
});

const where = (key: string) => `at /${key}/0 (line 1, column ${key.length + 6})`;
for (const key of ['patterns', 'schemas']) {
  for (const [title, content, message] of [
    ['not there', null, `${FILE}: ${where(key)}: expected a file that is there`],
    ['no JSON', '{', 'p.json: line 1, column 2: expected valid JSON'],
    ['of no such form', '{"a": 1}', 'p.json: at '],
    ['broken in one record', schemaOf().replace('32', '"x"'), 'p.json: at /required/app/ACME_KEY/length'],
  ] as const) {
    configured(`${key}: a file that is ${title} ends the scan with 2`, () => {
      const repository = new Repository().stage({
        ...inFile({ [key]: ['p.json'] }),
        ...(content === null ? {} : { 'p.json': content }),
        'a.txt': secretText(),
      });
      for (const words of [['scan'], ['pre-commit']]) {
        const { status, stdout, stderr } = runBin(repository, words);
        assert.equal([status, stdout], [2, ''], stderr);
        assert.ok(stderr.startsWith(`keyfence: ${message}`), stderr);
      }
    });
  }
}

configured('a hook reads the file that is named from the index', () => {
  const repository = new Repository().stage({ ...inFile({ patterns: ['p.json'] }), 'a.txt': acme() });
  repository.write({ 'p.json': catalogOf() });
  assert.is(repository.keyfence('pre-commit').status, 2);
  repository.git('add', 'p.json');
  assert.is(repository.keyfence('pre-commit').status, 1);
});

configured.run();
