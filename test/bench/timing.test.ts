/** The stopwatch of the benchmarks: what counts as a run, what is left out, and which number is told. */
import { tmpdir } from 'node:os';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { atMost, isMet, rowsOf, type Target } from './benchmark.js';
import { bareNode } from './ours.js';
import { type Contest, type Contestant, compare, median, runOnce } from './timing.js';

const timing = suite('the stopwatch of the benchmarks');
const contest: Contest = { rounds: 2, patience: 60, memory: 'none' };

function node(name: string, code: string): Contestant {
  return { ...bareNode(tmpdir()), name, args: ['-e', code] };
}

timing('the median is the middle one, or the mean of the two in the middle', () => {
  assert.is(median([9, 1, 5]), 5);
  assert.is(median([9, 1, 5, 2]), 3.5);
  assert.is(median([4]), 4);
});

timing('each contestant runs as often as there are rounds; the warm-up is not counted', async () => {
  const timed = await compare([node('one', '0'), node('other', '0')], contest);
  assert.equal(
    timed.map(({ name, runs }) => [name, runs]),
    [
      ['one', 2],
      ['other', 2],
    ],
  );
});

timing('a contestant that takes longer than it may is ended, and has no time', async () => {
  const endless = node('endless', 'setInterval(() => {}, 1000)');
  const [timed] = await compare([endless], { ...contest, patience: 0.3 });
  assert.is(timed?.milliseconds, null);
  assert.is(timed?.runs, 0);
  assert.equal(atMost('endless', timed?.milliseconds ?? null, 1, 2), []);
});

timing('an exit code that is not expected is an error and no time', async () => {
  const failing = node('failing', 'process.exitCode = 2');
  try {
    await runOnce(failing, contest);
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), 'failing ended with 2');
  }
  assert.ok((await runOnce({ ...failing, exits: [2] }, contest)) !== null);
});

timing('the speed is the bytes in millions over the median', () => {
  const timed = { name: 'one', milliseconds: 500, processorMilliseconds: null, peakMegabytes: null, runs: 1 };
  const [row] = rowsOf('work', [timed], { bytes: 10e6, notes: { one: '1.2.3' } });
  assert.is(row?.megabytesPerSecond, 20);
  assert.is(row?.note, '1.2.3');
});

timing('a target is met on its own side of the limit', () => {
  const target: Target = { what: 'it', is: 1.5, bound: 'at most', limit: 1.5, unit: 'x' };
  assert.ok(isMet(target));
  assert.not.ok(isMet({ ...target, is: 1.51 }));
  assert.ok(isMet({ ...target, is: 1.51, bound: 'at least' }));
  assert.equal(atMost('it', 3, 2, 2), [{ ...target, limit: 2 }]);
});

timing.run();
