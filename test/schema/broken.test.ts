/** A broken schema ends the scan: the message has file, place and what was expected, and never a piece of the text. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KeyfenceError } from '../../src/errors.js';
import { readSchema } from '../../src/schema/read-schema.js';
import { sample } from '../support/sample.js';
import { TOKEN } from '../support/scanned.js';
import { schemaOf } from './scan-files.js';

const broken = suite('broken schemas');

const token = sample(TOKEN);
const FILE = 'web/secrets/schema.json';

function expectNoPiece(text: string): void {
  for (let at = 0; at + 6 <= token.length; at++) {
    assert.not.ok(text.includes(token.slice(at, at + 6)), 'a piece of the text');
  }
}

/** @param words what the message says after the file's name. */
function expectBroken(title: string, text: string | Buffer, words: string): void {
  broken(`${title}: ${words}`, () => {
    try {
      readSchema(Buffer.from(text as string), FILE);
      assert.unreachable('it was read');
    } catch (error) {
      if (!(error instanceof KeyfenceError)) throw error;
      expectNoPiece(`${error.message} ${error.remedy}`);
      assert.is(error.message, `${FILE}: ${words}`);
    }
  });
}

const one = (record: object) => schemaOf({ ACME_KEY: record });
const at = (path: string, expected: string) =>
  `at /required/app/ACME_KEY${path} (line 1, column` + ` ${path === '' ? 21 : 33}): expected ${expected}`;

// No JSON, with a token where it breaks.
expectBroken('empty', '', 'line 1, column 1: expected valid JSON');
expectBroken('blank', ' \n', 'line 2, column 1: expected valid JSON');
expectBroken(
  'cut off',
  `{\n "required": {"a": {"B": {"format": "${token}`,
  'line 2, column 37: expected valid JSON',
);
expectBroken('a bare word', `{"required": ${token}}`, 'line 1, column 14: expected valid JSON');
expectBroken('text after it', `${one({})}\n${token}`, 'line 2, column 1: expected valid JSON');
expectBroken('a comment', `{\n// ${token}\n}`, 'line 2, column 1: expected valid JSON');
expectBroken('a trailing comma', `{"required": {}, }`, 'line 1, column 18: expected valid JSON');
expectBroken('single quotes', `{'${token}': {}}`, 'line 1, column 2: expected valid JSON');
expectBroken(
  'a control character in a text',
  `{"${token}\u0001": {}}`,
  'line 1, column 2: expected valid JSON',
);
expectBroken('not UTF-8', Buffer.from(`{"required": {"\xff${token}": {}}}`, 'latin1'), 'expected UTF-8');
expectBroken('UTF-16', Buffer.from(`\ufeff${one({})}`, 'utf16le'), 'expected UTF-8');
expectBroken('huge', ' '.repeat(1024 * 1024 + 1), 'expected at most 1 MB');
expectBroken('deep', `${'['.repeat(100_000)}"${token}"`, 'line 1, column 33: expected at most 32 levels');
expectBroken(
  'deep in objects',
  '{"required":'.repeat(50_000),
  'line 1, column 385: expected at most 32 levels',
);

// JSON of another shape.
expectBroken('a list', `["${token}"]`, 'at the top level: expected an object');
expectBroken('a text', `"${token}"`, 'at the top level: expected an object');
expectBroken('nothing in it', '{}', 'at the top level: expected the key "required" or "optional"');
expectBroken(
  'another version',
  '{"version": 2, "required": {}}',
  'at /version (line 1, column 2): expected 1',
);
expectBroken(
  'a section that is a text',
  `{"required": "${token}"}`,
  'at /required (line 1, column 2): expected an object',
);
expectBroken(
  'a group that is a text',
  `{"required": {"${token}": "x"}}`,
  'at /required/* (line 1, column 15): expected an object',
);
expectBroken(
  'a secret that is a text',
  schemaOf({ ACME_KEY: token as unknown as object }),
  at('', 'an object'),
);
expectBroken(
  'a misspelt section',
  `{"required": {}, "${token}": {"A": {}}}`,
  'at /* (line 1, column 18): expected only "required" and "optional" to hold secrets',
);
expectBroken(
  'a name that is a token',
  schemaOf({ [`${token}-x`]: {} }),
  `at /required/app/* (line 1, column 21): expected the name of an environment variable (letters, digits and _)`,
);
expectBroken(
  'a wrong format below a name that is a token',
  schemaOf({ [token]: { format: 1 } }),
  `at /required/app/*/format (line 1, column 65): expected a text in quotes`,
);

// Values of a wrong kind, or of a kind that there is not.
expectBroken('format', one({ format: [token] }), at('/format', 'a text in quotes'));
expectBroken('format', one({ format: '' }), at('/format', 'a text that is not empty'));
expectBroken('severity', one({ severity: token }), at('/severity', 'one of critical, high, medium, low'));
expectBroken('alphabet', one({ alphabet: 5 }), at('/alphabet', 'a text in quotes'));
expectBroken('max_length', one({ max_length: 1e9 }), at('/max_length', 'a number of at most 32768'));
expectBroken(
  'env',
  one({ env: [`${token} x`] }),
  at('/env/0', 'the name of an environment variable (letters, digits and _)').replace('33', '40'),
);
expectBroken('env', one({ env: ['A_B', 'A_B'] }), at('/env', 'each entry once'));
expectBroken('context', one({ context: [] }), at('/context', 'a list that is not empty'));
expectBroken('revoke', one({ revoke: token }), at('/revoke', 'the address of a page, with https://'));
expectBroken(
  'format and pattern',
  one({ format: token, pattern: token }),
  at('', 'either "format" or "pattern", not both'),
);

// What only the compiler knows.
expectBroken(
  'a class in alphabet',
  one({ format: 'acme-...', alphabet: `a]${token}` }),
  at('/alphabet', 'the inside of a character class, such as A-Za-z0-9_-').replace('33', '53'),
);
expectBroken(
  'too few alphabets',
  one({ format: 'acme-...x...', alphabet: ['a-z'] }),
  at('/alphabet', 'one entry for each "..." of the format').replace('33', '57'),
);
for (const [pattern, expected] of [
  [`(${token}`, 'at character 42: expected a closing parenthesis'],
  [`${token}(?=x)`, 'at character 42: expected (?: or a plain group'],
  [`${token}\\1`, 'at character 41: expected an escape that both engines know'],
  [`^${token}$`, 'at character 1: expected no anchor or bare quantifier here'],
  [`(${token})(x)`, 'expected at most one capturing group'],
  [`(?:${token})*`, 'expected no empty match'],
  [`${token}(?:a{100}){100}`, 'expected repeats that multiply to at most 1000'],
  [`${token}${'[a-z]{1000}'.repeat(30)}`, 'expected at most 20000 characters with every repeat spelled out'],
] as const) {
  broken(`the pattern: ${expected}`, () => {
    assert.throws(
      () => readSchema(Buffer.from(one({ pattern })), FILE),
      (error: Error) => {
        expectNoPiece(error.message);
        return (
          error instanceof KeyfenceError &&
          error.message.endsWith(`/pattern (line 1, column 33): ${expected}`)
        );
      },
    );
  });
}
for (const key of ['checksum', 'structure']) {
  for (const name of [token, 'constructor', 'crc-32', '']) {
    broken(`an unknown ${key} ends it: ${name === token ? 'TOKEN' : name}`, () => {
      assert.throws(
        () => readSchema(Buffer.from(one({ [key]: name })), FILE),
        /ACME_KEY\/[a-z]+ \(line 1, column 33\): expected one of [a-z0-9-]+, /,
      );
    });
  }
}

// The last of two equal keys would win without a word.
const twice = (inner: string) => `{"required": {"a": {${inner}}}}`;
expectBroken(
  'a name twice',
  twice(`"${token}": {}, "${token}": {}`),
  'at /required/a/* (line 1, column 69): expected each name once',
);
expectBroken(
  'a key twice',
  twice('"A_B": {"format": "a", "format": "b"}'),
  'at /required/a/A_B/format (line 1, column 44): expected each name once',
);
expectBroken(
  'a section twice',
  '{"required": {}, "required": {}}',
  'at /required (line 1, column 18): expected each name once',
);
expectBroken(
  'a key twice, once escaped',
  twice('"A_B": {}, "\\u0041_B": {}'),
  'at /required/a/A_B (line 1, column 32): expected each name once',
);
expectBroken(
  'a name that Object has',
  twice('"__proto__": "x"'),
  'at /required/a/* (line 1, column 21): expected an object',
);

broken('a schema under a name that Object has is not lost', () => {
  const [entry] = readSchema(Buffer.from(twice('"__proto__": {"format": "acme-..."}')), FILE);
  assert.is(entry?.patterns.length, 1);
});

broken.run();
