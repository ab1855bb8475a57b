/** A stretch of base64 that looks like a token is none. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isInsideBase64 } from '../../src/detect/base64-run.js';
import { randomText } from '../support/sample.js';

const base64Run = suite('base64 run');

const token = randomText(50);

const cases: [title: string, before: string, after: string, inside: boolean][] = [
  ['alone', '', '', false],
  ['in quotes', '"', '"', false],
  ['in a path', 'https://host.name/hooks/', '/send', false],
  ['in a query', 'a=1+', '&b=2', false],
  ['in one long run', `${randomText(80)}/`, randomText(10), true],
  ['at the beginning of a long run', '"', `+${randomText(80)}`, true],
  ['in a wrapped line', `\n${randomText(20)}+`, `${randomText(5)}\n`, true],
  ['after a letter, which is for the bounds to judge', randomText(80), randomText(80), false],
];

for (const [title, before, after, inside] of cases) {
  base64Run(`${title}: ${inside ? 'inside' : 'a token'}`, () => {
    const bytes = Buffer.from(before + token + after);
    assert.is(isInsideBase64(bytes, before.length, before.length + token.length), inside);
  });
}

base64Run.run();
