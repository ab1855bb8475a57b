/** Vaults through the real bin: values that only they have are found and masked; a vault that does not answer is named. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { asSecret } from '../support/record.js';
import { Repository } from '../support/repository.js';
import { randomText } from '../support/sample.js';
import { runBin, scanReport, utf8 } from '../support/scanned.js';
import { printing, StandIn } from '../support/stand-in.js';

const vaults = suite('vaults and the bin');

const value = asSecret(randomText(24));
const op = new StandIn('op', printing(value));
const withOp = { PATH: `${op.folder}:${process.env.PATH}` };

function project(): Repository {
  const repository = new Repository();
  const record = { source: 'op://Work/Item/field' };
  repository.stage({
    'secrets/schema.json': JSON.stringify({ required: { keys: { VERCEL_TOKEN: record } } }),
    'a.txt': `some words ${value}\n`,
  });
  return repository;
}

vaults('a value that only a vault has is found, where it is asked for', () => {
  const repository = project();
  assert.equal(scanReport(repository).findings, []);
  const { findings } = scanReport(repository, ['--known-values-from', 'op'], { env: withOp });
  assert.equal(
    findings.map(({ file, verdict, variable }) => [file, verdict, variable]),
    [['a.txt', 'known-value', 'VERCEL_TOKEN']],
  );
});

vaults('a hook asks the vaults that the environment names', () => {
  const repository = project();
  assert.is(runBin(repository, ['pre-commit']).status, 0);
  const env = { ...withOp, KEYFENCE_KNOWN_VALUES: 'op' };
  assert.is(runBin(repository, ['pre-commit'], { env }).status, 1);
  assert.is(runBin(repository, ['pre-commit', '--no-known-values'], { env }).status, 0);
});

vaults('a vault that cannot be asked is named with what to do; strictly, the scan is incomplete', () => {
  const repository = project();
  const words = ['scan', '--known-values-from', 'op'];
  const ran = runBin(repository, words);
  assert.is(ran.status, 0);
  assert.match(ran.stderr, /not checked against 1Password: op is not on PATH; install it, or leave it out/);
  assert.is(runBin(repository, [...words, '--strict']).status, 3);
});

vaults('redact masks what a vault has', () => {
  const stdin = Buffer.from(`some words ${value}\n`);
  const words = ['redact', '--known-values-from', 'op'];
  const ran = runBin(project(), words, { stdin, env: withOp });
  assert.equal([ran.status, utf8(ran.stdout), ran.stderr], [0, 'some words …\n', '']);
  const without = runBin(project(), words, { stdin: Buffer.from('text\n') });
  assert.match(without.stderr, /not checked against 1Password/);
});

vaults('an unknown vault is refused', () => {
  const repository = project();
  for (const [words, env] of [
    [['scan', '--known-values-from', 'op,lastpass'], {}],
    [['scan', '--known-values-from', 'constructor'], {}],
    [['scan'], { KEYFENCE_KNOWN_VALUES: 'lastpass' }],
    [['redact', '--known-values-from', 'lastpass'], {}],
  ] as [string[], NodeJS.ProcessEnv][]) {
    const { status, stdout, stderr } = runBin(repository, words, { env, stdin: Buffer.from('') });
    assert.equal([status, stdout], [2, '']);
    assert.match(stderr, /expected names of vaults/);
    assert.not.match(stderr, /lastpass|constructor/);
  }
});

vaults.run();
