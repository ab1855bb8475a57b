/** The lines of a template that assign something, each with the offsets of its value: for changing one and no other byte. */
import { splitLines } from '../../install/block.js';
import type { ByteString } from '../../types.js';

export interface AssignedLine {
  name: string;
  /** 1-based. */
  line: number;
  /** The value as it is written, with its quotes: byte offsets in the text. */
  start: number;
  end: number;
  /** Whether the value ends on its line as far as can be seen: no quote is left open. */
  isWhole: boolean;
}

const ASSIGNMENT = /^[ \t]*(?:#[ \t]?)?(?:export[ \t]+)?([A-Za-z_]\w{0,199})[ \t]*=[ \t]*/;

/** In their order; the first of a name is not the one that counts for programs, the last one is. */
export function assignedLines(text: ByteString): AssignedLine[] {
  return splitLines(text).flatMap((line, position) => {
    const found = ASSIGNMENT.exec(line.text);
    if (found === null) return [];
    const start = line.start + found[0].length;
    const rest = line.text.slice(found[0].length);
    const length = lengthOfValue(rest);
    const isWhole = length !== null;
    return [
      { name: found[1] as string, line: position + 1, start, end: start + (length ?? rest.length), isWhole },
    ];
  });
}

/** Null for a quote that does not end here. */
function lengthOfValue(rest: ByteString): number | null {
  const quote = rest.charAt(0);
  if (quote === '"' || quote === "'" || quote === '`') {
    const end = rest.indexOf(quote, 1);
    return end < 0 || rest.slice(1, end).includes('\\') ? null : end + 1;
  }
  const comment = rest.search(/[ \t]#/);
  return rest.slice(0, comment < 0 ? rest.length : comment).trimEnd().length;
}
