import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BIN, Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { ACTION_TEXT, action, packageWith, runAction } from './action-run.js';
import { checkAction } from './ci-schemas.js';

const actions = suite('the GitHub Action');

/** Says how it was called, writes the reports that it is asked for, and ends as it is told to. */
const STAND_IN = `
const { writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
console.log(JSON.stringify({ words, cwd: process.cwd() }));
if (process.env.WANTED === '2') process.exit(2);
for (const word of words) {
  const [, file] = /^--output=(.*)$/s.exec(word) ?? [];
  if (file) writeFileSync(file, JSON.stringify({ receipt: { findings: 3 } }));
}
process.exit(Number(process.env.WANTED ?? 0));
`;

/** The words that keyfence got, without the report that the action itself reads. */
function called(stdout: string): { words: string[]; cwd: string } {
  const { words, cwd } = JSON.parse(stdout) as { words: string[]; cwd: string };
  return { words: words.filter((word) => !/^--(?:format=json|output=.*\/report\.json)$/.test(word)), cwd };
}

actions("GitHub's own parser takes action.yml", () => assert.equal(checkAction(ACTION_TEXT), []));

actions('its version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  assert.is(action.inputs.version?.default, version);
});

actions('no expression stands in a script, no other action is used, and nothing is uploaded', () => {
  for (const step of action.runs.steps) {
    assert.not.match(step.run, '${{');
    assert.not.match(step.run, /curl|wget|upload|https?:/);
    assert.equal(
      Object.keys(step).filter((key) => key === 'uses'),
      [],
    );
  }
});

const INPUTS: [typed: Record<string, string>, words: string[]][] = [
  [{}, ['ci', '--format=github']],
  [{ format: 'text', confidence: 'high' }, ['ci', '--format=text', '--confidence=high']],
  [{ output: 'a b.sarif' }, ['ci', '--format=github', '--output=a b.sarif']],
  [{ base: 'main', head: 'v1' }, ['ci', '--format=github', '--base=main', '--head=v1']],
  [{ 'exceptions-from': 'base' }, ['ci', '--format=github', '--exceptions-from=base']],
  [
    { base: '$(touch hacked); `touch hacked`', head: "'; touch hacked; '", format: '"; touch hacked #' },
    [
      'ci',
      '--format="; touch hacked #',
      '--base=$(touch hacked); `touch hacked`',
      "--head='; touch hacked; '",
    ],
  ],
];
for (const [typed, words] of INPUTS) {
  actions(`${JSON.stringify(typed)}: keyfence gets just that`, () => {
    const repository = new Repository();
    const ran = runAction(repository, { version: packageWith(STAND_IN), ...typed });
    assert.is(ran.status, 0, ran.stderr);
    assert.equal(called(ran.stdout), { words, cwd: realpathSync(repository.top) });
    assert.is(ran.outputs.findings, '3');
    const sarif = typed.output ? join(realpathSync(repository.top), typed.output) : '';
    assert.is(ran.outputs.sarif, sarif);
    assert.not(existsSync(join(repository.top, 'hacked')));
  });
}

actions('it runs in the folder that it is told', () => {
  const repository = new Repository().write({ 'a b/c.txt': '' });
  const ran = runAction(repository, { version: packageWith(STAND_IN), 'working-directory': 'a b' });
  assert.is(called(ran.stdout).cwd, realpathSync(join(repository.top, 'a b')));
});

for (const [wanted, findings] of [
  ['1', '3'],
  ['2', ''],
  ['3', '3'],
] as const) {
  actions(`exit code ${wanted} of keyfence is the step's; it tells ${findings || 'no'} findings`, () => {
    const repository = new Repository().write({ 'old.sarif': '{}' });
    const ran = runAction(
      repository,
      { version: packageWith(STAND_IN), output: 'old.sarif' },
      { WANTED: wanted },
    );
    assert.is(ran.status, Number(wanted));
    assert.is(ran.outputs.findings, findings);
    assert.is(ran.outputs.sarif !== '', findings !== '', 'a report that was there before is not handed on');
  });
}

actions('neither an .npmrc nor a keyfence of the checkout is used', () => {
  const repository = new Repository().write({
    '.npmrc': 'registry=http://127.0.0.1:9/\nprefix=/nowhere\n',
    'node_modules/keyfence/package.json': '{ "name": "keyfence", "version": "9.9.9" }',
    'node_modules/keyfence/dist/cli.cjs': 'console.log("hacked")',
  });
  const ran = runAction(repository, { version: packageWith(STAND_IN) });
  assert.is(ran.status, 0, ran.stderr);
  assert.not.match(ran.stdout, 'hacked');
});

actions('a version that cannot be had fails the step', () => {
  const ran = runAction(new Repository(), { version: 'file:/nowhere' });
  assert.is.not(ran.status, 0);
  assert.is(ran.outputs.findings, '');
});

const isBuilt = /^keyfence ci/m.test(new Repository().keyfence('ci', '--help').stdout);
const real = isBuilt ? actions : actions.skip;
real('the real keyfence: a commit with a secret fails the step, and its SARIF file is handed on', () => {
  const repository = new Repository().stage({ 'a.js': 'let a;\n' });
  const base = repository.commit();
  repository.stage({ 'a.js': `const token = '${sample('github-personal-access-token')}';\n` });
  const head = repository.commit();
  const version = packageWith(`require(${JSON.stringify(BIN)});\n`);
  const ran = runAction(repository, { version, base, head, output: 'found.sarif' });
  assert.is(ran.status, 1, ran.stderr);
  assert.match(ran.stdout, '::error file=a.js,line=1');
  assert.is(ran.outputs.findings, '1');
  const sarif = JSON.parse(readFileSync(ran.outputs.sarif as string, 'utf8')) as {
    runs: { results: unknown[] }[];
  };
  assert.is(sarif.runs[0]?.results.length, 1);
});

actions.run();
