import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  decidingLength,
  growsByByte,
  leadingTexts,
  lengthOf,
  randomBitsOf,
  requiredLiterals,
} from '../../src/patterns/analyse.js';
import { parseSyntax } from '../../src/patterns/syntax.js';
import { catalog, sample } from '../support/sample.js';

const analysis = suite('what is known of a pattern before it runs');

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
  analysis(`${source} needs ${expected.join(' or ')}`, () => {
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
  analysis(`${source} has no literal near its beginning`, () => {
    assert.is(requiredLiterals(parseSyntax(source).node), null);
  });
}

const lengths: [source: string, min: number, max: number][] = [
  ['ab[0-9]{3}', 5, 5],
  ['a(?:bc|d)?e', 2, 4],
  ['a+', 1, Infinity],
  ['(?:ab){2,3}', 4, 6],
  ['ab(?:[a-z]+-?)+', 3, Infinity],
  ['ab(?:c+){0}', 2, 2],
];
for (const [source, min, max] of lengths) {
  analysis(`${source} matches ${min} to ${max} bytes`, () => {
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
  analysis(`${bytes} bytes decide whether ${source} matches`, () => {
    const { node } = parseSyntax(source);
    assert.equal([decidingLength(node), growsByByte(node)], [bytes, grows]);
  });
}

const leading: [source: string, texts: string[]][] = [
  ['gh[ps]_[a-z]{9}', ['gh']],
  ['(?:ab|abc)-[0-9]{9}', ['abc-', 'ab-']],
  ['SK[0-9a-f]{32}', ['SK']],
  ['[a-z]{3}-[0-9]', []],
];
for (const [source, texts] of leading) {
  analysis(`of ${source} no more than ${texts.join(' or ') || 'nothing'} may be shown`, () => {
    assert.equal(leadingTexts(parseSyntax(source).node), texts);
  });
}

analysis('randomness counts what every match has at least', () => {
  assert.is(randomBitsOf(parseSyntax('ab[0-9a-f]{8,20}').node), 32);
  assert.is(randomBitsOf(parseSyntax('(?:[01]{3}|[01]{9})').node), 3);
});

analysis('every sample of every pattern holds one of its literals where the anchor says', () => {
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

analysis.run();
