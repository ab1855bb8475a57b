/**
 * Reads an env file as `python-dotenv` does (1.2; its values before `${…}` is expanded). Where this differs from what npm's
 * `dotenv` reads, two programs of one project see two values. Written after its parser, in linear time.
 */
import { C_ESCAPES } from '../git/c-escapes.js';

/** Each name with its value; null for a name without `=`. Of a name that stands there twice the last one. */
export function readAsPython(text: string): Map<string, string | null> {
  const values = new Map<string, string | null>();
  const reader = new Reader(text.replace(/\r\n?/g, '\n'));
  while (!reader.isAtEnd()) {
    const binding = readBinding(reader);
    if (binding) values.set(binding.name, binding.value);
  }
  return values;
}

/** Whether `python-dotenv` puts something else in place of a part of the value: `${NAME}`, `${NAME:-default}`. */
export function isExpanded(value: string): boolean {
  return /\$\{[^}:]{0,200}(?::-[^}]{0,2000})?\}/.test(value);
}

/** Thrown where python-dotenv gives up on a line. */
class Unreadable extends Error {}

/** Walks over a text. A byte order mark is no white space to Python, as it is to JavaScript. */
class Reader {
  readonly text: string;
  at = 0;
  constructor(text: string) {
    this.text = text;
  }
  isAtEnd(): boolean {
    return this.at >= this.text.length;
  }
  peek(): string {
    return this.text.charAt(this.at);
  }
  /** What a sticky expression matches here; null where it does not. */
  take(expression: RegExp): string | null {
    expression.lastIndex = this.at;
    const [found] = expression.exec(this.text) ?? [];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }
  line(): string {
    return this.take(/[^\n]*/y) ?? '';
  }
}

function readBinding(reader: Reader): { name: string; value: string | null } | null {
  reader.take(/[^\S\ufeff]*/y);
  if (reader.isAtEnd()) return null;
  try {
    reader.take(/export[^\S\n\ufeff]+/y);
    const name = reader.peek() === '#' ? null : readName(reader);
    reader.take(/[^\S\n\ufeff]*/y);
    const value = reader.take(/=[^\S\n\ufeff]*/y) === null ? null : readValue(reader);
    reader.take(/[^\S\n\ufeff]*/y);
    if (reader.peek() === '#') reader.line();
    if (!reader.isAtEnd() && reader.take(/\n/y) === null) throw new Unreadable();
    return name === null ? null : { name, value };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    reader.line();
    reader.take(/\n/y);
    return null;
  }
}

function readName(reader: Reader): string {
  const quoted = reader.peek() === "'" ? reader.take(/'[^']+'/y) : undefined;
  const name = quoted === undefined ? reader.take(/(?:[^=#\s]|\ufeff)+/y) : quoted?.slice(1, -1);
  if (name === null || name === undefined) throw new Unreadable();
  return name;
}

function readValue(reader: Reader): string {
  switch (reader.peek()) {
    case "'":
      return readQuoted(reader).replace(/\\([\\'])/g, '$1');
    case '"':
      return readQuoted(reader).replace(/\\([\\'"abfnrtv])/g, (_, sign: string) => C_ESCAPES[sign] ?? sign);
    default:
      return withoutComment(reader.line());
  }
}

/** Up to the first quote without a backslash before it; where there is none, up to the last one of all. */
function readQuoted(reader: Reader): string {
  const { text, at } = reader;
  const quote = reader.peek();
  let end = -1;
  for (let next = text.indexOf(quote, at + 1); next >= 0; next = text.indexOf(quote, next + 1)) {
    end = next;
    if (next === at + 1 || text.charAt(next - 1) !== '\\') break;
  }
  if (end < 0) throw new Unreadable();
  reader.at = end + 1;
  return text.slice(at + 1, end);
}

/** A `#` begins a comment only after white space. */
function withoutComment(line: string): string {
  for (let at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
    if (at > 0 && /\s/.test(line.charAt(at - 1))) return line.slice(0, at).trimEnd();
  }
  return line.trimEnd();
}
