import { appendFileSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { envFilesInHistory } from '../../src/policy/env-files/history.js';
import { envFilesIgnored } from '../../src/policy/env-files/ignored.js';
import { envFilesTracked } from '../../src/policy/env-files/tracked.js';
import { asSecret } from '../support/record.js';
import { Repository, scratch } from '../support/repository.js';
import { randomText, sample } from '../support/sample.js';
import { ask, mendWith, said, schemaOf } from './asked.js';

const envFiles = suite('env files in the checklist');

const IGNORING = '.env\n.env.*\n!.env.example\n';
const OLD = { GIT_AUTHOR_DATE: '2026-01-10T12:00:00Z', GIT_COMMITTER_DATE: '2026-01-10T12:00:00Z' };
const OPEN_TEXT = 'no .gitignore of the project covers .env, .env.local and 4 more';

function secretLine(name: string): string {
  return `${name}=${asSecret(randomText(32))}\n`;
}

/** A repository with one commit of long ago that holds the files. */
function withOld(files: Record<string, string | Buffer>): Repository {
  const repository = new Repository();
  Object.assign(repository.env, OLD);
  repository.stage(files).commit();
  return repository;
}

envFiles('ignored: every folder with an env file or a template counts, ignored ones, too', async () => {
  const repository = new Repository().write({
    'a/.env': 'A=1\n',
    'b/.env.example': 'A=\n',
    'c/.env.local': 'A=1\n',
    'd/readme': 'x',
  });
  appendFileSync(join(repository.top, '.git/info/exclude'), '.env.local\n');
  assert.equal(await said(envFilesIgnored, repository), [
    'fail',
    `./ ${OPEN_TEXT}`,
    `a/ ${OPEN_TEXT}`,
    `b/ ${OPEN_TEXT}`,
    `c/ ${OPEN_TEXT}`,
  ]);
  assert.is(await mendWith(envFilesIgnored, repository), 1);
  assert.equal(await said(envFilesIgnored, repository), ['pass']);
  assert.is(await mendWith(envFilesIgnored, repository), 0);
});

envFiles('ignored: a line that takes them back in one folder is told, and not written over', async () => {
  const repository = new Repository().write({
    '.gitignore': IGNORING,
    'a/.env.example': '',
    'a/.gitignore': '!.env\n',
  });
  assert.equal(await said(envFilesIgnored, repository), [
    'fail',
    'a/ no .gitignore of the project covers .env',
  ]);
  const { remedy, changes } = await ask(envFilesIgnored, repository);
  assert.match(remedy ?? '', /takes them back/);
  assert.equal(changes, []);
});

envFiles('ignored: a folder that became a link is no pass, and does not end the check', async () => {
  const repository = new Repository().stage({ '.gitignore': IGNORING, 'a/.env.example': '', 'b/x': '' });
  rmSync(join(repository.top, 'a'), { recursive: true });
  symlinkSync('b', join(repository.top, 'a'));
  assert.equal(await said(envFilesIgnored, repository), ['fail', `a/ ${OPEN_TEXT}`]);
});

envFiles('ignored: an encrypted env file need not be, its keys have to be', async () => {
  const sealed = `A="encrypted:${'Ab1+'.repeat(12)}"\n`;
  const repository = new Repository().stage({ '.env.production': sealed });
  repository.write({ '.env': sealed, 'a/.env': 'A=1\n' });
  assert.equal(await said(envFilesIgnored, repository), [
    'fail',
    './ no .gitignore of the project covers .env.keys',
    'a/ no .gitignore of the project covers .env.keys, .env',
  ]);
});

envFiles('ignored: a .gitignore that cannot be added to is told with the lines', async () => {
  const repository = new Repository().write({ '.gitignore': '# >>> keyfence >>>\n' });
  const { remedy, changes } = await ask(envFilesIgnored, repository);
  assert.match(remedy ?? '', /by hand: \.env \.env\.\*/);
  assert.equal(changes, []);
});

envFiles(
  'tracked: the command works where Git has a text that neither the file nor a commit has',
  async () => {
    for (const isCommitted of [false, true]) {
      const repository = new Repository();
      if (isCommitted) repository.stage({ '.env': 'A=0\n' }).commit();
      repository.stage({ '.env': 'A=1\n' }).write({ '.env': 'A=2\n' });
      const [problem] = (await ask(envFilesTracked, repository)).problems;
      assert.is(problem?.remedy, 'git rm -f --cached .env');
      assert.is(repository.run('sh', ['-c', problem?.remedy ?? '']).status, 0);
      assert.equal(await said(envFilesTracked, repository), ['pass']);
    }
  },
);

const TRACKED: [path: string, text: string, isTold: boolean][] = [
  ['.env', 'A=1\n', true],
  ['apps/web/.env.production', 'A=1\n', true],
  ['.dev.vars', 'A=1\n', true],
  ['.env.keys', 'A=1\n', true],
  ['.env.example', 'A=1\n', false],
  ['.env.schema', 'A=1\n', false],
  ['.env.production', `A="encrypted:${'Ab1+'.repeat(12)}"\n`, false],
  ['.env.d.ts', 'declare const a: string;\n', false],
];
for (const [path, text, isTold] of TRACKED) {
  envFiles(`tracked: ${path} ${isTold ? 'is told' : 'is not'}: ${text.slice(0, 5)}`, async () => {
    const repository = new Repository().stage({ [path]: text });
    const { outcome, problems } = await ask(envFilesTracked, repository);
    assert.is(outcome, isTold ? 'fail' : 'pass');
    assert.equal(
      problems.map(({ remedy }) => remedy),
      isTold ? [`git rm --cached ${path}`] : [],
    );
  });
}

envFiles(
  'tracked: the index counts, and the commands that are told can be copied, whatever the names',
  async () => {
    const names = ['it is/.env', "o'clock/.env", '-rf/.env', 'new\nline/.env', 'caf\u00e9/.env'];
    const repository = new Repository().stage(Object.fromEntries(names.map((name) => [name, 'A=1\n'])));
    repository.stage({ '.env': 'A=1\n' }).commit();
    repository.write({ '.env': `A="encrypted:${'Ab1+'.repeat(12)}"\n` });
    const { problems } = await ask(envFilesTracked, repository);
    assert.is(problems.length, names.length + 1);
    for (const { remedy } of problems.filter((one) => one.remedy?.includes('git rm --cached '))) {
      const ran = repository.run('sh', ['-c', remedy as string]);
      assert.is(ran.status, 0, ran.stderr);
    }
    const left = repository.git('ls-files', '-z').split('\0').slice(0, -1);
    assert.equal(left, ['new\nline/.env'], 'no line can hold that one');
  },
);

envFiles(
  'history: what any ref ever had is told: deleted files, other branches, merges, stashes',
  async () => {
    const repository = new Repository().stage({ a: '1' });
    repository.commit();
    repository.stage({ '.env': secretLine('FIRST_KEY') }).commit();
    repository.git('rm', '-q', '.env');
    repository.commit();
    repository.git('checkout', '-q', '-b', 'side', 'HEAD~2');
    repository.stage({ 'b/.env.production': secretLine('SIDE_KEY') }).commit();
    repository.git('checkout', '-q', 'main');
    repository.git('merge', '-q', '--no-commit', '--no-ff', '-s', 'ours', 'side');
    repository.stage({ 'c/.env': secretLine('MERGE_KEY') }).commit();
    repository.stage({ 'd/.env.local': secretLine('STASH_KEY') });
    repository.git('stash', '-q');
    repository.git('branch', '-q', '-D', 'side');
    const [outcome, ...problems] = await said(envFilesInHistory, repository);
    assert.is(outcome, 'fail');
    assert.equal(
      problems.map((problem) => problem.replace(/[0-9a-f]{12}/, 'ID')),
      [
        '.env committed in ID, which held FIRST_KEY',
        'b/.env.production committed in ID, which held SIDE_KEY',
        'c/.env committed in ID, which held MERGE_KEY',
        'd/.env.local committed in ID, which held STASH_KEY',
      ],
    );
  },
);

const ROTATED: [title: string, schema: Record<string, object>, outcome: string][] = [
  ['rotated on a later day', { A_KEY: { last_rotated: '2026-01-12' } }, 'pass'],
  ['rotated on that day: nobody knows which came first', { A_KEY: { last_rotated: '2026-01-10' } }, 'fail'],
  ['rotated before', { A_KEY: { last_rotated: '2025-12-31' } }, 'fail'],
  ['never rotated', { A_KEY: {} }, 'fail'],
  ['no secret', { A_KEY: { sensitive: false } }, 'pass'],
  ['under an alias, rotated', { B_KEY: { aliases: ['A_KEY'], last_rotated: '2026-02-12' } }, 'pass'],
  ['not in the schema', { B_KEY: { last_rotated: '2026-02-12' } }, 'fail'],
];
for (const [title, schema, outcome] of ROTATED) {
  envFiles(`history: a name that is ${title}: ${outcome}`, async () => {
    const repository = withOld({ '.env': `PORT=3000\n${secretLine('A_KEY')}OTHER=changeme\n` });
    repository.write({ 'secrets/schema.json': schemaOf(schema) });
    assert.is((await ask(envFilesInHistory, repository)).outcome, outcome);
  });
}

envFiles(
  'history: what is no list of assignments may hold anything, and what is commented out counts',
  async () => {
    const schema = schemaOf({ A_KEY: { last_rotated: '2026-03-01' } });
    for (const text of [
      `${asSecret(randomText(40))}\n`,
      `# ${secretLine('B_KEY')}`,
      `# the key: ${sample('github-personal-access-token')}\n`,
      Buffer.from([0xff, 0xfe, 0x41, 0]),
    ]) {
      const repository = withOld({ '.env': text }).write({ 'secrets/schema.json': schema });
      assert.is((await ask(envFilesInHistory, repository)).outcome, 'fail');
    }
  },
);

envFiles('history: a shallow clone, and a text that is missing, are no pass', async () => {
  const origin = withOld({ '.env': secretLine('A_KEY') });
  origin.git('rm', '-q', '--cached', '.env');
  origin.commit();
  const shallow = new Repository({ top: join(scratch(), 'shallow') });
  origin.git('clone', '-q', '--depth=1', `file://${origin.top}`, shallow.top);
  assert.equal(await said(envFilesInHistory, shallow), [
    'fail',
    '- this clone is shallow: what came before is not here',
  ]);
  origin.git('config', 'uploadpack.allowFilter', 'true');
  const partial = new Repository({ top: join(scratch(), 'partial') });
  origin.git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${origin.top}`, partial.top);
  const [outcome, problem = ''] = await said(envFilesInHistory, partial);
  assert.is(outcome, 'fail');
  assert.match(problem, /not every version of it can be read/);
});

envFiles('nothing of a value is told', async () => {
  const value = asSecret(randomText(32));
  const repository = new Repository().stage({ '.env': `KEY=${value}\n${value}=1\n` });
  repository.commit();
  const text = JSON.stringify([
    await ask(envFilesInHistory, repository),
    await ask(envFilesTracked, repository),
    await ask(envFilesIgnored, repository),
  ]);
  assert.not.match(text, value.slice(0, 8));
  assert.match(readFileSync(join(repository.top, '.env'), 'utf8'), value);
});

envFiles.run();
