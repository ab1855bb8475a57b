/** What a `.keyfence.json` may say, and what is said of a broken one: place and what was expected, never its text. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfiguration } from '../../src/config/configuration.js';
import { KEYS } from '../../src/config/form.js';
import { DEFAULT_LIMITS } from '../../src/decode/budget.js';
import { KeyfenceError } from '../../src/errors.js';
import { sample } from '../support/sample.js';
import { TOKEN } from '../support/scanned.js';

const configuration = suite('the configuration');

const read = (text: string | Buffer) => readConfiguration(Buffer.from(text as string));

configuration('no file, an empty one and one that says nothing mean the defaults', () => {
  const defaults = { skip: [], limits: DEFAULT_LIMITS };
  assert.equal(readConfiguration(null), defaults);
  for (const text of ['{}', '\ufeff{}\r\n', '{"skip": [], "limits": {}, "$schema": "x"}']) {
    assert.equal(read(text), defaults);
  }
});

configuration('each limit replaces its default and no other', () => {
  for (const key of ['depth', 'entries', 'bytes', 'ratio']) {
    assert.equal(read(JSON.stringify({ limits: { [key]: 7 } })).limits, { ...DEFAULT_LIMITS, [key]: 7 });
  }
});

configuration('a skip entry has a path, a reason, and who decided it when', () => {
  const skip = [
    { path: 'ä/…/', reason: 'r', who: 'A <a@b>', added: '2026-02-28' },
    { path: '...', reason: ' r ' },
    { path: '.a', reason: 'r' },
  ];
  assert.equal(read(JSON.stringify({ skip })).skip, skip);
});

configuration('the keys that messages name are those of the JSON Schema', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../patterns/keyfence.schema.json', import.meta.url), 'utf8'),
  );
  const { skipEntry, limits } = schema.$defs;
  assert.equal(KEYS[''], Object.keys(schema.properties));
  assert.equal(KEYS.skip, Object.keys(skipEntry.properties));
  assert.equal(KEYS.limits, Object.keys(limits.properties));
  assert.equal(Object.keys(limits.properties), Object.keys(DEFAULT_LIMITS));
});

const token = sample(TOKEN);

/** @param words what the message says after the file's name. */
function expectBroken(title: string, text: string | Buffer, words: string): void {
  configuration(`${title}: ${words}`, () => {
    try {
      read(text);
      assert.unreachable('it was read');
    } catch (error) {
      if (!(error instanceof KeyfenceError)) throw error;
      const told = `${error.message} ${error.remedy}`;
      for (let at = 0; at + 6 <= token.length; at++) {
        assert.not.ok(told.includes(token.slice(at, at + 6)), 'a piece of the text');
      }
      assert.is(error.message, `.keyfence.json: ${words}`);
      assert.is(error.remedy, 'mend the configuration, then try again; nothing was done');
    }
  });
}

expectBroken('empty', '', 'line 1, column 1: expected valid JSON');
expectBroken('cut off', `{\n "skip": "${token}`, 'line 2, column 10: expected valid JSON');
expectBroken('a comment', `{\n// ${token}\n}`, 'line 2, column 1: expected valid JSON');
expectBroken('a trailing comma', '{"skip": [], }', 'line 1, column 14: expected valid JSON');
expectBroken('not UTF-8', Buffer.from(`{"\xff${token}": 1}`, 'latin1'), 'expected UTF-8');
expectBroken('UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'expected UTF-8');
expectBroken('huge', ' '.repeat(1024 * 1024 + 1), 'expected at most 1 MB');
expectBroken('deep', '['.repeat(100_000), 'line 1, column 33: expected at most 32 levels');
expectBroken('a list', `["${token}"]`, 'at the top level: expected an object');

const top = 'expected one of $schema, skip, limits';
expectBroken('an unknown key', `{"${token}": 1}`, `at /* (line 1, column 2): ${top}`);
expectBroken('a mistyped key', '{\n  "skips": []\n}', `at /* (line 2, column 3): ${top}; did you mean skip?`);
expectBroken('a key of a later version', '{"allow": []}', `at /* (line 1, column 2): ${top}`);
expectBroken('a key that Object has', '{"__proto__": {}}', `at /* (line 1, column 2): ${top}`);
expectBroken(
  'a key twice',
  '{"skip": [],\n "skip": []}',
  'at /skip (line 2, column 2): expected each name once',
);
expectBroken(
  'an unknown key twice',
  `{"${token}": 1, "${token}": 2}`,
  'at /* (line 1, column 49): expected each name once',
);

const entry = (fields: object) => JSON.stringify({ skip: [{ path: 'a', reason: 'r', ...fields }] });
const inEntry = 'expected one of path, reason, who, added';
expectBroken('skip that is a text', `{"skip": "${token}"}`, 'at /skip (line 1, column 2): expected a list');
expectBroken(
  'an entry that is a text',
  `{"skip": ["${token}"]}`,
  'at /skip/0 (line 1, column 11): expected an object',
);
expectBroken(
  'no reason',
  '{"skip": [{"path": "a"}]}',
  'at /skip/0 (line 1, column 11): expected the key "reason"',
);
expectBroken(
  'no path',
  '{"skip": [{"reason": "a"}]}',
  'at /skip/0 (line 1, column 11): expected the key "path"',
);
expectBroken(
  'a mistyped key of an entry',
  entry({ resaon: token }),
  `at /skip/0/* (line 1, column 35): ${inEntry}; did you mean reason?`,
);
for (const reason of ['', ' ', '\n\t\u00a0']) {
  expectBroken(
    `a reason of ${JSON.stringify(reason)}`,
    entry({ reason }),
    'at /skip/0/reason (line 1, column 22): expected a text that is not blank',
  );
}
for (const path of ['', '/etc', './a', '../a', '.', '..', 'a\0b']) {
  expectBroken(
    `the path ${JSON.stringify(path)}`,
    entry({ path }),
    'at /skip/0/path (line 1, column 11): expected a path relative to the top level, without ./ before it',
  );
}
for (const added of [token, '2026-13-01', '2026-02-32', '01.02.2026', '2026-1-1']) {
  expectBroken(
    `the day ${added === token ? 'TOKEN' : added}`,
    entry({ added }),
    'at /skip/0/added (line 1, column 35): expected a day such as 2026-10-01',
  );
}

const limit = (value: unknown) => `{"limits": {"depth": ${JSON.stringify(value)}}}`;
const atDepth = 'at /limits/depth (line 1, column 13): expected';
expectBroken('a limit of 0', limit(0), `${atDepth} a number of at least 1`);
expectBroken('a limit of -1', limit(-1), `${atDepth} a number of at least 1`);
expectBroken('a limit without end', limit(1e300), `${atDepth} a number of at most 32`);
expectBroken('a limit of 1.5', limit(1.5), `${atDepth} a whole number`);
expectBroken('a limit in quotes', limit(token), `${atDepth} a whole number`);
expectBroken('no limit', limit(null), `${atDepth} a whole number`);
expectBroken(
  'a mistyped limit',
  '{"limits": {"entrys": 5}}',
  'at /limits/* (line 1, column 13): expected one of depth, entries, bytes, ratio; did you mean entries?',
);

configuration.run();
