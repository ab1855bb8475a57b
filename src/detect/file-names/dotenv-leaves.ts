/** Reads a `.env` file strictly: every line is blank, a comment, or an assignment. */

import type { ByteString } from '../../types.js';
import type { Leaf } from './literal-values.js';
import { splitLines } from './subject.js';

const ASSIGNMENT = /^(?:export\s+)?([A-Za-z_][\w.-]{0,200})\s*=(.*)$/;
/** An assignment that was commented out; it is in the file all the same. */
const COMMENTED_ASSIGNMENT = /^#+\s?([A-Z][A-Z0-9_]{2,200})=(.*)$/;

/** Every variable with its value, in file order; null where a line cannot be read or a quote never ends. */
export function readDotenvLeaves(text: ByteString): Leaf[] | null {
  const lines = splitLines(text);
  const leaves: Leaf[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!.trim();
    if (line === '') continue;
    if (line.startsWith('#')) {
      const commented = COMMENTED_ASSIGNMENT.exec(line);
      if (commented !== null) leaves.push({ name: commented[1]!, value: readPlain(commented[2]!), top: '' });
      continue;
    }
    const assignment = ASSIGNMENT.exec(line);
    if (assignment === null) return null;
    const [, name, rest] = assignment as unknown as [string, string, string];
    const raw = rest.trimStart();
    const quote = raw[0];
    if (quote !== '"' && quote !== "'" && quote !== '`') {
      leaves.push({ name, value: readPlain(raw), top: '' });
      continue;
    }
    const quoted = readQuoted(lines, index, raw.slice(1), quote);
    if (quoted === null) return null;
    leaves.push({ name, value: quoted.value, top: '' });
    index = quoted.last;
  }
  return leaves;
}

function readPlain(raw: string): string {
  const comment = raw.startsWith('#') ? 0 : raw.indexOf(' #');
  const value = (comment < 0 ? raw : raw.slice(0, comment)).trim();
  const quoted = value.length > 1 && (value[0] === '"' || value[0] === "'") && value.endsWith(value[0]);
  return quoted ? value.slice(1, -1) : value;
}

/** A quoted value may go on over several lines. A backslash keeps the quote behind it inside. */
function readQuoted(
  lines: readonly string[],
  from: number,
  first: string,
  quote: string,
): { value: string; last: number } | null {
  const parts: string[] = [];
  for (let last = from; last < lines.length; last++) {
    const line = last === from ? first : lines[last]!;
    const end = closingQuote(line, quote);
    if (end < 0) {
      parts.push(line);
      continue;
    }
    const after = line.slice(end + 1).trim();
    if (after !== '' && !after.startsWith('#')) return null;
    parts.push(line.slice(0, end));
    return { value: parts.join('\n'), last };
  }
  return null;
}

function closingQuote(line: string, quote: string): number {
  for (let index = 0; index < line.length; index++) {
    if (line[index] === '\\') index += 1;
    else if (line[index] === quote) return index;
  }
  return -1;
}
