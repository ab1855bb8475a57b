/** Steps that wait hold back those behind them, and nothing else does. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runSteps, waitFor } from '../../src/examine/steps.js';
import { InOrder } from '../../src/telling/in-order.js';

const order = suite('in order');

order('a step is done at once where none before it waits', () => {
  const done: number[] = [];
  const steps = new InOrder();
  steps.do(() => void done.push(1));
  steps.do(() => void done.push(2));
  assert.equal([done, steps.waiting], [[1, 2], 0]);
});

order('steps behind one that waits keep their order, however long each of them takes', async () => {
  const done: number[] = [];
  const steps = new InOrder();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  steps.do(async () => {
    await held;
    done.push(1);
  });
  steps.do(() => void done.push(2));
  steps.do(async () => void done.push(3));
  assert.equal([done, steps.waiting], [[], 3]);
  release();
  await steps.settled();
  steps.do(() => void done.push(4));
  assert.equal([done, steps.waiting], [[1, 2, 3, 4], 0]);
});

order('nothing is done behind a step that fails, and whoever waits is told', async () => {
  const done: number[] = [];
  const steps = new InOrder();
  steps.do(async () => {
    throw new Error('failed');
  });
  steps.do(() => void done.push(1));
  for (let time = 0; time < 2; time++) {
    const outcome = await steps.settled().then(
      () => 'settled',
      ({ message }: Error) => message,
    );
    assert.is(outcome, 'failed');
  }
  assert.equal(done, []);
});

order('work is done at once where it has nothing to wait for, and else waits for it', async () => {
  function* add(numbers: readonly (number | Promise<number>)[]) {
    let sum = 0;
    for (const number of numbers) sum += typeof number === 'number' ? number : yield* waitFor(number);
    return sum;
  }
  assert.is(runSteps(add([1, 2])), 3);
  const later = runSteps(add([1, Promise.resolve(2), 3, Promise.resolve(4)]));
  assert.ok(later instanceof Promise);
  assert.is(await later, 10);
});

order.run();
