import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { noneHardcoded } from '../../src/policy/hardcoded/none.js';
import { schemaThere } from '../../src/policy/schema/there.js';
import { storesEncrypted } from '../../src/policy/storage/encryption.js';
import { secretSources } from '../../src/policy/storage/sources.js';
import { Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { secretText } from '../support/scanned.js';
import { ask, mendWith, said, schemaOf } from './asked.js';

const storage = suite('storage and hardcoded secrets in the checklist');

const SOURCES: [title: string, names: Record<string, object>, outcome: string][] = [
  [
    'each in a manager',
    { A_KEY: { source: 'op://v/i/f' }, B_KEY: { source: 'arn:aws:secretsmanager:x' } },
    'pass',
  ],
  ['one is public', { A_KEY: { source: 'vault:secret/a#b' }, B_KEY: { sensitive: false } }, 'pass'],
  ['one has none', { A_KEY: { source: 'op://v/i/f' }, B_KEY: {} }, 'manual'],
  ['one in a place that nobody knows', { A_KEY: { source: 'the blue book' } }, 'manual'],
  ['one in a plain file', { A_KEY: { source: 'config/.env.production' }, B_KEY: {} }, 'fail'],
  ['one in a chat', { A_KEY: { source: 'slack #ops' } }, 'fail'],
];
for (const [title, names, outcome] of SOURCES) {
  storage(`sources: ${title}: ${outcome}, and never a word of them`, async () => {
    const repository = new Repository().write({ 'secrets/schema.json': schemaOf(names) });
    const answers = [await ask(secretSources, repository), await ask(storesEncrypted, repository)];
    assert.is(answers[0]?.outcome, outcome);
    assert.is(answers[1]?.outcome, 'manual', 'no program knows that');
    const told = JSON.stringify(answers.map(({ says, problems }) => [says, problems]));
    assert.not.match(told, /op:|arn:|#b|blue|config|ops/);
  });
}

storage('without a schema there is nothing to say of stores', async () => {
  const repository = new Repository().write({ a: '1' });
  assert.is((await ask(secretSources, repository)).outcome, 'not-applicable');
  assert.is((await ask(storesEncrypted, repository)).outcome, 'not-applicable');
});

storage(
  'the schema: written by --fix where code uses secrets, and nothing to ask for where it does not',
  async () => {
    const repository = new Repository().write({ 'a.md': 'x' });
    assert.is((await ask(schemaThere, repository)).outcome, 'not-applicable');
    repository.write({ 'src/a.ts': 'export const key = process.env.GITHUB_TOKEN;\n' });
    assert.is((await ask(schemaThere, repository)).outcome, 'fail');
    assert.is(await mendWith(schemaThere, repository), 1);
    assert.equal(await said(schemaThere, repository), ['pass']);
  },
);

storage('the schema: the names in a .dev.vars.example are asked for, too', async () => {
  const repository = new Repository().write({ '.dev.vars.example': 'OPENAI_API_KEY=\n' });
  assert.is((await ask(schemaThere, repository)).outcome, 'fail');
});

storage('hardcoded: what a scan finds, with nothing of it but its beginning', async () => {
  const repository = new Repository().write({ 'a.ts': `\n${secretText()}` });
  const [outcome, problem = ''] = await said(noneHardcoded, repository);
  assert.is(outcome, 'fail');
  assert.match(problem, /^a\.ts:2 .*, ghp_…$/);
  assert.equal(await said(noneHardcoded, new Repository().write({ a: '1' })), ['pass']);
});

storage(
  'hardcoded: what is let through by a decision passes; what is in the baseline is hardcoded all the same',
  async () => {
    const repository = new Repository().write({
      'a.ts': `x = '${sample('github-personal-access-token')}' // keyfence:allow a sample\n`,
    });
    const { outcome, says } = await ask(noneHardcoded, repository);
    assert.is(outcome, 'pass');
    assert.match(says, /1 let through/);
    const begun = new Repository().write({ 'a.ts': secretText() });
    assert.is(begun.keyfence('baseline').status, 0);
    const [failed, problem = ''] = await said(noneHardcoded, begun);
    assert.is(failed, 'fail');
    assert.match(problem, /\(in the baseline\)$/);
  },
);

storage(
  'hardcoded: a pipe in the place of a file that Git has is no pass, unless the project accepts it',
  async () => {
    const repository = new Repository().stage({ 'a.js': 'x' });
    rmSync(join(repository.top, 'a.js'));
    repository.run('mkfifo', ['a.js']);
    assert.equal(await said(noneHardcoded, repository), ['fail', 'a.js was not scanned: not a regular file']);
    repository.write({ '.keyfence.json': '{ "skip": [{ "path": "a.js", "reason": "made by the build" }] }' });
    assert.equal(await said(noneHardcoded, repository), ['pass']);
  },
);

storage('hardcoded: a scan that is not complete is no pass', async () => {
  const packed = gzipSync(gzipSync('text'));
  const repository = new Repository().write({
    'a.gz': packed,
    '.keyfence.json': '{ "limits": { "depth": 1 } }',
  });
  const scanned = repository.keyfence('scan').status;
  const { outcome } = await ask(noneHardcoded, repository);
  assert.is(scanned, 3);
  assert.is(outcome, 'fail');
});

storage.run();
