import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  CLOSING_LINE,
  insertBlock,
  OPENING_LINE,
  separateBlocks,
  splitLines,
} from '../../src/install/block.js';

const block = suite('marked block');
const BLOCK = [OPENING_LINE, 'ours', CLOSING_LINE];

// Bytes that make and break lines more often than chance would.
const bytes = fc
  .array(
    fc.oneof(fc.constantFrom('\n', '\r\n', '\r', '#', ' ', '\t', '\0', '\xe9'), fc.string({ maxLength: 4 })),
  )
  .map((parts) => Buffer.from(parts.join(''), 'utf8').toString('latin1'));

block('comes out again without a trace, wherever it was put and whatever stands around it', () => {
  fc.assert(
    fc.property(bytes, fc.nat(), fc.constantFrom('\n' as const, '\r\n' as const), (text, seed, lineEnd) => {
      const places = [...splitLines(text).map((line) => line.start), text.length];
      const at = places[seed % places.length] ?? 0;
      const result = insertBlock(text, { at, lines: BLOCK, lineEnd });
      assert.is(separateBlocks(result)?.foreign, text);
      assert.is(separateBlocks(result)?.blocks.length, 1);
    }),
  );
});

block('two blocks are found in order, indented or not', () => {
  const first = insertBlock('a\n', {
    at: 0,
    lines: ['  # >>> keyfence >>>', 'x', '  # <<< keyfence <<<'],
    lineEnd: '\n',
  });
  const text = insertBlock(first, { at: first.length, lines: BLOCK, lineEnd: '\n' });
  const parts = separateBlocks(text);
  assert.is(parts?.foreign, 'a\n');
  assert.equal(
    parts?.blocks.map((found) => found.split('\n')[1]),
    ['x', 'ours'],
  );
});

for (const [title, lines] of [
  ['an opening line alone', [OPENING_LINE, 'x']],
  ['a closing line alone', ['x', CLOSING_LINE]],
  ['two opening lines', [OPENING_LINE, OPENING_LINE, CLOSING_LINE]],
  ['the wrong order', [CLOSING_LINE, OPENING_LINE]],
] as const) {
  block(`${title} is not guessed at`, () => assert.is(separateBlocks(lines.join('\n')), null));
}

block.run();
