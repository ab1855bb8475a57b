/** A value and the format that the schema gives to its name. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadEngine } from '../../src/detect/regex.js';
import { hasFormat, shownPrefix } from '../../src/environment/formats.js';
import { readSchema } from '../../src/schema/read-schema.js';

const formats = suite('formats of values');

const uuid = '01234567-89ab-4def-8123-456789abcdef';

const CASES: [record: object, right: string[], wrong: string[]][] = [
  [{ format: 'acme-...' }, ['acme-x', 'acme-a b/c'], ['acme-', 'acm-x', 'xacme-x', ' acme-x']],
  [{ format: 'acme://...@...' }, ['acme://a@b/c'], ['acme://a', 'acme://@c', 'other://a@c']],
  [{ format: 'a_…_z' }, ['a_1_z', 'a_1_z_z'], ['a__z', 'a_z', 'a_1_']],
  [{ format: 'acme-...', length: 3 }, ['acme-abc'], ['acme-ab', 'acme-abcd', 'acme-abc\n']],
  [{ format: 'acme-...', alphabet: '0-9', length: '2+' }, ['acme-12', 'acme-1234'], ['acme-1', 'acme-1a']],
  [{ pattern: 'acme-(?:a|ab)c?' }, ['acme-a', 'acme-ab', 'acme-abc'], ['acme-b', 'acme-abcc']],
  [{ pattern: '(?i)acme-[a-z]{3}' }, ['ACME-abc'], ['ACME-abcd']],
  [{ format: 'url' }, ['https://a.example', 'redis://h:1'], ['a.example', 'https://', 'https://a b']],
  [{ format: 'UUID' }, [uuid], [uuid.slice(1)]],
  [{ format: 'hex' }, ['00ff'], ['00fg']],
  [{ format: 'base64' }, ['YWJj', 'YWI='], ['a b']],
  [{ format: 'jwt' }, ['a.b.c'], ['a.b']],
  [{ format: 'pem' }, ['-----BEGIN X-----\nabc'], ['BEGIN X']],
];
const engine = loadEngine();

function hasFormatOf(record: object, value: string): boolean | null {
  const text = JSON.stringify({ required: { app: { A_SECRET_NAME: record } } });
  const [entry] = readSchema(Buffer.from(text), 'secrets/schema.json');
  assert.ok(entry);
  return hasFormat(value, { record: entry.record, patterns: entry.patterns, engine });
}

for (const [record, right, wrong] of CASES) {
  formats(`${JSON.stringify(record)} is asked of the whole value`, () => {
    for (const value of right) assert.is(hasFormatOf(record, value), true, JSON.stringify(value));
    for (const value of wrong) assert.is(hasFormatOf(record, value), false, JSON.stringify(value));
  });
}

formats('a name without a format, or with one of an unknown kind, asks for nothing', () => {
  assert.is(hasFormatOf({}, 'x'), null);
  assert.is(hasFormatOf({ format: 'anything' }, 'x'), null);
});

formats('only literal text of a format is shown, and never the whole value', () => {
  assert.is(shownPrefix('acme-x', 'acme-', []), 'acme-');
  assert.is(shownPrefix('acme-', 'acme-', []), '');
  assert.is(shownPrefix('other', 'acme-', []), '');
});

formats.run();
