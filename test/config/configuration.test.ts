/** What a `.keyfence.json` may say, and what is said of a broken one: place and what was expected, never its text. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfiguration, readPlaced } from '../../src/config/configuration.js';
import { KEYS } from '../../src/config/form.js';
import { DEFAULT_LIMITS } from '../../src/decode/budget.js';
import { KeyfenceError } from '../../src/errors.js';
import { sample } from '../support/sample.js';
import { TOKEN } from '../support/scanned.js';

const configuration = suite('the configuration');

const read = (text: string | Buffer) => readConfiguration(Buffer.from(text as string));

configuration('no file, an empty one and one that says nothing mean the defaults', () => {
  const defaults = {
    allow: [],
    paths: [],
    skip: [],
    disable: [],
    confidence: null,
    patterns: [],
    schemas: null,
    configModules: null,
    limits: DEFAULT_LIMITS,
  };
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

configuration('decisions are read as they are written', () => {
  const by = { reason: 'r', who: 'A', added: '2026-02-28' };
  const decisions = {
    allow: [
      { fingerprint: 'kf1-abcdefghijklmn27', until: '2026-12-31', ...by },
      { file: 'a/.env', reason: 'r' },
    ],
    paths: [{ path: '/test/**/*.snap.*', ...by }],
    disable: [{ id: 'schema:A_KEY', ...by }],
    confidence: 'high',
  };
  const { allow, paths, disable, confidence } = read(JSON.stringify(decisions));
  assert.equal({ allow, paths, disable, confidence }, decisions);
});

configuration('a file that is named knows where it is named', () => {
  const { patterns, schemas } = read('{\n "patterns": ["ä.json"],\n "schemas": ["b/s.json",\n  "c"]}');
  assert.equal(patterns, [{ path: '\xc3\xa4.json', where: '/patterns/0 (line 2, column 15)' }]);
  assert.equal(schemas, [
    { path: 'b/s.json', where: '/schemas/0 (line 3, column 14)' },
    { path: 'c', where: '/schemas/1 (line 4, column 3)' },
  ]);
});

configuration('every entry has its line', () => {
  const text = '{"allow": [\n{"file": "a", "reason": "r"},\n\n {"file": "b", "reason": "r"}], "paths": []}';
  const { lineOf } = readPlaced(Buffer.from(text));
  assert.equal([['allow', '1'], ['allow', '0'], ['paths'], []].map(lineOf), [4, 2, 4, 1]);
});

configuration('the keys that messages name are those of the JSON Schema', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../patterns/keyfence.schema.json', import.meta.url), 'utf8'),
  );
  const { allowEntry, pathRule, skipEntry, disabledPattern, limits } = schema.$defs;
  assert.equal(KEYS[''], Object.keys(schema.properties));
  assert.equal(KEYS.allow, Object.keys(allowEntry.properties));
  assert.equal(KEYS.paths, Object.keys(pathRule.properties));
  assert.equal(KEYS.skip, Object.keys(skipEntry.properties));
  assert.equal(KEYS.disable, Object.keys(disabledPattern.properties));
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

const top =
  'expected one of $schema, allow, paths, skip, confidence, disable, patterns, schemas, configModules, limits';
expectBroken('an unknown key', `{"${token}": 1}`, `at /* (line 1, column 2): ${top}`);
expectBroken('a mistyped key', '{\n  "skips": []\n}', `at /* (line 2, column 3): ${top}; did you mean skip?`);
expectBroken('a key of a later version', '{"later": []}', `at /* (line 1, column 2): ${top}`);
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

const list = (key: string, entry: object) => JSON.stringify({ [key]: [entry] });
const fingerprint = 'a fingerprint as reports show it: kf1- and 16 letters or digits';
for (const wrong of [token, 'kf1-abcdefghijklmn2', 'kf1-abcdefghijklmn20', 'KF1-abcdefghijklmn27']) {
  expectBroken(
    `the fingerprint ${wrong === token ? 'TOKEN' : wrong}`,
    list('allow', { fingerprint: wrong, reason: 'r' }),
    `at /allow/0/fingerprint (line 1, column 12): expected ${fingerprint}`,
  );
}
const either = 'at /allow/0 (line 1, column 11): expected either "fingerprint" or "file"';
expectBroken('an entry about nothing', list('allow', { reason: 'r' }), either);
expectBroken(
  'an entry about two things',
  list('allow', { fingerprint: 'kf1-abcdefghijklmn27', file: 'a', reason: 'r' }),
  either,
);
expectBroken(
  'an entry without a reason',
  list('allow', { file: 'a' }),
  'at /allow/0 (line 1, column 11): expected the key "reason"',
);
expectBroken(
  'a day that is none',
  list('allow', { file: 'a', reason: 'r', until: token }),
  'at /allow/0/until (line 1, column 36): expected a day such as 2026-10-01',
);
for (const [path, expected] of [
  ['', 'files in the syntax of .gitignore, without ! or # before them'],
  [' ', 'files in the syntax of .gitignore, without ! or # before them'],
  ['!a', 'files in the syntax of .gitignore, without ! or # before them'],
  ['#a', 'files in the syntax of .gitignore, without ! or # before them'],
  ['a\nb', 'files in the syntax of .gitignore, without ! or # before them'],
  ['*/*/*/*/*', 'at most 4 times * in a rule'],
  ['a*b*c*d', 'at most 2 times * in one name'],
  ['a'.repeat(1001), 'at most 1000 bytes'],
] as const) {
  expectBroken(
    `the rule ${JSON.stringify(path).slice(0, 20)}`,
    list('paths', { path, reason: 'r' }),
    `at /paths/0/path (line 1, column 12): expected ${expected}`,
  );
}
expectBroken(
  'a rule without a reason',
  list('paths', { path: 'a' }),
  'at /paths/0 (line 1, column 11): expected the key "reason"',
);
expectBroken(
  'the id of a pattern that can be none',
  list('disable', { id: 'a b', reason: 'r' }),
  'at /disable/0/id (line 1, column 14): expected the id of a pattern, as findings name it',
);
expectBroken(
  'a pattern that is switched off for no reason',
  list('disable', { id: 'a' }),
  'at /disable/0 (line 1, column 13): expected the key "reason"',
);
expectBroken(
  'a confidence that is none',
  '{"confidence": "all"}',
  'at /confidence (line 1, column 2): expected one of high, medium, low',
);
for (const path of ['/a', './a', 'a/../b', '..', 'a/.', 'a/', '']) {
  expectBroken(
    `the file ${JSON.stringify(path)}`,
    JSON.stringify({ patterns: [path] }),
    'at /patterns/0 (line 1, column 14): expected a file by its path from the top level, without . or .. in it',
  );
}
expectBroken(
  'no schemas at all',
  '{"schemas": []}',
  'at /schemas (line 1, column 2): expected a list that is not empty',
);

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
