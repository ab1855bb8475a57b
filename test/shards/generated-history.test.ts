/** The shards of generated histories, in which secrets are hidden in every way that is known, against the scan of all of it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { generateHistory } from '../history/generate.js';
import { expectSame, scanWhole } from './sharded.js';

const histories = suite('shards: generated histories');
const ALL = ['--history', '--all'];

for (const [cases, counts] of [
  ['merges', [1, 2, 7]],
  ['deltas', [3]],
  ['layers', [2]],
  ['context', [2]],
] as const) {
  histories(`generated: ${cases}`, async () => {
    const { repository, env } = await generateHistory({ seed: `shards of ${cases}`, cases });
    const circumstances = { words: ALL, env };
    const whole = scanWhole(repository, circumstances);
    assert.is(whole.status, 1);
    for (const count of counts) expectSame(repository, whole, count, circumstances);
  });
}

histories.run();
