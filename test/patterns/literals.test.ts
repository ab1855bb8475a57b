import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { leadingTexts, requiredLiterals } from '../../src/patterns/literals.js';
import { parseSyntax } from '../../src/patterns/syntax.js';
import { catalog, sample } from '../support/sample.js';

const literalTexts = suite('the literals of a pattern');

const literals: [source: string, literals: string[], minOffset: number, maxOffset: number][] = [
  ['abc_[a-z]{9}', ['abc_'], 0, 0],
  ['gh[op]_[A-Z]{9}', ['gho_', 'ghp_'], 0, 0],
  ['(?:one|three)-[a-z]{9}', ['one-', 'three-'], 0, 0],
  ['[A-Z]{3}8Q~[a-z]{9}', ['8Q~'], 3, 3],
  ['[0-9]{8,10}:AA[a-z]{9}', [':AA'], 8, 10],
  ['AB[01]{8}', ['AB00', 'AB01', 'AB10', 'AB11'], 0, 0],
  ['(?:aaaa[0-9]{3}|[0-9]{2}bbbb)', ['aaaa', 'bbbb'], 0, 2],
  ['x(?:abcd)+y', ['xabcd'], 0, 0],
  ['https?://[a-z]{9}', ['http://', 'https://'], 0, 0],
];
for (const [source, expected, min, max] of literals) {
  literalTexts(`${source} needs ${expected.join(' or ')}`, () => {
    const found = requiredLiterals(parseSyntax(source).node);
    assert.ok(found);
    // A longer literal that begins as expected serves as well.
    assert.ok(
      found?.literals.every((literal) => expected.some((text) => literal.startsWith(text))),
      `got ${found?.literals.join(' ')}`,
    );
    assert.equal([found?.minOffset, found?.maxOffset], [min, max]);
  });
}

for (const source of ['[a-z]{40}', '[0-9a-f]{32}', '(?:ab|[a-z])+', '[a-z]{300}abcd']) {
  literalTexts(`${source} has no literal near its beginning`, () => {
    assert.is(requiredLiterals(parseSyntax(source).node), null);
  });
}

const leading: [source: string, texts: string[]][] = [
  ['gh[ps]_[a-z]{9}', ['gh']],
  ['(?:ab|abc)-[0-9]{9}', ['abc-', 'ab-']],
  ['SK[0-9a-f]{32}', ['SK']],
  ['[a-z]{3}-[0-9]', []],
];
for (const [source, texts] of leading) {
  literalTexts(`of ${source} no more than ${texts.join(' or ') || 'nothing'} may be shown`, () => {
    assert.equal(leadingTexts(parseSyntax(source).node), texts);
  });
}

literalTexts('every sample of every pattern holds one of its literals where the anchor says', () => {
  for (const pattern of catalog) {
    const { anchor } = pattern;
    if (anchor.kind === 'assigned') continue;
    for (let round = 0; round < 20; round++) {
      const text = pattern.ignoreCase ? sample(pattern).toLowerCase() : sample(pattern);
      const holds = pattern.literals.some((literal) => {
        if (anchor.kind === 'at') return text.startsWith(literal, anchor.offset);
        const at = text.indexOf(literal);
        return at >= 0 && at <= anchor.before;
      });
      assert.ok(holds, `${pattern.id}: a sample without its literal`);
    }
  }
});

literalTexts.run();
