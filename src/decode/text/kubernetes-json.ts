/** The `data` of a Kubernetes Secret in JSON. */
import type { ByteRange } from '../../types.js';
import { BASE64, isBlank, isLineEnd } from './byte-classes.js';
import { Run } from './runs.js';

/** A key, and its value's characters without padding. */
export interface Entry {
  key: ByteRange;
  value: Run;
}

const FURTHEST = 1024 * 1024; // bytes to the beginning or the end of the object
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/**
 * @param kind where the `kind` of the object stands.
 * @param floor where what was read before ends: nothing is read twice.
 * @returns what its `data` holds, and where the object ends.
 */
export function readJsonData(bytes: Buffer, kind: number, floor: number): { entries: Entry[]; end: number } {
  const open = openingOf(bytes, kind, Math.max(floor, kind - FURTHEST));
  if (open < 0) return { entries: [], end: kind };
  const entries: Entry[] = [];
  const limit = Math.min(bytes.length, kind + FURTHEST);
  let depth = 0;
  let at = open;
  for (; at < limit; at++) {
    const byte = bytes[at];
    if (byte === OPEN) depth++;
    else if (byte === CLOSE && --depth === 0) break;
    else if (byte === QUOTE) {
      const end = stringEnd(bytes, at, limit);
      if (depth === 1 && bytes.toString('latin1', at, end) === '"data"') {
        const data = skipSpace(bytes, end, limit, COLON);
        if (bytes[data] === OPEN) at = readPairs(bytes, data + 1, { limit, entries }) - 1;
        else at = end - 1;
      } else at = end - 1;
    }
  }
  return { entries, end: at };
}

const COLON = 0x3a;
const COMMA = 0x2c;

/** The `{` of the object in which `kind` stands; -1 where there is none in sight. */
function openingOf(bytes: Buffer, kind: number, floor: number): number {
  let depth = 0;
  for (let at = kind - 1; at >= floor; at--) {
    if (bytes[at] === CLOSE) depth++;
    else if (bytes[at] === OPEN && depth-- === 0) return at;
  }
  return -1;
}

/** `"key": "value"` up to the closing brace, which is where it returns to. */
function readPairs(
  bytes: Buffer,
  from: number,
  { limit, entries }: { limit: number; entries: Entry[] },
): number {
  let at = skipSpace(bytes, from, limit, COMMA);
  while (bytes[at] === QUOTE) {
    const keyEnd = stringEnd(bytes, at, limit);
    const value = skipSpace(bytes, keyEnd, limit, COLON);
    if (bytes[value] !== QUOTE) return value;
    const valueEnd = stringEnd(bytes, value, limit);
    const run = readValue(bytes, value + 1, valueEnd - 1);
    if (run) entries.push({ key: { start: at + 1, end: keyEnd - 1 }, value: run });
    at = skipSpace(bytes, valueEnd, limit, COMMA);
  }
  return at;
}

/** The base64 characters of a value; null where it is none. */
export function readValue(bytes: Buffer, start: number, end: number): Run | null {
  let stop = end;
  while (stop > start && bytes[stop - 1] === 0x3d) stop--;
  for (let at = start; at < stop; at++) if (!BASE64[bytes[at] as number]) return null;
  if (stop <= start) return null;
  const run = new Run();
  run.add(start, stop);
  return run;
}

/** Behind the closing quote of the string that begins at `at`. */
function stringEnd(bytes: Buffer, at: number, limit: number): number {
  let end = at + 1;
  while (end < limit && bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
  return Math.min(limit, end + 1);
}

/** Behind blanks, line ends and the sign, if it stands there. */
function skipSpace(bytes: Buffer, from: number, limit: number, sign: number): number {
  let at = from;
  while (at < limit && (isBlank(bytes[at]) || isLineEnd(bytes[at]) || bytes[at] === sign)) at++;
  return at;
}
