/** Projects that are made to have the checklist or the comparison with stores tell a secret, pass over a file, or never end. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pipelineRuns } from '../../src/policy/auditing/pipeline.js';
import { DECLARED_NAMES_USED } from '../../src/policy/code/unused-names.js';
import { envFilesTracked } from '../../src/policy/env-files/tracked.js';
import { templateNames } from '../../src/policy/template/names.js';
import { templateValues } from '../../src/policy/template/values.js';
import { readSopsFile } from '../../src/stores/sops-file.js';
import { Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { ask, said, schemaOf } from './asked.js';

const hostile = suite('hostile projects');
const GITHUB = 'github-personal-access-token';

hostile('a secret as the name of a file or a variable is masked in every report', () => {
  const [folder, workflow, group, name, part] = Array.from({ length: 5 }, () => sample(GITHUB)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const repository = new Repository().stage({
    [`.github/workflows/${workflow}.yml`]: 'on: [push\n',
    [`${folder}/.env.example`]: `STRIPE_SECRET_KEY=${sample(GITHUB)}\n`,
    'a.ts': `import 'e2b';\nprocess.env.API_TOKEN_${part};\n`,
    'secrets/schema.json': JSON.stringify({
      version: 1,
      required: { [group]: { [name]: {}, [`TOKEN_${part}`]: {} } },
    }),
  });
  for (const words of [
    ['check', '--verbose'],
    ['check', '--json'],
    ['env', '--in', 'e2b'],
    ['env', '--in', 'e2b', '--json'],
    ['check', '--fix', '--yes'],
  ]) {
    const { stdout, stderr } = repository.keyfence(...words);
    assert.ok(stdout.length > 0, words.join(' '));
    for (const one of [folder, workflow, group, name, part]) {
      assert.not.ok((stdout + stderr).includes(one), words.join(' '));
    }
    if (words.includes('--json')) assert.not.throws(() => JSON.parse(stdout));
  }
});

hostile('a folder named 0: does not lead to another file of the index', async () => {
  const encrypted = `DOTENV_PUBLIC_KEY="02${'ab'.repeat(32)}"\nA_KEY=encrypted:${'BA'.repeat(60)}\n`;
  const repository = new Repository().stage({
    'app/.env': encrypted,
    '0:app/.env': `A_KEY=${sample(GITHUB)}\n`,
  });
  const [outcome, ...problems] = await said(envFilesTracked, repository);
  assert.is(outcome, 'fail');
  assert.equal(
    problems.map((one) => one.split(' ')[0]),
    ['0:app/.env'],
  );
});

hostile('thousands of names get their dummies', async () => {
  const names = Array.from(
    { length: 3000 },
    (_, at) => `N${[...String(at)].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')}_KEY`,
  );
  const repository = new Repository().stage({
    'secrets/schema.json': schemaOf(Object.fromEntries(names.map((name) => [name, {}]))),
    '.env.example': '',
  });
  const { changes } = await ask(templateNames, repository);
  const after = changes[0]?.after ?? '';
  assert.is(after.match(/^\w+=\S+$/gm)?.length, names.length);
  assert.is((await ask(DECLARED_NAMES_USED, repository)).problems.length, names.length);
});

hostile('thousands of real values get their dummies, each its own', async () => {
  const names = Array.from({ length: 2000 }, (_, at) => `TOKEN_${at}`);
  const repository = new Repository().stage({
    '.env.example': names.map((name) => `${name}=${sample(GITHUB)} # ${name}\n`).join(''),
  });
  const { changes, problems } = await ask(templateValues, repository);
  assert.is(problems.length, names.length);
  const lines = (changes[0]?.after ?? '').trimEnd().split('\n');
  assert.ok(lines.every((line, at) => line.startsWith(`TOKEN_${at}=`) && line.endsWith(` # TOKEN_${at}`)));
});

hostile('a megabyte of a word that begins something takes no longer than other text', async () => {
  const repository = new Repository().stage({
    '.github/workflows/a.yml': `on: push\njobs: {}\n# \n${'uses:'.repeat(180_000)}\n`,
  });
  await ask(pipelineRuns, repository);
  const dotenv = Array.from({ length: 50_000 }, (_, at) => `N${at}=ENC[AES256_GCM,a]\n`).join('');
  const values = readSopsFile('a.enc.env', Buffer.from(`${dotenv}sops_mac=ENC[x]\n`), { isNamed: false });
  assert.is(Array.isArray(values) && values.at(-1)?.line, 50_000);
});

hostile('nothing is written behind a link that leads out of the repository', () => {
  const repository = new Repository();
  const outside = join(repository.top, '..', 'outside');
  const schema = schemaOf({ STRIPE_SECRET_KEY: {} });
  mkdirSync(join(outside, 'secrets'), { recursive: true });
  mkdirSync(join(outside, 'github'));
  writeFileSync(join(outside, 'secrets/schema.json'), schema);
  symlinkSync('../outside/secrets', join(repository.top, 'secrets'));
  symlinkSync('../outside/github', join(repository.top, '.github'));
  repository.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  repository.stage({ 'a.ts': 'process.env.STRIPE_SECRET_KEY;\n' }).commit();
  assert.is(repository.keyfence('check', '--fix', '--yes').status, 1);
  const { status, stderr } = repository.keyfence('rotate', 'STRIPE_SECRET_KEY', '--done', '--yes');
  assert.is(status, 2);
  assert.match(stderr, 'a folder on the way to the schema is a symbolic link');
  assert.equal(readdirSync(join(outside, 'github')), []);
  assert.is(readFileSync(join(outside, 'secrets/schema.json'), 'utf8'), schema);
});

hostile.run();
