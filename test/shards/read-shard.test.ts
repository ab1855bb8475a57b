/** Which part is meant: as it is typed, and as each batch system says it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { UsageError } from '../../src/errors.js';
import { readShard } from '../../src/shards/read-shard.js';
import { Repository } from '../support/repository.js';
import { runBin } from '../support/scanned.js';

const words = suite('shards: which part is meant');

const GITLAB = (index: number) => ({ CI_NODE_INDEX: `${index}`, CI_NODE_TOTAL: '4' });
const SLURM = (id: number, [min, max, count, step = 1]: number[]) => ({
  SLURM_ARRAY_TASK_ID: `${id}`,
  SLURM_ARRAY_TASK_MIN: `${min}`,
  SLURM_ARRAY_TASK_MAX: `${max}`,
  SLURM_ARRAY_TASK_COUNT: `${count}`,
  SLURM_ARRAY_TASK_STEP: `${step}`,
});
const BUILDKITE = { BUILDKITE_PARALLEL_JOB: '0', BUILDKITE_PARALLEL_JOB_COUNT: '4' };

for (const [typed, environment, index, count] of [
  ['1/1', {}, 1, 1],
  ['3/8', {}, 3, 8],
  ['3/8', GITLAB(1), 3, 8],
  ['auto/8', { JOB_COMPLETION_INDEX: '0' }, 1, 8],
  ['auto/8', { JOB_COMPLETION_INDEX: '7' }, 8, 8],
  ['auto', GITLAB(1), 1, 4],
  ['auto/4', GITLAB(4), 4, 4],
  ['auto', { CIRCLE_NODE_INDEX: '0', CIRCLE_NODE_TOTAL: '3' }, 1, 3],
  ['auto', BUILDKITE, 1, 4],
  ['auto', { BITBUCKET_PARALLEL_STEP: '1', BITBUCKET_PARALLEL_STEP_COUNT: '2' }, 2, 2],
  ['auto', { SYSTEM_JOBPOSITIONINPHASE: '2', SYSTEM_TOTALJOBSINPHASE: '5' }, 2, 5],
  ['auto', SLURM(0, [0, 7, 8]), 1, 8],
  ['auto', SLURM(8, [1, 8, 8]), 8, 8],
  ['auto', SLURM(5, [1, 7, 4, 2]), 3, 4],
  ['auto', { AWS_BATCH_JOB_ARRAY_INDEX: '2', AWS_BATCH_JOB_ARRAY_SIZE: '10' }, 3, 10],
  ['auto', { BATCH_TASK_INDEX: '0', BATCH_TASK_COUNT: '2' }, 1, 2],
  ['auto', { CLOUD_RUN_TASK_INDEX: '1', CLOUD_RUN_TASK_COUNT: '2' }, 2, 2],
  ['auto/6', { PARALLEL_SEQ: '6' }, 6, 6],
  ['auto', { ...GITLAB(1), ...BUILDKITE }, 1, 4],
] as [string, Record<string, string>, number, number][]) {
  words(`${typed} with ${Object.keys(environment).join(', ') || 'nothing'}: ${index} of ${count}`, () => {
    assert.equal(readShard(typed, environment), { index, count });
  });
}

for (const [typed, environment, problem] of [
  ['', {}, /expected a part/],
  ['3', {}, /expected a part/],
  ['3/', {}, /expected a part/],
  ['a/b', {}, /expected a part/],
  ['1/2/3', {}, /expected a part/],
  ['-1/3', {}, /expected a part/],
  ['1.5/3', {}, /expected a part/],
  ['0/3', {}, /this would be 0\/3/],
  ['4/3', {}, /this would be 4\/3/],
  ['1/0', {}, /this would be 1\/0/],
  ['1/1000000', {}, /at most/],
  ['auto', {}, /no variable/],
  ['auto', { CI_NODE_TOTAL: '1' }, /no variable/],
  ['auto', { JOB_COMPLETION_INDEX: '' }, /no variable/],
  ['auto/x', GITLAB(1), /expected a part/],
  ['auto', { JOB_COMPLETION_INDEX: '0' }, /not how many/],
  ['auto', { PARALLEL_SEQ: '1' }, /not how many/],
  ['auto/8', { JOB_COMPLETION_INDEX: '8' }, /this would be 9\/8/],
  ['auto', { CI_NODE_INDEX: '1' }, /CI_NODE_TOTAL .*expected a number/],
  ['auto', { CI_NODE_INDEX: 'one', CI_NODE_TOTAL: '2' }, /CI_NODE_INDEX .*expected a number/],
  ['auto', GITLAB(0), /this would be 0\/4/],
  ['auto', GITLAB(5), /this would be 5\/4/],
  ['auto/3', GITLAB(1), /says that there are 4/],
  ['auto', SLURM(3, [1, 5, 3]), /have gaps/],
  ['auto', SLURM(2, [1, 7, 4, 2]), /have gaps/],
  ['auto', SLURM(1, [1, 8, 4, 0]), /have gaps/],
  ['auto', { ...GITLAB(2), ...BUILDKITE }, /say different things/],
] as [string, Record<string, string>, RegExp][]) {
  words(`"${typed}" with ${Object.keys(environment).join(', ') || 'nothing'} is refused`, () => {
    const read = () => readShard(typed, environment);
    assert.throws(read, (error: unknown) => error instanceof UsageError && problem.test(error.message));
  });
}

words('the bin takes it from the environment, and refuses what does not go with it', () => {
  const repository = new Repository().stage({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
  const ran = runBin(repository, ['scan', '--shard', 'auto'], { env: GITLAB(2) });
  assert.is(ran.status, 0);
  assert.match(ran.stderr, 'keyfence: shard 2 of 4, ');
  for (const more of [
    ['--shard', 'auto'],
    ['--shard', '3/2'],
    ['--shard'],
    ['--shard', '1/2', '--shard', '2/2'],
    ['--shard', '1/2', '--staged'],
    ['--shard', '1/2', '--range', 'A..B'],
    ['--shard', '1/2', '--since', 'A'],
    ['--shard', '1/2', '-'],
    ['--shard', '1/2', '--all'],
    ['--history', '--shard', '0/2'],
  ]) {
    const refused = runBin(repository, ['scan', ...more]);
    assert.is(refused.status, 2, more.join(' '));
    assert.is(refused.stdout, '');
  }
});

words.run();
