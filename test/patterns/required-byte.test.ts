/** A sign without which no text can match. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { requiredByte } from '../../src/patterns/required-byte.js';
import { parseSyntax } from '../../src/patterns/syntax.js';
import { catalog, sample } from '../support/sample.js';

const required = suite('required byte');

const cases: [source: string, sign: string][] = [
  ['https?://[a-z]+:[a-z]+@[a-z]+', '@'],
  ['abc[0-9]{3}', ''],
  ['a=b|c=d', '='],
  ['a=b|c', ''],
  ['a(?:@b)?=c', '='],
  ['a(?:@b){0,3}', ''],
  ['a(?:@b){1,3}', '@'],
  ['a[@=]b', ''],
  ['a=(b@c)', '@'],
];

for (const [source, sign] of cases) {
  required(`${source}: ${sign || 'none'}`, () => {
    assert.is(requiredByte(parseSyntax(source).node), sign);
  });
}

required('stands in a sample of every format', () => {
  for (const pattern of catalog) assert.ok(sample(pattern).includes(pattern.needs), pattern.id);
});

required.run();
