/** Rules of another scanner as patterns of keyfence. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type OwnPattern, toPattern } from '../../src/carry-over/own-pattern.js';

const patterns = suite('own patterns');

function converted(source: string, group: number | null = null, id = 'Acme_Token'): OwnPattern {
  return toPattern(
    { kind: 'pattern', id, title: null, source, group },
    { taken: new Set(['taken']), title: null },
  );
}

for (const [source, group, expected] of [
  ['acme_[a-z0-9]{32}', null, 'acme_[a-z0-9]{32}'],
  ['(?i)\\b(acme_[a-z0-9]{32})\\b', null, '(?i)(acme_[a-z0-9]{32})'],
  ['acme_(?P<key>[a-z]{32})', null, 'acme_([a-z]{32})'],
  ['\\b(acme_[a-z]{32})(?:[\'|\\"|\\n|\\r|\\s|\\x60|;]|$)', null, '(acme_[a-z]{32})'],
  ['\\b(acme_[a-z]{32})(?:[\\x60\'"\\s;]|\\\\[nr]|$)', null, '(acme_[a-z]{32})'],
  ['(acme|emca)_(x)([a-z]{32})', null, '(acme|emca)_(?:x)(?:[a-z]{32})'],
  ['(acme|emca)_(x)([a-z]{32})', 3, '(?:acme|emca)_(?:x)([a-z]{32})'],
  ['acme_[(b][a-z]{30}\\((x)', null, 'acme_[(b][a-z]{30}\\((x)'],
] as const) {
  patterns(`${source} becomes ${expected}`, () => {
    const own = converted(source, group);
    assert.is(own.kind, 'pattern');
    if (own.kind === 'pattern') assert.equal([own.id, own.record.pattern], ['acme-token', expected]);
  });
}

for (const [source, why] of [
  ['[a-z0-9]{32}', 'literal text'],
  ['acme_(?=[a-z]{32})', 'expected (?:'],
  ['acme_[a-z', 'closing bracket'],
  ['acme_\\pL{20}', 'escape'],
  ['acme_[a-z]{20}$', 'anchor'],
  ['acme_(?:(?:[a-z]{900}){900})', 'repeats'],
] as const) {
  patterns(`${source} is left, with the reason`, () => {
    const own = converted(source);
    assert.is(own.kind, 'none');
    if (own.kind === 'none') assert.ok(own.why.includes(why), own.why);
  });
}

patterns('an id is made kebab case, and another one where it is taken', () => {
  for (const [id, expected] of [
    ['Acme  API_Key!', 'acme-api-key'],
    ['taken', 'imported-taken'],
    ['ä', 'rule'],
  ] as const) {
    const own = converted('acme_[a-z]{32}', null, id);
    assert.is(own.kind === 'pattern' && own.id, expected);
  }
});

patterns.run();
