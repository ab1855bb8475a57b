/** The file of the baseline: what is read as one, what is refused, and what a new version of it keeps. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readBaseline } from '../../src/config/baseline-file.js';
import { writeBaseline } from '../../src/config/write-baseline.js';

const baseline = suite('.keyfence-baseline');

const [a, b, c] = ['a', 'b', 'c'].map((letter) => `kf1-${letter.repeat(16)}`) as [string, string, string];

for (const [title, text, expected] of [
  ['nothing', null, []],
  ['an empty file', '', []],
  ['fingerprints, unsorted and twice', `${b}\n${a}\n${b}\n`, [b, a]],
  ['no newline at the end', `${a}\n${b}`, [a, b]],
  ['CRLF', `# x\r\n${a}\r\n\r\n${b}\r\n`, [a, b]],
  ['white space around them', ` ${a}\t\n`, [a]],
  ['comments and blank lines', `# one\n\n${a}\n# kf1-zzzzzzzzzzzzzzzz\n`, [a]],
] as const) {
  baseline(`reads ${title}`, () => {
    assert.equal([...readBaseline(text === null ? null : Buffer.from(text))], [...expected]);
  });
}

for (const [title, line] of [
  ['a conflict', '<<<<<<< HEAD'],
  ['another text', 'hunter2hunter2'],
  ['a fingerprint that is cut', a.slice(0, -1)],
  ['a fingerprint in capitals', a.toUpperCase()],
  ['two on a line', `${a} ${b}`],
] as const) {
  baseline(`refuses ${title}, naming the line and none of its text`, () => {
    try {
      readBaseline(Buffer.from(`# x\n${b}\n${line}\n`));
      assert.unreachable();
    } catch (error) {
      assert.match((error as Error).message, /^\.keyfence-baseline: line 3: expected a fingerprint/);
      assert.not.ok((error as Error).message.includes(line.slice(0, 6)));
    }
  });
}

baseline('writes a header, then each fingerprint once, sorted', () => {
  const lines = writeBaseline(null, [c, a, c, b]).toString().split('\n');
  assert.equal(
    lines.filter((line) => !line.startsWith('#')),
    [a, b, c, ''],
  );
  assert.match(lines[0], /^# keyfence baseline/);
});

baseline(
  'keeps comments: at the top, above a fingerprint and at the end; with an entry its comment goes',
  () => {
    const before = Buffer.from(`# top\n${c}\n# about a\n${a}\n# about b\n${b}\n# end\n`);
    assert.is(writeBaseline(before, [a, c]).toString(), `# top\n# about a\n${a}\n${c}\n# end\n`);
    const again = writeBaseline(before, [a, b, c]);
    assert.ok(
      writeBaseline(again, readBaseline(again)).equals(again),
      'what is written is read and written the same',
    );
  },
);

baseline.run();
