/** Path rules: a plain one is told to be right without asking the library that reads it. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { coverageOf, whatIsWrong } from '../../src/config/path-rule.js';

const pathRules = suite('path rules');

pathRules('of letters, digits, dots, dashes and slashes are right, and the library takes them all', () => {
  const rule = fc.string({
    unit: fc.constantFrom('a', 'Z', '0', '_', '.', '-', '/', '..', './', '//', '.git'),
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(rule, (text) => {
      assert.type(coverageOf(text)('a'), 'boolean');
      if (/^[\w/]/.test(text)) assert.is(whatIsWrong(text), null);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

pathRules('that cost too much are told', () => {
  assert.is(whatIsWrong('a*b*c*d*e*'), 'at most 4 times * in a rule');
  assert.is(whatIsWrong(`${'a/'.repeat(501)}`), 'at most 1000 bytes');
  assert.is(whatIsWrong('fixtures/*.txt'), null);
});

pathRules.run();
