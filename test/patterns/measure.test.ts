import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decidingLength, growsByByte, lengthOf, randomBitsOf } from '../../src/patterns/measure.js';
import { parseSyntax } from '../../src/patterns/syntax.js';

const measures = suite('the measures of a pattern');

const lengths: [source: string, min: number, max: number][] = [
  ['ab[0-9]{3}', 5, 5],
  ['a(?:bc|d)?e', 2, 4],
  ['a+', 1, Infinity],
  ['(?:ab){2,3}', 4, 6],
  ['ab(?:[a-z]+-?)+', 3, Infinity],
  ['ab(?:c+){0}', 2, 2],
];
for (const [source, min, max] of lengths) {
  measures(`${source} matches ${min} to ${max} bytes`, () => {
    assert.equal(lengthOf(parseSyntax(source).node), { min, max });
  });
}

const deciding: [source: string, bytes: number, grows: boolean][] = [
  ['ab[0-9]{3}', 5, true],
  ['ab[0-9]{3,}', 5, true],
  ['ab[0-9]{3}={0,2}', 5, true],
  ['ab[0-9]{3}(?:==)?', 5, false],
  ['ab(?:[0-9]+-?)+', 3, false],
  ['ab[0-9]+-[0-9]', Infinity, true],
  ['ab(?:c+){0}d', 3, true],
];
for (const [source, bytes, grows] of deciding) {
  measures(`${bytes} bytes decide whether ${source} matches`, () => {
    const { node } = parseSyntax(source);
    assert.equal([decidingLength(node), growsByByte(node)], [bytes, grows]);
  });
}

measures('randomness counts what every match has at least', () => {
  assert.is(randomBitsOf(parseSyntax('ab[0-9a-f]{8,20}').node), 32);
  assert.is(randomBitsOf(parseSyntax('(?:[01]{3}|[01]{9})').node), 3);
});

measures.run();
