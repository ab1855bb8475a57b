/** The format language: "sk-ant-..." and the richer keys of a record, turned into RE2 source. */
import type { PartLength, PatternRecord } from '../types.js';
import { parseSyntax, SyntaxProblem } from './syntax.js';

const DEFAULT_ALPHABET = 'A-Za-z0-9_-';
const DEFAULT_LENGTH = '16+';
const ELLIPSIS = /\.\.\.|…/;

/** A record that cannot be compiled: `path` is where in the record, `expected` what should stand there. */
export class FormatProblem extends Error {
  readonly path: string;
  readonly expected: string;
  constructor(path: string, expected: string) {
    super(`${path}: ${expected}`);
    this.path = path;
    this.expected = expected;
  }
}

/**
 * RE2 source for a record, or null where it only has a name: no format at all, one without `...`, or one with under three
 * literal bytes.
 * @throws FormatProblem
 */
export function sourceOf(record: PatternRecord): string | null {
  if (record.format !== undefined && record.pattern !== undefined) {
    throw new FormatProblem('/pattern', 'expected either "format" or "pattern", not both');
  }
  if (record.pattern !== undefined) return record.pattern;
  if (record.format === undefined) return null;
  const literals = record.format.split(ELLIPSIS).map((text) => Buffer.from(text, 'utf8').toString('latin1'));
  if (literals.length === 1 || literals.join('').length < 3) return null;
  const parts = literals.length - 1;
  let source = escapeLiteral(literals[0] as string);
  for (let part = 0; part < parts; part++) {
    const alphabet = nth(record.alphabet, part, '/alphabet') ?? DEFAULT_ALPHABET;
    const length = nth(record.length, part, '/length') ?? DEFAULT_LENGTH;
    source += `[${alphabetOf(alphabet)}]${quantifierOf(length)}`;
    source += escapeLiteral(literals[part + 1] as string);
  }
  return source;
}

/** The literal text that a format begins with, as bytes. */
export function prefixOf(format: string): string {
  return Buffer.from(format.split(ELLIPSIS)[0] as string, 'utf8').toString('latin1');
}

function nth<T>(value: T | T[] | undefined, part: number, path: string): T | undefined {
  if (!Array.isArray(value)) return value;
  if (part >= value.length) throw new FormatProblem(path, 'expected one entry for each "..." of the format');
  return value[part];
}

function alphabetOf(text: string): string {
  const inside = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  try {
    const { node } = parseSyntax(`[${inside}]`);
    if (node.kind === 'bytes') return inside;
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
  }
  throw new FormatProblem('/alphabet', 'expected the inside of a character class, such as A-Za-z0-9_-');
}

function quantifierOf(length: PartLength): string {
  const counted = /^(\d{1,4})(?:(\+)|-(\d{1,4}))?$/.exec(String(length));
  if (!counted) throw new FormatProblem('/length', 'expected a length such as 36, "16+" or "20-40"');
  const [, min, open, max] = counted;
  const high = Number(max ?? min);
  if (high > 1000 || Number(min) > high || high === 0) {
    throw new FormatProblem('/length', 'expected a length between 1 and 1000, the smaller first');
  }
  if (open) return `{${min},}`;
  return max ? `{${min},${max}}` : `{${min}}`;
}

function escapeLiteral(text: string): string {
  let escaped = '';
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (code < 0x20 || code > 0x7e) escaped += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (/[A-Za-z0-9_ ]/.test(char)) escaped += char;
    else escaped += `\\${char}`;
  }
  return escaped;
}
