/** Near misses of each pattern are not found as that pattern; with a wrong checksum only with a low confidence. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createDetector } from '../../src/detect/detector.js';
import { indexPatterns } from '../../src/detect/index-patterns.js';
import { loadEngine } from '../../src/detect/regex.js';
import { judgeMatches } from '../../src/judge/judge.js';
import { compileRecord } from '../../src/patterns/compile.js';
import { type NearMiss, nearMisses } from '../../src/samples/near-misses.js';
import type { Pattern, PatternRecord } from '../../src/types.js';
import { randomInt } from '../support/random.js';
import { asSecret } from '../support/record.js';
import { byFormat, patternOf } from '../support/sample.js';
import { surroundingsFor } from '../support/surroundings.js';

const misses = suite('near misses');
const engine = loadEngine();
const PLACES = ['bare line', 'JSON', 'shell export', 'JavaScript'];

function makeMisses(pattern: Pattern): NearMiss[] {
  return nearMisses(pattern, randomInt).map((miss) => ({ ...miss, text: asSecret(miss.text) }));
}

for (const pattern of byFormat) {
  misses(`of ${pattern.id} are not found, or lowered where the checksum is wrong`, () => {
    const detector = createDetector([indexPatterns([pattern])], engine);
    const places = surroundingsFor(pattern).filter(({ name }) => PLACES.includes(name));
    for (const { kind, text } of makeMisses(pattern)) {
      for (const { name, before, after } of places) {
        const judged = judgeMatches(detector.detect(Buffer.from(before + text + after, 'latin1')), () => {});
        const believed = judged.filter(
          ({ judgement }) => kind !== 'a wrong checksum' || judgement.confidence !== 'low',
        );
        assert.equal(believed.length, 0, `${kind}: ${name}`);
      }
    }
  });
}

function own(record: PatternRecord): Pattern {
  return compileRecord(record, { id: 'own', provider: 'own', variable: null })[0] as Pattern;
}

function expectKinds(title: string, pattern: Pattern, kinds: NearMiss['kind'][]): void {
  misses(`${title}: ${kinds.join(', ')}`, () => {
    const made = makeMisses(pattern);
    assert.equal(made.map(({ kind }) => kind).sort(), [...kinds].sort());
  });
}

const [short, long, other, before, after, checksum] = [
  'too short',
  'too long',
  'a character outside of the alphabet',
  'a word goes on before it',
  'a word goes on after it',
  'a wrong checksum',
] as const;
const token = patternOf('github-personal-access-token');
expectKinds('an exact length and a checksum', token, [short, long, other, before, after, checksum]);
expectKinds('an open length', own({ format: 'acme_...', alphabet: '0-9a-f' }), [short, other, before, after]);
expectKinds('an alphabet of all that words are made of', own({ format: 'acme_...', length: 20 }), [
  short,
  long,
  other,
  before,
]);
expectKinds('a value that only its name tells', own({ pattern: '[0-9a-f]{32}', context: ['acmekey'] }), [
  short,
  long,
  other,
]);
expectKinds('any bytes after the prefix', own({ pattern: 'acme_[^"]{20,30}' }), [short, long, before]);

misses('are one byte shorter than the shortest and one longer than the longest', () => {
  const pattern = own({ format: 'acme_...', alphabet: 'a-f', length: '20-24' });
  const lengthsOf = (kind: string) =>
    makeMisses(pattern)
      .filter((miss) => miss.kind === kind)
      .map(({ text }) => text.length);
  assert.equal([lengthsOf(short), lengthsOf(long)], [[24], [30]]);
});

misses('of a name rule there are none', () => {
  const [rule] = compileRecord({}, { id: 'schema:A_B', provider: 'own', variable: 'A_B' });
  assert.equal(makeMisses(rule as Pattern), []);
});

misses.run();
