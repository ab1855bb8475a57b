/** GNU parallel runs the shards for real, as the README has it. Skipped, loudly, where it is not installed. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hasParallel } from '../support/parallel.js';
import { BIN, Repository, scratch } from '../support/repository.js';
import { secretText } from '../support/scanned.js';
import { merge, scanWhole } from './sharded.js';

const parallel = suite('shards: GNU parallel');
const test = hasParallel() ? parallel : parallel.skip;

function makeRepository(): Repository {
  const repository = new Repository();
  const secret = secretText();
  for (let number = 0; number < 8; number++) {
    repository.stage({
      [`a ${number}.js`]: number % 3 === 0 ? secret : `${number}\n`,
      '.env': `A=${number}\n`,
    });
    repository.commit();
  }
  return repository;
}

for (const word of ['{}/4', 'auto/4']) {
  for (const kind of [[], ['--history']]) {
    test(`--shard ${word}, ${kind.length === 0 ? 'a tree' : 'a history'}`, () => {
      const repository = makeRepository();
      const folder = scratch();
      const command = [`'${process.execPath}' '${BIN}' scan`, ...kind, '--format json --shard', word];
      const { status, stderr } = repository.run('parallel', [
        ...['--will-cite', '-j', '2'],
        ...[`${command.join(' ')} > '${folder}'/report-{#}.json`, ':::', '1', '2', '3', '4'],
      ]);
      assert.ok(status !== null && status <= 4, stderr); // how many jobs had findings
      const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
      assert.is(files.length, 4);
      const merged = merge(
        repository,
        files.map((name) => join(folder, name)),
      );
      const whole = scanWhole(repository, { words: kind });
      assert.is(merged.status, 1);
      assert.equal(merged.report.findings, whole.report.findings);
      assert.equal({ ...merged.report.receipt, durationMs: 0 }, { ...whole.report.receipt, durationMs: 0 });
    });
  }
}

parallel.run();
