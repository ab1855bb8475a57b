/** Data of a foreign file, looked at without trusting its shape. */
import { type ParseError, parse as parseJson } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { KeyfenceError } from '../errors.js';
import type { ByteString } from '../types.js';

export type Table = Record<string, unknown>;

const DEEPEST = 64; // levels
const REMEDY = 'mend the file, or leave it out; nothing was carried over';

/** @throws KeyfenceError that names the line, and never its text. */
export function readToml(text: Buffer, file: string): Table {
  try {
    return parseToml(text.toString('utf8'), { maxDepth: DEEPEST }) as Table;
  } catch (error) {
    const { line } = error as { line?: unknown };
    const place = typeof line === 'number' ? `line ${line}: ` : '';
    throw new KeyfenceError(`${file}: ${place}expected valid TOML`, REMEDY);
  }
}

/** JSON, in which comments may stand. @throws KeyfenceError */
export function readLooseJson(text: Buffer, file: string): Table {
  const errors: ParseError[] = [];
  let data: unknown;
  try {
    data = parseJson(text.toString('utf8').replace(/^\ufeff/, ''), errors, { allowTrailingComma: true });
  } catch {
    data = null; // too deep for the parser
  }
  if (errors.length === 0 && isTable(data)) return data;
  throw new KeyfenceError(`${file}: expected a valid JSON object`, REMEDY);
}

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

export function tableOf(value: unknown): Table {
  return isTable(value) ? value : {};
}

/** The tables of a list; of one table that stands alone, that one. */
export function tablesOf(value: unknown): Table[] {
  if (isTable(value)) return [value];
  return Array.isArray(value) ? value.filter(isTable) : [];
}

/** The texts of a list; of one text that stands alone, that one. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A path of a foreign file as keyfence has it: from the top level, as bytes. */
export function pathOf(path: string): ByteString {
  const slashed = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  return Buffer.from(slashed, 'utf8').toString('latin1');
}

/** The lines of a text, without what ends them. */
export function linesOf(text: Buffer): ByteString[] {
  return text
    .toString('latin1')
    .split('\n')
    .map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
