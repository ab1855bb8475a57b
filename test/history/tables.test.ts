/** What the tables of a history are made of: ids by number and back, long columns, the greatest of a range. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BirthTable } from '../../src/history/birth-table.js';
import { Column } from '../../src/history/column.js';
import { IdTable } from '../../src/history/id-table.js';
import { RangeMaximum } from '../../src/history/range-maximum.js';
import { randomBytes, randomInt } from '../support/random.js';

const tables = suite('the tables of a history');

for (const width of [20, 32]) {
  tables(`ids of ${width} bytes: numbered in the order in which they come, each once`, () => {
    const ids = Array.from({ length: 20_000 }, () => randomBytes(width));
    // These differ only where no look-up begins.
    for (let end = 0; end < 200; end++) {
      ids.push(Buffer.concat([Buffer.alloc(width - 1, 7), Buffer.from([end])]));
    }
    const table = new IdTable(width);
    for (const [number, id] of ids.entries()) assert.is(table.find(id), -1, `${number}`);
    for (const [number, id] of ids.entries()) assert.is(table.add(id), number);
    for (const [number, id] of ids.entries()) {
      assert.is(table.add(id), number);
      assert.is(table.find(id), number);
      assert.is(table.textOf(number), id.toString('hex'));
    }
    assert.is(table.length, ids.length);
    assert.is(table.find(randomBytes(width)), -1);
  });
}

tables('ids of another length: an error', () => {
  assert.throws(() => new IdTable(20).add(randomBytes(32)));
});

tables('a column of many numbers, and the last that is at most another', () => {
  const column = new Column();
  assert.is(column.lastUpTo(5), -1);
  for (let at = 0; at < 50_000; at++) column.push(at * 3);
  column.set(20_000, 60_001);
  assert.equal(
    [column.length, column.get(0), column.get(20_000), column.get(49_999)],
    [50_000, 0, 60_001, 149_997],
  );
  for (const [value, index] of [
    [0, 0],
    [2, 0],
    [3, 1],
    [60_000, 19_999],
    [60_001, 20_000],
    [1e6, 49_999],
  ]) {
    assert.is(column.lastUpTo(value as number), index);
  }
});

tables('a column of equal numbers: the last of them', () => {
  const column = new Column();
  for (const value of [0, 4, 4, 4, 9]) column.push(value);
  assert.equal([column.lastUpTo(4), column.lastUpTo(3), column.lastUpTo(8)], [3, 0, 3]);
});

tables('the greatest of any range', () => {
  for (const length of [1, 2, 3, 8, 13]) {
    const numbers = Uint32Array.from({ length }, () => randomInt(100));
    const greatest = new RangeMaximum(numbers);
    for (let from = 0; from <= length; from++) {
      for (let to = from; to <= length; to++) {
        assert.is(greatest.of(from, to), Math.max(0, ...numbers.subarray(from, to)));
      }
    }
  }
});

tables('a list of commits in which a parent is missing, or a commit stands twice: an error', () => {
  const [one, two] = [randomBytes(20), randomBytes(20)];
  const missing = new BirthTable(20);
  missing.commit(one, [two]);
  assert.throws(() => missing.finish(), /without some of its commits/);
  const twice = new BirthTable(20);
  for (const id of [one, one]) twice.commit(id, []);
  assert.throws(() => twice.finish(), /without some of its commits/);
});

tables.run();
