/** `keyfence merge` of SARIF reports. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sample } from '../support/sample.js';
import { TOKEN } from '../support/scanned.js';
import { mergeTexts, sarifOf } from './reports.js';

const merging = suite('merge: SARIF');

merging('SARIF reports become one run, with the rules of all and one receipt', () => {
  const ran = mergeTexts({
    'b.sarif': sarifOf({ index: 2 }, ['y', 'z']),
    'a.sarif': sarifOf({ index: 1 }, ['x', 'y']),
  });
  assert.is(ran.status, 1);
  assert.match(ran.stderr, 'keyfence: 4 files');
  const { runs } = JSON.parse(ran.stdout);
  assert.is(runs.length, 1);
  const [run] = runs;
  assert.equal(run.tool.driver.rules, [{ id: 'x' }, { id: 'y' }, { id: 'z' }]);
  assert.equal(
    run.results.map(({ ruleId, ruleIndex }: { ruleId: string; ruleIndex: number }) => [ruleId, ruleIndex]),
    [
      ['x', 0],
      ['y', 1],
      ['y', 1],
      ['z', 2],
    ],
  );
  const [invocation] = run.invocations;
  assert.equal(
    [invocation.startTimeUtc, invocation.endTimeUtc, invocation.toolExecutionNotifications.length],
    ['2026-01-01T00:00:00.000Z', '2026-01-02T00:01:00.000Z', 2],
  );
  assert.equal([run.properties.receipt.findings, run.properties.receipt.shard], [4, undefined]);
});

for (const [title, texts, problem] of [
  ['a missing shard', { a: sarifOf({}, []) }, 'shard 2 of 2 is missing'],
  [
    'the shards of a history',
    { a: sarifOf({}, [], { source: 'history' }), b: sarifOf({ index: 2 }, [], { source: 'history' }) },
    'cannot be joined as SARIF',
  ],
  [
    'another tool',
    { a: sarifOf(null, []).replace('"keyfence"', '"other"') },
    'a: at /runs/0/tool/driver: expected keyfence',
  ],
  ['no receipt', { a: sarifOf(null, []).replace('"receipt"', '"nothing"') }, 'expected a receipt'],
  [
    'no such rule',
    { a: sarifOf(null, ['x']).replace('"ruleIndex":0', '"ruleIndex":7') },
    'expected the index of a rule',
  ],
  [
    'no results',
    { a: sarifOf(null, []).replace('"results":[]', '"results":null') },
    'expected a list of objects',
  ],
] as [string, Record<string, string>, string][]) {
  merging(`SARIF: ${title} is refused`, () => {
    const ran = mergeTexts(texts);
    assert.equal([ran.status, ran.stdout], [2, '']);
    assert.match(ran.stderr, problem);
  });
}

merging('a secret in SARIF is shown nowhere', () => {
  const secret = sample(TOKEN);
  const ran = mergeTexts({ a: sarifOf(null, ['x']).replaceAll('"x"', `"${secret}"`) });
  assert.is(ran.status, 1);
  assert.not.match(ran.stdout + ran.stderr, secret.slice(4));
});

merging.run();
