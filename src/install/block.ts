/**
 * The marked block: the only lines keyfence ever writes into a file of somebody else. Texts here are byte strings, so
 * that foreign bytes come through unchanged, whatever their encoding.
 */
import type { ByteString } from '../types.js';

export const OPENING_LINE = '# >>> keyfence >>>';
export const CLOSING_LINE = '# <<< keyfence <<<';

/** A line of a text; `end` is the offset after its line end, `text` is without it. */
export interface Line {
  text: ByteString;
  start: number;
  end: number;
}

/** A text without its blocks, and the blocks that stood in it, in order. Null where the marker lines do not pair up. */
export function separateBlocks(text: ByteString): { foreign: ByteString; blocks: ByteString[] } | null {
  let foreign = '';
  const blocks: ByteString[] = [];
  let opening: Line | null = null;
  for (const line of splitLines(text)) {
    const marker = line.text.trim();
    if (marker === OPENING_LINE) {
      if (opening) return null;
      opening = line;
    } else if (marker === CLOSING_LINE) {
      if (!opening) return null;
      const block = text.slice(opening.start, line.end);
      blocks.push(block);
      opening = null;
      // A block at the end of a text that had no final line end brought that line end along: see insertBlock.
      if (!block.endsWith('\n')) foreign = foreign.slice(0, block.includes('\r\n') ? -2 : -1);
    } else if (!opening) {
      foreign += text.slice(line.start, line.end);
    }
  }
  return opening ? null : { foreign, blocks };
}

export interface Insertion {
  /** The offset where a line starts, or the end of the text. */
  at: number;
  lines: readonly ByteString[];
  lineEnd: '\n' | '\r\n';
}

/**
 * Puts a block into a text.
 * @throws Error when taking the block out again would not give back the very same bytes.
 */
export function insertBlock(text: ByteString, block: Insertion): ByteString {
  const { lineEnd } = block;
  const lines = block.lines.join(lineEnd);
  const before = text.slice(0, block.at);
  const result =
    before === '' || before.endsWith('\n')
      ? before + lines + lineEnd + text.slice(block.at)
      : before + lineEnd + lines;
  const check = separateBlocks(result);
  if (check?.foreign !== separateBlocks(text)?.foreign)
    throw new Error('the block cannot be taken out again');
  return result;
}

export function splitLines(text: ByteString): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline + 1;
    lines.push({ text: text.slice(start, end).replace(/\r?\n$/, ''), start, end });
    start = end;
  }
  return lines;
}
