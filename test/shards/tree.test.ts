/** The shards of a tree against the scan of all of it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { OPENING } from '../../src/shards/split.js';
import { randomInt } from '../support/random.js';
import { Repository } from '../support/repository.js';
import { secretText } from '../support/scanned.js';
import { expectSame, scanShard, scanShards, scanWhole } from './sharded.js';

const trees = suite('shards: a tree');

/** Files of all sizes; a guarded one, an ignored one, a link, an odd name, one that is gone, a submodule, a known value. */
function makeTree(): Repository {
  const repository = new Repository();
  const allowed = secretText();
  const files: Record<string, string> = {
    '.env': 'PORT=1\nSECRET=abcdefgh12345678\n',
    '.gitignore': 'ignored/\n',
    'certs/key.pem': 'nothing',
    'docs/a\u202eb.txt': secretText(),
    'twice.js': allowed,
    'again/twice.js': allowed,
    'text.md': 'password = "changeme"\ntoken = ${TOKEN}\n',
  };
  for (let number = 0; number < 40; number++) {
    const secret = number % 4 === 0 ? secretText() : '';
    files[`src/${number % 7}/file-${number}.js`] = `${'x = 1;\n'.repeat(randomInt(5000))}${secret}`;
  }
  repository.stage(files).commit();
  const { findings } = scanWhole(repository).report;
  const fingerprintOf = (file: string) => findings.find((one) => one.file === file)?.fingerprint as string;
  repository.write({
    '.keyfence.json': JSON.stringify({
      allow: [
        { fingerprint: fingerprintOf('twice.js'), reason: 'of a test' },
        { fingerprint: 'kf1-aaaaaaaaaaaaaaaa', reason: 'of no use' },
      ],
      paths: [{ path: '/src/3/', reason: 'no secrets here' }],
      skip: [
        { path: 'gone/', reason: 'never there' },
        { path: 'linked/', reason: 'somebody else scans it' },
      ],
    }),
    '.keyfence-baseline': `${fingerprintOf('src/0/file-0.js')}\n`,
    'ignored/secret.js': secretText(),
    'untracked.js': secretText(),
  });
  mkdirSync(join(repository.top, 'linked'));
  repository.run('git', ['init', '-q', 'linked']);
  rmSync(join(repository.top, 'src/1/file-1.js'));
  return repository;
}

trees('1, 2, 3 and 7 of them, and more than there are files', () => {
  const repository = makeTree();
  const whole = scanWhole(repository);
  assert.is(whole.status, 1);
  for (const reason of ['allowed', 'baseline', 'placeholder']) {
    assert.ok((whole.report.receipt.suppressed[reason] ?? 0) > 0, reason);
  }
  assert.is(whole.report.receipt.unusedExceptions?.length, 2);
  assert.ok(whole.report.receipt.skipped.length >= 2);
  for (const count of [1, 2, 7]) expectSame(repository, whole, count);
  const few = new Repository().stage({ 'a.js': secretText(), 'b.js': 'b', 'c/.env': 'A=1\n' });
  expectSame(few, scanWhole(few), 5);
});

trees('named folders, what is ignored as well, no repository at all', () => {
  const repository = makeTree();
  for (const words of [
    ['src', 'docs', '--confidence', 'low'],
    ['--include-ignored', '--strict'],
  ]) {
    expectSame(repository, scanWhole(repository, { words }), 3, { words });
  }
  rmSync(join(repository.top, '.git'), { recursive: true });
  rmSync(join(repository.top, 'linked'), { recursive: true });
  expectSame(repository, scanWhole(repository), 3);
});

trees('each scans about its fair share of bytes', () => {
  const repository = makeTree();
  const count = 5;
  const { reports } = scanShards(repository, count);
  const bytes = reports.map(({ receipt }) => receipt.bytes);
  const total = bytes.reduce((sum, one) => sum + one, 0);
  const largest = 5000 * 7 + 200;
  const opening = Math.max(...reports.map(({ receipt }) => receipt.files)) * OPENING;
  for (const one of bytes) assert.ok(Math.abs(one - total / count) <= largest + opening, bytes.join());
});

trees('what cannot be read is told once, and makes the whole incomplete', () => {
  const repository = new Repository().stage({ 'a.js': 'a\n', 'b.js': 'b\n' });
  repository.run('mkfifo', ['pipe']);
  const words = ['a.js', 'pipe', 'b.js'];
  const whole = scanWhole(repository, { words });
  assert.is(whole.status, 3);
  expectSame(repository, whole, 3, { words });
});

trees('a value of the shell is known in every shard', () => {
  const value = Buffer.from(secretText()).toString('hex').slice(0, 40);
  const repository = new Repository().stage({
    'secrets/schema.json': JSON.stringify({ required: { shop: { SHOP_TOKEN: { format: '...' } } } }),
    'a/one.txt': `plain ${value} text\n`,
    'b/two.txt': 'nothing\n',
    'c/three.txt': `${value}\n`,
  });
  const circumstances = { env: { SHOP_TOKEN: value } };
  const whole = scanWhole(repository, circumstances);
  assert.equal(
    whole.report.findings.map(({ file }) => file),
    ['a/one.txt', 'c/three.txt'],
  );
  expectSame(repository, whole, 4, circumstances);
});

trees('schemas of folders are known in every shard, and a broken one stops each', () => {
  const schema = (name: string) =>
    JSON.stringify({ required: { shop: { [name]: { format: `${name}_...` } } } });
  const repository = new Repository().stage({
    'a/secrets/schema.json': schema('alpha'),
    'a/one.js': 'one\n',
    'b/secrets/schema.json': schema('beta'),
    'b/two.js': 'two\n',
  });
  const whole = scanWhole(repository);
  expectSame(repository, whole, 4);
  repository.stage({ 'b/secrets/schema.json': '{' });
  for (const shard of ['1/4', '4/4']) assert.is(scanShard(repository, shard).status, 2);
});

trees('a shard does not call an exception useless: another one may need it', () => {
  const repository = makeTree();
  const { reports } = scanShards(repository, 3);
  for (const { receipt } of reports) assert.is(receipt.unusedExceptions, undefined);
});

trees('every shard stops at a broken configuration', () => {
  const repository = new Repository().stage({ 'a.js': 'a\n', '.keyfence.json': '{' });
  writeFileSync(join(repository.top, 'b.js'), 'b\n');
  assert.throws(() => scanShards(repository, 2), /exit 2/);
});

trees.run();
