/** The `data` of a Kubernetes Secret in YAML. */
import { BASE64, isBlank, isLineEnd, isQuote } from './byte-classes.js';
import { type Entry, readValue } from './kubernetes-json.js';
import { Run } from './runs.js';

const FURTHEST = 1024 * 1024; // bytes to the beginning or the end of the document
const DASH = 0x2d;
const HASH = 0x23;

/** A line: where it starts and ends, and where its text begins, list marks left out. */
interface Line {
  start: number;
  end: number;
  text: number;
  /** In which column its text begins, and whether a list mark stands before that. */
  column: number;
  isItem: boolean;
}

/**
 * @param kind where the `kind` of the document stands.
 * @param floor where what was read before ends: nothing is read twice.
 * @returns what its `data` holds, and where it ends.
 */
export function readYamlData(bytes: Buffer, kind: number, floor: number): { entries: Entry[]; end: number } {
  const own = lineAround(bytes, kind);
  const entries: Entry[] = [];
  let first = own;
  const isFirst = ({ isItem, column }: Line) => isItem && column === own.column;
  while (!isFirst(first) && first.start > Math.max(floor, kind - FURTHEST)) {
    const line = lineAround(bytes, first.start - 1);
    if (endsDocument(bytes, line, own.column)) break;
    first = line;
  }
  let line: Line | null = first;
  const limit = kind + FURTHEST;
  while (line && line.start < limit) {
    if (line.start > own.start && (endsDocument(bytes, line, own.column) || isNextItem(line, own.column)))
      break;
    const isData: boolean =
      line.column === own.column && bytes.toString('latin1', line.text, line.text + 5) === 'data:';
    line = isData ? readEntries(bytes, line, entries) : lineAfter(bytes, line);
  }
  return { entries, end: line ? Math.min(line.start, limit) : bytes.length };
}

/** The entries below `data:`. @returns the first line that is none of them. */
function readEntries(bytes: Buffer, data: Line, entries: Entry[]): Line | null {
  let line = lineAfter(bytes, data);
  while (line && (isEmpty(bytes, line) || line.column > data.column)) {
    const entry: Line = line;
    line = lineAfter(bytes, entry);
    const found = isEmpty(bytes, entry) ? null : readKey(bytes, entry);
    if (!found) continue;
    const { key, value } = found;
    if (bytes[value] === 0x7c || bytes[value] === 0x3e) {
      const run = new Run();
      while (line && (isEmpty(bytes, line) || line.column > entry.column)) {
        addLine(bytes, line, run);
        line = lineAfter(bytes, line);
      }
      if (run.length > 0) entries.push({ key, value: run });
    } else {
      const run = readScalar(bytes, value, entry.end);
      if (run) entries.push({ key, value: run });
    }
  }
  return line;
}

/** The name before the colon, quotes left out, and where its value begins. */
function readKey(
  bytes: Buffer,
  { text, end }: Line,
): { key: { start: number; end: number }; value: number } | null {
  const colon = bytes.subarray(text, end).indexOf(0x3a);
  if (colon <= 0) return null;
  const isQuoted = isQuote(bytes[text]) && isQuote(bytes[text + colon - 1]);
  let value = text + colon + 1;
  while (value < end && isBlank(bytes[value])) value++;
  const quote = isQuoted ? 1 : 0;
  return { key: { start: text + quote, end: text + colon - quote }, value };
}

function readScalar(bytes: Buffer, from: number, end: number): Run | null {
  const start = isQuote(bytes[from]) ? from + 1 : from;
  let stop = start;
  while (stop < end && (BASE64[bytes[stop] as number] || bytes[stop] === 0x3d)) stop++;
  const after = bytes[stop];
  const isWhole = stop === end || isQuote(after) || isBlank(after) || isLineEnd(after);
  return isWhole ? readValue(bytes, start, stop) : null;
}

function addLine(bytes: Buffer, { text, end }: Line, run: Run): void {
  let stop = text;
  while (stop < end && BASE64[bytes[stop] as number]) stop++;
  if (stop > text) run.add(text, stop);
}

function isEmpty(bytes: Buffer, { text, end }: Line): boolean {
  return text === end || bytes[text] === HASH;
}

function endsDocument(bytes: Buffer, line: Line, column: number): boolean {
  const mark = bytes.toString('latin1', line.start, line.start + 3);
  return mark === '---' || mark === '...' || (!isEmpty(bytes, line) && line.column < column);
}

function isNextItem(line: Line, column: number): boolean {
  return line.isItem && line.column <= column;
}

function lineAfter(bytes: Buffer, { end }: Line): Line | null {
  const newline = bytes.indexOf(0x0a, end);
  return newline < 0 || newline + 1 >= bytes.length ? null : lineAround(bytes, newline + 1);
}

function lineAround(bytes: Buffer, at: number): Line {
  let start = at;
  while (start > 0 && bytes[start - 1] !== 0x0a) start--;
  const newline = bytes.indexOf(0x0a, at);
  let end = newline < 0 ? bytes.length : newline;
  if (bytes[end - 1] === 0x0d && end > start) end--;
  let text = start;
  let isItem = false;
  while (text < end && (isBlank(bytes[text]) || (bytes[text] === DASH && isBlank(bytes[text + 1])))) {
    if (bytes[text] === DASH) isItem = true;
    text++;
  }
  return { start, end, text, column: text - start, isItem };
}
