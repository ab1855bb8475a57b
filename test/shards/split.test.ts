import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { OPENING, rangeOf } from '../../src/shards/split.js';
import { randomInt } from '../support/random.js';

const split = suite('shards: what is divided');

function rangesOf(sizes: number[], count: number) {
  return Array.from({ length: count }, (_, at) => rangeOf(sizes, { index: at + 1, count }));
}

split('every position is in one shard, and the shards stand in their order', () => {
  for (let round = 0; round < 300; round++) {
    const length = randomInt(40);
    const sizes = Array.from({ length }, () =>
      randomInt(3) === 0 ? 0 : randomInt(10 ** (1 + randomInt(9))),
    );
    let next = 0;
    for (const { from, to } of rangesOf(sizes, 1 + randomInt(50))) {
      if (from === to) continue;
      assert.is(from, next);
      next = to;
    }
    assert.is(next, length);
  }
});

split('none has more than its fair share and the one heaviest entry', () => {
  for (let round = 0; round < 300; round++) {
    const sizes = Array.from({ length: 1 + randomInt(200) }, () => randomInt(10 ** (1 + randomInt(7))));
    const count = 1 + randomInt(20);
    const weigh = (some: number[]) => some.reduce((total, size) => total + size + OPENING, 0);
    const most = weigh(sizes) / count + Math.max(...sizes) + OPENING;
    for (const { from, to } of rangesOf(sizes, count)) assert.ok(weigh(sizes.slice(from, to)) <= most + 1);
  }
});

split('of nothing, and of more shards than entries, the others have nothing', () => {
  assert.equal(rangesOf([], 2), [
    { from: 0, to: 0 },
    { from: 0, to: 0 },
  ]);
  const taken = rangesOf([10, 10], 5).filter(({ from, to }) => from < to);
  assert.equal(taken, [
    { from: 0, to: 1 },
    { from: 1, to: 2 },
  ]);
});

split.run();
