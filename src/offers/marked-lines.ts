/** Puts lines into the marked block of a file that belongs to the project; every other line stays as it is. */
import { CLOSING_LINE, insertBlock, OPENING_LINE, separateBlocks, splitLines } from '../install/block.js';
import type { ByteString } from '../types.js';

/**
 * Adds to the block that is there, or makes one at the end.
 * @param before null where there is no file.
 * @returns null where the marker lines of the file do not pair up, or stand there more than once.
 */
export function withMarkedLines(before: ByteString | null, lines: readonly ByteString[]): ByteString | null {
  const text = before ?? '';
  const parts = separateBlocks(text);
  if (parts === null || parts.blocks.length > 1) return null;
  const [block] = parts.blocks;
  const old = block === undefined ? [] : splitLines(block).map((line) => line.text);
  const inside = old.filter((line) => ![OPENING_LINE, CLOSING_LINE].includes(line.trim()));
  const at = block === undefined ? parts.foreign.length : text.indexOf(block);
  return insertBlock(parts.foreign, {
    at: Math.min(at, parts.foreign.length),
    lines: [OPENING_LINE, ...inside, ...lines, CLOSING_LINE],
    lineEnd: lineEndOf(text),
  });
}

/** The line end of the first line. */
function lineEndOf(text: ByteString): '\n' | '\r\n' {
  return text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}
