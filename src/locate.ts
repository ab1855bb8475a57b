/** Byte offsets into lines and columns. */

export interface Position {
  /** 1-based. */
  line: number;
  /** 1-based, in bytes. */
  column: number;
}

const NEWLINE = 0x0a;

/** @returns a function from a byte offset to its position; ascending offsets cost one pass over the bytes in all. */
export function createLocator(bytes: Buffer): (offset: number) => Position {
  let line = 1;
  let lineStart = 0;
  let newline = bytes.indexOf(NEWLINE);
  return (offset) => {
    if (offset < lineStart) {
      line = 1;
      lineStart = 0;
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
