import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileRecord } from '../../src/patterns/compile.js';
import { FormatProblem, prefixOf, sourceOf } from '../../src/patterns/format.js';
import type { PatternRecord } from '../../src/types.js';

const formats = suite('the format language');

const sources: [record: PatternRecord, source: string | null][] = [
  [{ format: 'sk-ant-...' }, 'sk\\-ant\\-[A-Za-z0-9_-]{16,}'],
  [{ format: 'sk-ant-…' }, 'sk\\-ant\\-[A-Za-z0-9_-]{16,}'],
  [{ format: 'ab-...-yz' }, 'ab\\-[A-Za-z0-9_-]{16,}\\-yz'],
  [{ format: 'tok_..._...', alphabet: ['a-f', '0-9'], length: [8, '4-6'] }, 'tok_[a-f]{8}_[0-9]{4,6}'],
  [{ format: 'tok_...', alphabet: '[0-9a-f]', length: '32+' }, 'tok_[0-9a-f]{32,}'],
  [{ format: 'clé...' }, 'cl\\xc3\\xa9[A-Za-z0-9_-]{16,}'],
  [{ format: '...' }, null],
  [{ format: 'x-...' }, null],
  [{ format: 'no ellipsis' }, null],
  [{}, null],
  [{ pattern: 'abc[0-9]{9}' }, 'abc[0-9]{9}'],
];
for (const [record, source] of sources) {
  formats(`${JSON.stringify(record)} is ${source ?? 'a name only'}`, () => {
    assert.is(sourceOf(record), source);
  });
}

const refused: [record: PatternRecord, path: string][] = [
  [{ format: 'abc...', pattern: 'abc' }, '/pattern'],
  [{ format: 'abc...', length: 'many' }, '/length'],
  [{ format: 'abc...', length: '9-3' }, '/length'],
  [{ format: 'abc...', length: 1001 }, '/length'],
  [{ format: 'abc...', length: 0 }, '/length'],
  [{ format: 'abc...', alphabet: 'a]b' }, '/alphabet'],
  [{ format: 'abc...', alphabet: 'z-a' }, '/alphabet'],
  [{ format: 'abc..._...', length: [3] }, '/length'],
  [{ pattern: '(a' }, '/pattern'],
  [{ pattern: '(abc)(def)' }, '/pattern'],
  [{ pattern: '[a-z]*' }, '/pattern'],
  [{ pattern: 'abcd-[a-z]{4,}?' }, '/pattern'],
  [{ pattern: 'abc[0-9]+', max_length: 1_000_000 }, '/max_length'],
];
for (const [record, path] of refused) {
  formats(`refuses ${JSON.stringify(record)} at ${path}`, () => {
    assert.throws(
      () => compileRecord(record, { id: 'x', provider: 'p', variable: 'NAME' }),
      (error: unknown) => error instanceof FormatProblem && error.path === path,
    );
  });
}

formats(
  'a pattern of the catalog without a literal is refused, one of a schema falls back on its name',
  () => {
    assert.throws(() =>
      compileRecord({ pattern: '[0-9a-f]{32}' }, { id: 'x', provider: 'p', variable: null }),
    );
    const [named] = compileRecord(
      { pattern: '[0-9a-f]{32}' },
      { id: 'x', provider: 'p', variable: 'DB_KEY' },
    );
    assert.is(named?.anchor.kind, 'assigned');
    assert.ok(named?.literals.includes('db_key'));
  },
);

formats('a literal that may stand anywhere is looked for by a project, not only under its name', () => {
  for (const format of ['...-acmekey', 'a-...-b-...', 'clé-...']) {
    const [pattern] = compileRecord({ format }, { id: 'x', provider: 'p', variable: 'ACME_KEY' });
    assert.is.not(pattern?.anchor.kind, 'assigned', format);
  }
});

formats('the prefix is the literal text before the first ellipsis', () => {
  assert.is(prefixOf('sk-ant-...'), 'sk-ant-');
  assert.is(prefixOf('...-end'), '');
});

formats.run();
