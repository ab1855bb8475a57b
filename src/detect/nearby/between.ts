/** Whether a provider's name and a value behind it belong together, as far as the text between them tells. */

import type { ByteRange, ByteString } from '../../types.js';
import { isBlank, isLineEnd } from '../assignment/bytes.js';

const FARTHEST = 80; // bytes
const FARTHEST_OF_URL = 200; // the rest of the URL and the headers sent with it
const MOST_LINES = 3;
/** The end of a statement, of a block, of a paragraph that leads on to nothing; the beginning of a section. */
const ENDS = /;\s{0,8}[\r\n]|\}\s{0,8}[,;)\]}\r\n]|[^:\s][ \t]{0,8}\r?\n[ \t]{0,8}\r?\n|\n\[/;
/** A line that is a comment, or names what follows: `# Datadog`, `[datadog]`, `datadog:`, `"name": "Datadog",`. */
const COMMENT = /^\s{0,80}(?:#|\/\/|--|\/?\*|;|<!--|%|"""|'''|REM |rem )/;
const SECTION =
  /^\s{0,80}(?:\[[^\]]{1,80}\]|<[\w:-]{1,30}>[^<>]{1,80}<\/[\w:-]{1,30}>|[\w"' .-]{1,60}:|\W{0,8}(?:name|provider|service|type|vendor|source|platform|id)["']?\s{0,4}[:=]\s{0,4}["'\w][^=]{0,60})\s{0,8},?\s{0,8}$/i;
/** What a line ends with that goes on in the next one, deeper. */
const OPENERS = ':{([,=>\\|';

/** Whether the name at `[start, end)` stands in the host of a URL. */
export function isInUrl(text: ByteString, start: number): boolean {
  let at = start;
  while (
    at > 0 &&
    start - at < 64 &&
    text.charCodeAt(at - 1) > 32 &&
    !'"\'`<>()'.includes(text.charAt(at - 1))
  )
    at--;
  const host = text.slice(at, start).lastIndexOf('://');
  return host >= 0 && !text.slice(at + host + 3, start).includes('/');
}

/** @param word the place of the name. @param value where the value starts. */
export function belongTogether(text: ByteString, word: ByteRange, value: number): boolean {
  const between = text.slice(word.end, value);
  const farthest = isInUrl(text, word.start) ? FARTHEST_OF_URL : FARTHEST;
  if (between.length > farthest || ENDS.test(between)) return false;
  const lines = between.split('\n');
  if (lines.length === 1) return true;
  if (lines.slice(0, -1).every((line) => /\\\r?$/.test(line))) return true; // one command
  if (lines.length - 1 > MOST_LINES) return false;
  return isBelow(text, word, value, lines.slice(1, -1));
}

/** Whether the value's line is below the name's: deeper, after a line that goes on; or as deep, after one that is a heading. */
function isBelow(text: ByteString, word: ByteRange, value: number, between: readonly ByteString[]): boolean {
  const wordLine = lineAround(text, word.start);
  const own = indentOf(lineAround(text, value));
  const indent = indentOf(wordLine);
  if (own > indent) return OPENERS.includes(wordLine.trimEnd().slice(-1) || ' ') || COMMENT.test(wordLine);
  // A block that has begun and ended in between is another one.
  if (between.some((line) => indentOf(line) > own)) return false;
  return own === indent && (COMMENT.test(wordLine) || SECTION.test(wordLine));
}

function lineAround(text: ByteString, at: number): ByteString {
  let start = at;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  let end = at;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

function indentOf(line: ByteString): number {
  let at = 0;
  while (isBlank(line.charCodeAt(at))) at++;
  return at;
}
