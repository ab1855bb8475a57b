/** The shards of a history against the scan of all of it: merges, renames, several packs, loose objects, damage. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DAMAGES } from '../history/damage.js';
import { generateHistory, generateWithOddRefs } from '../history/generate.js';
import { storedAs } from '../history/storage.js';
import { Repository } from '../support/repository.js';
import { secretText } from '../support/scanned.js';
import { expectSame, scanShards, scanWhole } from './sharded.js';

const histories = suite('shards: a history');
const HEAD = ['--history'];
const ALL = ['--history', '--all'];

histories('several packs and loose objects; all refs, HEAD alone, and what nothing names', async () => {
  const { repository, env } = await generateWithOddRefs({
    seed: 'shards, spread',
    cases: 'none',
    wandering: 30,
  });
  const spread = storedAs(repository, 'several packs, and loose objects');
  for (const words of [ALL, HEAD, ['--history', '--unreachable']]) {
    const circumstances = { words, env };
    expectSame(spread, scanWhole(spread, circumstances), 2, circumstances);
  }
  const loose = storedAs(repository, 'loose only');
  expectSame(loose, scanWhole(loose, { words: ALL, env }), 2, { words: ALL, env });
});

histories('one secret in files and in messages of several shards: first, last and places', () => {
  const repository = new Repository();
  const secret = secretText();
  for (let number = 0; number < 12; number++) {
    const holds = number === 2 || number === 9;
    repository.stage({ [`a-${number}.txt`]: `${'x\n'.repeat(3000)}${number}${holds ? secret : ''}` });
    repository.commit(number === 0 || number === 6 || number === 11 ? `it says ${secret}` : 'a commit');
  }
  repository.git('mv', 'a-2.txt', 'moved.txt');
  repository.commit();
  const whole = scanWhole(repository, { words: HEAD });
  assert.is(whole.report.findings.length, 1);
  for (const count of [2, 5, 20]) expectSame(repository, whole, count, { words: HEAD });
});

histories('allow entries, a baseline, guarded files and a submodule', () => {
  const repository = new Repository();
  const [allowed, old, fresh] = [secretText(), secretText(), secretText()];
  repository.stage({ 'a.txt': allowed, 'b.txt': `${old}password = "changeme"\n` }).commit();
  repository.stage({ '.env': 'SECRET=abcdefgh12345678\n', 'c.txt': fresh }).commit();
  const { findings } = scanWhole(repository, { words: HEAD }).report;
  const fingerprintOf = (file: string) => findings.find((one) => one.file === file)?.fingerprint as string;
  repository.stage({
    '.keyfence.json': JSON.stringify({
      allow: [{ fingerprint: fingerprintOf('a.txt'), reason: 'of a test' }],
      disable: [{ id: 'no-such-pattern', reason: 'it is gone' }],
    }),
    '.keyfence-baseline': `${fingerprintOf('b.txt')}\n`,
    'd.txt': allowed + old,
  });
  repository.commit();
  repository.git(
    'update-index',
    '--add',
    '--cacheinfo',
    `160000,${repository.git('rev-parse', 'HEAD').trim()},sub`,
  );
  repository.git('commit', '-q', '--no-verify', '-m', 'a submodule');
  const whole = scanWhole(repository, { words: HEAD });
  assert.equal(whole.report.findings.map(({ status }) => status).sort(), [
    'allowed',
    'baseline',
    'new',
    'new',
  ]);
  assert.is(whole.report.receipt.unusedExceptions?.length, 1);
  for (const count of [3]) expectSame(repository, whole, count, { words: HEAD });
});

histories('a damaged blob is named by one shard, packed or loose', async () => {
  const { repository, env } = await generateHistory({
    seed: 'shards, damaged',
    cases: 'none',
    wandering: 20,
  });
  const oid = repository.git('rev-parse', 'main:README.md').trim();
  const kinds = ['packed', 'loose'].map((storage) => DAMAGES.find((one) => one.storage === storage));
  for (const { storage, damage } of kinds as typeof DAMAGES) {
    const stored = storage === 'loose' ? 'loose only' : 'repacked with a window of 10 and a depth of 50';
    const copy = storedAs(repository, stored);
    damage(copy, { oid });
    const circumstances = { words: ALL, env };
    const whole = scanWhole(copy, circumstances);
    assert.is(whole.report.receipt.complete, false);
    expectSame(copy, whole, 3, circumstances);
  }
});

histories('each scans about its fair share', async () => {
  const { repository, env } = await generateHistory({ seed: 'shares', cases: 'none', wandering: 60 });
  const count = 3;
  const { reports } = scanShards(repository, count, { words: HEAD, env });
  const bytes = reports.map(({ receipt }) => receipt.bytes);
  const total = bytes.reduce((sum, one) => sum + one, 0);
  for (const one of bytes) assert.ok(one > total / count / 4 && one < (2 * total) / count, bytes.join());
});

histories('nothing to scan', () => {
  const repository = new Repository();
  expectSame(repository, scanWhole(repository, { words: HEAD }), 2, { words: HEAD });
});

histories.run();
