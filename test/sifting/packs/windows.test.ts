import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { windowsOf } from '../../../src/sifting/packs/windows.js';

const test = suite('windows around what is new');

const LINE = 'a line of words and more words\n'; // 31 bytes

function text(...parts: string[]): Buffer {
  return Buffer.from(parts.join(''), 'latin1');
}

test('a text without changes has no windows', () => {
  assert.equal(windowsOf(text(LINE.repeat(100)), []), []);
});

test('a short text is one window, wherever it changes', () => {
  const short = text(LINE.repeat(3));
  for (const at of [0, 1, 2, 31, 92, 93]) {
    assert.equal(windowsOf(short, [at, at]), [{ start: 0, end: 93 }], `at ${at}`);
  }
  assert.equal(windowsOf(text(''), [0, 0]), [{ start: 0, end: 0 }]);
  assert.equal(windowsOf(text('\n'), [1, 1]), [{ start: 0, end: 1 }]);
  assert.equal(windowsOf(text('\n\n'), [1, 1]), [{ start: 0, end: 2 }]);
});

test('a window has whole lines, and more than a name and its value need on both sides', () => {
  const long = text(LINE.repeat(1000));
  const at = 15_000;
  const [window, ...others] = windowsOf(long, [at, at + 5]);
  assert.equal(others, []);
  assert.ok(window && at - window.start >= 640 && window.end - (at + 5) >= 640);
  assert.ok(window.end - window.start < 2500);
  assert.is(window.start % LINE.length, 0);
  assert.is(window.end % LINE.length, 0);
});

test('changes far from one another have windows of their own, near ones share theirs', () => {
  const long = text(LINE.repeat(1000));
  assert.is(windowsOf(long, [1000, 1000, 30_000, 30_010]).length, 2);
  assert.is(windowsOf(long, [15_000, 15_000, 16_000, 16_000]).length, 1);
  const near = windowsOf(long, [10_000, 10_000, 11_300, 11_300]);
  assert.is(near.length, 1, 'they touch');
});

test('a line without end is a window of its own length, as far as one piece sees of another', () => {
  const line = text('x = 1;'.repeat(100_000));
  const [window] = windowsOf(line, [300_000, 300_000]);
  assert.equal(window, { start: 300_000 - 256 * 1024, end: 300_000 + 256 * 1024 });
});

test('rows of base64, of numbers and of bytes are followed to their ends', () => {
  for (const row of [
    `${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2'}\n`,
    `  "${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2'}\\n" +\n`,
    '  0x2d, 0x2d, 0x2d, 0x42, 0x45, 0x47,\n',
    '  45, 45, 45, 66, 69, 71,\n',
  ]) {
    const rows = row.repeat(200);
    const start = LINE.length * 500;
    const whole = text(LINE.repeat(500), rows, LINE.repeat(500));
    const middle = start + row.length * 100;
    const [window] = windowsOf(whole, [middle, middle]);
    assert.ok(window && window.start <= start && window.end >= start + rows.length, row);
  }
});

test.run();
