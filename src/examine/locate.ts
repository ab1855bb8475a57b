/** Byte offsets into lines and columns. */

export interface Position {
  /** 1-based. */
  line: number;
  /** 1-based, in bytes. */
  column: number;
}

const NEWLINE = 0x0a;

export const BEGINNING: Position = { line: 1, column: 1 };

/**
 * @param at where `bytes` begins, for a piece of a longer text.
 * @returns a function from a byte offset to its position; ascending offsets cost one pass over the bytes in all.
 */
export function createLocator(bytes: Buffer, at: Position = BEGINNING): (offset: number) => Position {
  let { line } = at;
  let lineStart = 1 - at.column;
  let newline = bytes.indexOf(NEWLINE);
  return (offset) => {
    if (offset < lineStart) {
      line = at.line;
      lineStart = 1 - at.column;
      newline = bytes.indexOf(NEWLINE);
    }
    while (newline >= 0 && newline < offset) {
      line++;
      lineStart = newline + 1;
      newline = bytes.indexOf(NEWLINE, lineStart);
    }
    return { line, column: offset - lineStart + 1 };
  };
}
