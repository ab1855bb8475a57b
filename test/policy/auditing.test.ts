import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bypassesRecorded } from '../../src/policy/auditing/bypasses.js';
import { hooksInstalled } from '../../src/policy/auditing/hooks.js';
import { pipelineRuns } from '../../src/policy/auditing/pipeline.js';
import { Repository } from '../support/repository.js';
import { ask, mendWith, said } from './asked.js';

const auditing = suite('auditing in the checklist');

auditing.before.each(() => void delete process.env.CI);

const HOOKS = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push'];
const NOT_INSTALLED = `- ${HOOKS.join(', ')}: not installed`;

function withHooks(text: string): Repository {
  const repository = new Repository();
  for (const hook of HOOKS) {
    repository.write({ [`.git/hooks/${hook}`]: text });
    chmodSync(join(repository.top, '.git/hooks', hook), 0o755);
  }
  return repository;
}

auditing('hooks: those that are not installed are told as one, and pass after keyfence init', async () => {
  const repository = new Repository();
  assert.equal(await said(hooksInstalled, repository), ['fail', NOT_INSTALLED]);
  assert.is(repository.keyfence('init', '--hooks-only').status, 0);
  assert.equal(await said(hooksInstalled, repository), ['pass']);
});

const HOOK_TEXTS: [title: string, text: string, outcome: string][] = [
  ['calls keyfence', '#!/bin/sh\nkeyfence pre-commit "$@"\n', 'pass'],
  ['speaks of it in a comment', '#!/bin/sh\n# keyfence pre-commit\n', 'fail'],
  ['is one of others', '#!/bin/sh\nnpm test\n', 'fail'],
];
for (const [title, text, outcome] of HOOK_TEXTS) {
  auditing(`hooks: one that ${title}: ${outcome}`, async () => {
    assert.is((await ask(hooksInstalled, withHooks(text))).outcome, outcome);
  });
}

auditing('hooks: one that Git passes over is told', async () => {
  const repository = withHooks('#!/bin/sh\nkeyfence x\n');
  chmodSync(join(repository.top, '.git/hooks/pre-push'), 0o644);
  assert.equal(await said(hooksInstalled, repository), [
    'fail',
    '- pre-push: not executable, so Git passes it over',
  ]);
});

const LEFTHOOK = '#!/bin/sh\ncall_lefthook run "x" "$@"\n';
auditing('hooks: of a manager whose scripts are all alike its file tells', async () => {
  const repository = withHooks(LEFTHOOK);
  assert.is((await ask(hooksInstalled, repository)).outcome, 'fail');
  repository.write({ 'lefthook.yml': 'pre-commit:\n  # keyfence\n' });
  assert.is((await ask(hooksInstalled, repository)).outcome, 'fail');
  repository.write({
    'lefthook.yml': 'pre-commit:\n  commands:\n    keyfence:\n      run: keyfence pre-commit\n',
  });
  assert.is((await ask(hooksInstalled, repository)).outcome, 'pass');
});

auditing('hooks: in CI nobody commits; a place that Git cannot find is told', async () => {
  const repository = new Repository();
  repository.git('config', 'core.hooksPath', '');
  assert.is((await ask(hooksInstalled, repository)).outcome, 'fail');
  process.env.CI = 'true';
  assert.is((await ask(hooksInstalled, repository)).outcome, 'not-applicable');
});

const WORKFLOWS: [title: string, file: string, text: string, outcome: string][] = [
  ['npx', '.github/workflows/a.yml', 'jobs:\n  - run: npx --yes keyfence@0.1.0 ci\n', 'pass'],
  ['the action', '.github/workflows/a.yml', 'steps:\n  - uses: owner/keyfence@v1\n', 'pass'],
  ['another system', '.circleci/config.yml', 'run: keyfence ci\n', 'pass'],
  ['a comment', '.gitlab-ci.yml', 'x:\n  # keyfence ci\n  script: a\n', 'fail'],
  ['another command', '.github/workflows/a.yml', 'run: keyfence scan\n', 'fail'],
  ['none at all', '.github/workflows/a.yml', 'run: npm test\n', 'fail'],
];
for (const [title, file, text, outcome] of WORKFLOWS) {
  auditing(`CI: ${title} in ${file}: ${outcome}`, async () => {
    assert.is((await ask(pipelineRuns, new Repository().write({ [file]: text }))).outcome, outcome);
  });
}

auditing('CI: --fix writes the job for the system that the remote tells', async () => {
  const repository = new Repository();
  assert.is((await ask(pipelineRuns, repository)).outcome, 'not-applicable');
  repository.git('remote', 'add', 'origin', 'https://github.com/a/b.git');
  assert.is(await mendWith(pipelineRuns, repository), 1);
  assert.equal(await said(pipelineRuns, repository), ['pass']);
  const other = new Repository();
  other.git('remote', 'add', 'origin', 'https://code.example.com/a/b.git');
  const { outcome, remedy, changes } = await ask(pipelineRuns, other);
  assert.equal([outcome, changes.length], ['fail', 0]);
  assert.match(remedy ?? '', /add a job/);
});

const FINGERPRINT = 'kf1-abcdefghijklmnop';
const ENTRIES: [title: string, entry: object, expected: string[]][] = [
  ['in order', { reason: 'a test key', until: '2999-12-31' }, ['pass']],
  ['without an end', { reason: 'a test key' }, ['fail', '.keyfence.json:1 allow entry without an end']],
  [
    'expired',
    { reason: 'a test key', until: '2020-01-31' },
    ['fail', '.keyfence.json:1 allow entry that ended on 2020-01-31'],
  ],
  [
    'without words',
    { reason: '..', until: '2999-12-31' },
    ['fail', '.keyfence.json:1 allow entry without a reason in words'],
  ],
];
for (const [title, entry, expected] of ENTRIES) {
  auditing(`exceptions: an allow entry ${title}`, async () => {
    const text = JSON.stringify({ allow: [{ fingerprint: FINGERPRINT, ...entry }] });
    assert.equal(await said(bypassesRecorded, new Repository().write({ '.keyfence.json': text })), expected);
  });
}

auditing('skipped hooks: each with its reason passes; a line that says nothing does not', async () => {
  const repository = new Repository();
  repository.stage({ a: '1' });
  const ran = repository.run('env', [
    'KEYFENCE_SKIP=a slow day',
    process.execPath,
    new URL('../../dist/cli.cjs', import.meta.url).pathname,
    'pre-commit',
  ]);
  assert.is(ran.status, 0);
  const { outcome, says } = await ask(bypassesRecorded, repository);
  assert.is(outcome, 'pass');
  assert.match(says, /1 skipped hook /);
  const folder = join(repository.top, '.git/keyfence');
  mkdirSync(folder, { recursive: true });
  const line = { date: '2026-01-01T00:00:00Z', hook: 'pre-commit', reason: '', who: null };
  writeFileSync(join(folder, 'skips.log'), `${JSON.stringify(line)}\nbroken\n`);
  assert.equal(await said(bypassesRecorded, repository), [
    'fail',
    '- 1 hook skipped without a reason',
    '- line 2 of the log of skipped hooks cannot be read',
  ]);
});

auditing.run();
