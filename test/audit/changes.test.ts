/** What a commit changes in the records, where it has one parent or several. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compareReasons, compareRecords, type RecordChange } from '../../src/audit/changes.js';
import { type Records, recordsOfConfiguration } from '../../src/audit/records.js';

const changes = suite('changes of records');

/** A configuration with path rules; their reasons by their paths. */
function rules(reasons: Record<string, string>): Records {
  const paths = Object.entries(reasons).map(([path, reason]) => ({ path, reason }));
  return recordsOfConfiguration(Buffer.from(JSON.stringify({ paths }))) as Records;
}

function told(found: readonly RecordChange[]): string[] {
  return found.map(({ action, subject, reason }) => `${action} ${subject} ${reason}`);
}

for (const [title, after, before, expected] of [
  [
    'one parent: added, changed, removed',
    { a: '1', b: '2' },
    [{ b: '1', c: '1' }],
    ['added a 1', 'changed b 2', 'removed c 1'],
  ],
  ['nothing', { a: '1' }, [{ a: '1' }], []],
  ['a merge: what one side added', { a: '1', b: '1' }, [{ a: '1' }, { a: '1', b: '1' }], []],
  ['a merge: what one side removed', {}, [{ a: '1' }, {}], []],
  ['a merge: what one side changed', { a: '2' }, [{ a: '1' }, { a: '2' }], []],
  ['a merge: what neither side had', { a: '1', b: '1' }, [{ a: '1' }, { a: '1' }], ['added b 1']],
  ['a merge: what both sides had', {}, [{ a: '1' }, { a: '2' }], ['removed a 1']],
  ['a merge: other than both sides', { a: '3' }, [{ a: '1' }, { a: '2' }], ['changed a 3']],
] as const) {
  changes(`of records in ${title}`, () => {
    const found = compareRecords(rules(after), before.map(rules), 'file');
    assert.equal(told(found), [...expected]);
  });
}

for (const [title, after, before, expected] of [
  ['one more with the same reason', ['x', 'x'], [['x']], ['added f x']],
  ['two fewer', ['y'], [['x', 'x', 'y']], ['removed f x', 'removed f x']],
  ['a merge: what one side had', ['x', 'x'], [['x'], ['x', 'x']], []],
  ['a merge: more than either side', ['x', 'x', 'x'], [['x'], ['x', 'x']], ['added f x']],
  ['a merge: fewer than either side', [], [['x'], ['x', 'x']], ['removed f x']],
  ['one without a reason', [''], [[]], ['added f null']],
] as const) {
  changes(`of comments in ${title}`, () => {
    assert.equal(told(compareReasons(after, before, 'f')), [...expected]);
  });
}

changes('name the fields that are other, and none that does not read as a word', () => {
  const read = (rule: object) =>
    recordsOfConfiguration(Buffer.from(JSON.stringify({ paths: [rule] }))) as Records;
  const [change] = compareRecords(
    read({ path: 'a', reason: 'x', 'k3y-w1th-d1g1ts': 1 }),
    [read({ path: 'a', reason: 'y' })],
    'file',
  );
  assert.equal(change?.fields, ['reason', '*']);
});

changes.run();
