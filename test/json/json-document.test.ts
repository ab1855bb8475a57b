/** Reading JSON: nothing is read that the parser that knows places would refuse, and nothing is told in other words. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readJson } from '../../src/json/json-document.js';
import { placesIn } from '../../src/json/json-places.js';
import { JsonProblem } from '../../src/json/json-problem.js';

const documents = suite('JSON documents');

const RUNS = { numRuns: 3000, seed: 1 };

/** What reading comes to: the data, or the problem. */
function outcomeOf(read: () => unknown): unknown {
  try {
    return { data: read() };
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    return { place: error.place, expected: error.expected, path: error.path };
  }
}

/** The same by the parser that knows places. */
function strictly(text: string): unknown {
  placesIn(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonProblem('', 'expected valid JSON');
  }
}

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('1', '-0.5e3', '""', '"a:b"', '"\\\\"', '"\\"', 'null', 'true'),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
  object: fc
    .array(fc.tuple(fc.constantFrom('a', 'b', '\\u0061', '__proto__', '1', ':'), tie('value')), {
      maxLength: 3,
    })
    .map((members) => `{${members.map(([key, item]) => `"${key}": ${item}`).join(',\n')}}`),
})).value as fc.Arbitrary<string>;

/** A text with one of its characters taken away, doubled, or replaced. */
const broken = fc
  .tuple(value, fc.nat(), fc.constantFrom('', '"', ':', ',', '{', ']', '\\', '/**/', '\u2028', '\ufeff', '0'))
  .map(([text, at, sign]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + sign + text.slice(place + (at % 2));
  });

for (const [what, texts] of [
  ['documents, some with a key twice', value],
  ['broken documents', broken],
] as const) {
  documents(`${what}: read and refused as by the parser that knows places`, () => {
    fc.assert(
      fc.property(texts, (text) => {
        // A byte order mark is no part of the text.
        const plain = text.replace(/^\ufeff/, '');
        assert.equal(
          outcomeOf(() => readJson(Buffer.from(text)).data),
          outcomeOf(() => strictly(plain)),
        );
      }),
      RUNS,
    );
  });
}

documents('a key that stands twice is refused where it stands, however it is spelled', () => {
  for (const key of ['"a"', '"\\u0061"']) {
    const text = `{ "b": { "a": ":", "c": 1,\n ${key}: 2 } }`;
    const problem = outcomeOf(() => readJson(Buffer.from(text)));
    assert.equal(problem, {
      place: 'line 2, column 2',
      expected: 'expected each name once',
      path: ['b', 'a'],
    });
  }
});

documents('places are those in the text', () => {
  const { placeOf, lineOf } = readJson(Buffer.from('{ "a": [1,\n  { "b": 2 }] }'));
  assert.is(placeOf(['a', '1', 'b']), 'line 2, column 5');
  assert.is(lineOf(['a', '1']), 2);
});

documents('what is nested too deep is not parsed', () => {
  const problem = outcomeOf(() => readJson(Buffer.from('['.repeat(100_000))));
  assert.equal(problem, { place: 'line 1, column 33', expected: 'expected at most 32 levels', path: [] });
});

documents.run();
