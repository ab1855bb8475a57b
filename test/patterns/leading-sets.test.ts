/** What is known of the first bytes of a match, before any regex is run. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { leadingSets } from '../../src/patterns/leading-sets.js';
import { bytesOf, parseSyntax } from '../../src/patterns/syntax.js';
import { catalog, sample } from '../support/sample.js';

const leading = suite('leading sets');

const setsOf = (source: string) =>
  leadingSets(parseSyntax(source).node).map((set) => String.fromCharCode(...bytesOf(set)));

const cases: [source: string, sets: string[]][] = [
  ['abc', ['a', 'b', 'c']],
  ['a[01]{2}', ['a', '01', '01']],
  ['a[01]{2,}b', ['a', '01', '01']],
  ['ab?c', ['a']],
  ['(?:ab|cd)e', ['ac', 'bd', 'e']],
  ['(?:ab|cde)f', ['ac', 'bd']],
  ['(?:ab|c)d', ['ac']],
  ['a(?:bc){2}d', ['a', 'b', 'c', 'b', 'c', 'd']],
  ['a(?:b|)c', ['a']],
];

for (const [source, sets] of cases) {
  leading(`${source}: ${sets.join(' ')}`, () => {
    assert.equal(setsOf(source), sets);
  });
}

leading('hold for samples of every format', () => {
  for (const pattern of catalog.filter(({ source }) => source !== null)) {
    const sets = leadingSets(parseSyntax(pattern.source as string).node);
    const text = sample(pattern);
    if (!pattern.ignoreCase) {
      sets.forEach((set, place) => {
        assert.ok(set[text.charCodeAt(place)], `${pattern.id} at ${place}`);
      });
    }
    assert.ok(text.length >= sets.length, pattern.id);
  }
});

leading.run();
