/** An entry written into a configuration: the file's own layout is kept, byte for byte. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfiguration } from '../../src/config/configuration.js';
import { withEntry } from '../../src/config/write-entry.js';

const writing = suite('writing an entry');

const ENTRY = { path: 'a', reason: 'r' };

function expectWritten(title: string, before: string | null, after: string, entry = ENTRY): void {
  writing(title, () => {
    const written = withEntry(before === null ? null : Buffer.from(before), 'skip', entry);
    assert.is(written.toString('utf8'), after);
    assert.equal(
      readConfiguration(written).skip.filter(({ path }) => path === entry.path),
      [entry],
    );
    assert.equal(withEntry(written, 'skip', entry), written, 'written twice');
  });
}

const LINES = '{\n      "path": "a",\n      "reason": "r"\n    }';
expectWritten(
  'no file yet',
  null,
  `{\n  "$schema": "./node_modules/keyfence/patterns/keyfence.schema.json",\n  "skip": [\n    ${LINES}\n  ]\n}\n`,
);
expectWritten('an empty object', '{}', `{\n  "skip": [\n    ${LINES}\n  ]\n}`);
expectWritten(
  'a file in which everything has a line of its own',
  '{\n  "limits": { "depth":3 }\n}\n',
  `{\n  "limits": { "depth":3 },\n  "skip": [\n    ${LINES}\n  ]\n}\n`,
);
expectWritten(
  'an empty list',
  '{\n  "skip": [],\n  "limits": { "depth":3 }\n}\n',
  `{\n  "skip": [\n    ${LINES}\n  ],\n  "limits": { "depth":3 }\n}\n`,
);
expectWritten(
  'entries of one line each',
  '{\n  "skip": [\n    {"reason":"x", "path":"x"}\n  ]\n}\n',
  '{\n  "skip": [\n    {"reason":"x", "path":"x"},\n    { "path": "a", "reason": "r" }\n  ]\n}\n',
);
expectWritten(
  'entries of several lines, before other keys',
  '{\n  "skip": [\n    {\n      "path": "x",\n      "reason": "x"\n    }\n  ],\n  "limits": {}\n}\n',
  `{\n  "skip": [\n    {\n      "path": "x",\n      "reason": "x"\n    },\n    ${LINES}\n  ],\n  "limits": {}\n}\n`,
);
expectWritten(
  'everything on one line',
  '{"skip": [{"path":"x","reason":"x"}], "limits":{}}',
  '{"skip": [{"path":"x","reason":"x"}, { "path": "a", "reason": "r" }], "limits":{}}',
);
expectWritten(
  'other keys on one line',
  '{"limits":{"depth":3}}',
  '{"limits":{"depth":3}, "skip": [{ "path": "a", "reason": "r" }]}',
);
expectWritten(
  'tabs, CRLF and a byte order mark',
  '\ufeff{\r\n\t"limits": {}\r\n}\r\n',
  '\ufeff{\r\n\t"limits": {},\r\n\t"skip": [\r\n\t\t{\r\n\t\t\t"path": "a",\r\n\t\t\t"reason": "r"\r\n\t\t}\r\n\t]\r\n}\r\n',
);
expectWritten(
  'the same path again: its reason is replaced, in its place',
  '{"skip": [\n {"reason":  "old","path":"a"} , {"path":"b","reason":"b"}]}',
  '{"skip": [\n {"reason":  "r","path":"a"} , {"path":"b","reason":"b"}]}',
);
expectWritten(
  'the same path again: who and when are added beside it',
  '{\n  "skip": [\n    {\n      "path": "a",\n      "reason": "old"\n    }\n  ]\n}\n',
  '{\n  "skip": [\n    {\n      "path": "a",\n      "reason": "r",\n      "who": "W",\n      "added": "2026-01-02"\n    }\n  ]\n}\n',
  { ...ENTRY, who: 'W', added: '2026-01-02' } as typeof ENTRY,
);
expectWritten(
  'the same path again, by nobody that is known: it is not left in the name of who said it before',
  '{"skip": [{"path": "a", "reason": "old", "who": "W"}]}',
  '{"skip": [{"path": "a", "reason": "r"}]}',
);
expectWritten(
  'what JSON must escape',
  '{}',
  '{\n  "skip": [\n    {\n      "path": "a\\"\\\\",\n      "reason": "\\n\u202e…"\n    }\n  ]\n}',
  { path: 'a"\\', reason: '\n\u202e…' },
);

const FINGERPRINT = 'kf1-abcdefghijklmn27';

writing('a fingerprint and a file are two things', () => {
  const first = withEntry(null, 'allow', { fingerprint: FINGERPRINT, reason: 'r' });
  const both = withEntry(first, 'allow', { file: FINGERPRINT, reason: 's' });
  assert.equal(readConfiguration(both).allow, [
    { fingerprint: FINGERPRINT, reason: 'r' },
    { file: FINGERPRINT, reason: 's' },
  ]);
});

writing('a decision that is made anew leaves nothing of the old one but its place', () => {
  const text =
    '{"allow": [{"until": "2026-01-01", "fingerprint": "kf1-abcdefghijklmn27", "reason": "old", "who": "W"}]}';
  assert.is(
    withEntry(Buffer.from(text), 'allow', { fingerprint: FINGERPRINT, reason: 'new' }).toString(),
    '{"allow": [{"fingerprint": "kf1-abcdefghijklmn27", "reason": "new"}]}',
  );
});

writing('each list is added beside the others', () => {
  const allowed = withEntry(Buffer.from('{\n  "skip": []\n}\n'), 'paths', ENTRY);
  assert.is(allowed.toString(), `{\n  "skip": [],\n  "paths": [\n    ${LINES}\n  ]\n}\n`);
  const disabled = withEntry(allowed, 'disable', { id: 'x', reason: 'r' });
  assert.equal(readConfiguration(disabled).disable, [{ id: 'x', reason: 'r' }]);
});

writing('a broken file is refused', () => {
  assert.throws(() => withEntry(Buffer.from('{"skip": {}}'), 'skip', ENTRY), 'expected a list');
});

writing.run();
