/** Writes an entry into the text of a `.keyfence.json`; every other byte of it stays as it is. */
import { applyEdits, type Edit, findNodeAtLocation, modify, type Node, parseTree } from 'jsonc-parser';
import {
  type AllowEntry,
  type DisabledPattern,
  type PathRule,
  readConfiguration,
  type SkipEntry,
} from './configuration.js';

const SCHEMA = './node_modules/keyfence/patterns/keyfence.schema.json';
const MARK = /^\ufeff/; // a byte order mark

/** How the file is laid out. */
interface Layout {
  eol: string;
  /** One step of indentation. */
  step: string;
}

/** The lists of a configuration, and what their entries hold. */
export interface EntryOf {
  allow: AllowEntry;
  paths: PathRule;
  skip: SkipEntry;
  disable: DisabledPattern;
}

/**
 * @param text the file's content; null where there is none yet.
 * @returns its new content: an entry about the same thing is replaced, a new one stands last.
 * @throws KeyfenceError where the file is broken.
 */
export function withEntry<List extends keyof EntryOf>(
  text: Buffer | null,
  list: List,
  entry: EntryOf[List],
): Buffer {
  if (text === null) return Buffer.from(`${JSON.stringify({ $schema: SCHEMA, [list]: [entry] }, null, 2)}\n`);
  const entries = readConfiguration(text)[list];
  const source = text.toString('utf8');
  const mark = MARK.exec(source)?.[0] ?? '';
  const written = source.slice(mark.length);
  const position = entries.findIndex((one) => subjectOf(one) === subjectOf(entry));
  if (position >= 0) return Buffer.from(mark + replaced(written, [list, position], entry));
  const added =
    entries.length > 0 ? put(written, [list, entries.length], entry) : put(written, [list], [entry]);
  return Buffer.from(mark + added);
}

/** What an entry is about: there is one entry about each thing in a list. */
export function subjectOf(entry: EntryOf[keyof EntryOf]): string {
  if ('path' in entry) return `path ${entry.path}`;
  if ('id' in entry) return `id ${entry.id}`;
  return entry.fingerprint === undefined ? `file ${entry.file}` : `fingerprint ${entry.fingerprint}`;
}

/** Whoever decided before, and until when, does not stand beside what is decided now. */
function replaced(text: string, place: [string, number], entry: EntryOf[keyof EntryOf]): string {
  let written = text;
  for (const key of ['who', 'until']) {
    if (!(key in entry)) written = applyEdits(written, modify(written, [...place, key], undefined, {}));
  }
  for (const [key, value] of Object.entries(entry)) written = put(written, [...place, key], value);
  return written;
}

/** Sets the value at a path whose last step may be new, in the layout of what stands beside it. */
function put(text: string, path: (string | number)[], value: unknown): string {
  const layout = layoutOf(text);
  const root = parseTree(text) as Node;
  const there = findNodeAtLocation(root, path);
  const siblings = findNodeAtLocation(root, path.slice(0, -1))?.children ?? [];
  const beside = there ? (there.parent as Node) : siblings.at(-1);
  if (beside === undefined)
    return applyEdits(text, modify(text, path, value, { formattingOptions: formatOf(layout) }));
  const indent = indentAt(text, beside.offset);
  const isOneLine =
    indent === null || (!there && beside.type === 'object' && !textOf(text, beside).includes('\n'));
  const own = isOneLine ? onOneLine(value) : onLines(value, layout, indent);
  const [edit] = modify(text, path, value, { isArrayInsertion: !there }) as [Edit];
  if (there) return applyEdits(text, [{ ...edit, content: own }]);
  const gap = indent === null ? ' ' : layout.eol + indent;
  const name = typeof path.at(-1) === 'string' ? `${JSON.stringify(path.at(-1))}: ` : '';
  return applyEdits(text, [{ ...edit, content: `,${gap}${name}${own}` }]);
}

function layoutOf(text: string): Layout {
  return {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    step: /\n([ \t]+)"/.exec(text)?.[1] ?? '  ',
  };
}

function formatOf({ eol, step }: Layout) {
  return { eol, insertSpaces: !step.startsWith('\t'), tabSize: step.startsWith('\t') ? 1 : step.length };
}

/** The white space before what begins a line at that offset; null where it does not begin one. */
function indentAt(text: string, offset: number): string | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  return start > 0 && before.trim() === '' ? before : null;
}

function textOf(text: string, { offset, length }: Node): string {
  return text.slice(offset, offset + length);
}

function onLines(value: unknown, { eol, step }: Layout, indent: string): string {
  return JSON.stringify(value, null, step).replaceAll('\n', eol + indent);
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${onOneLine(one)}`);
  return `{ ${fields.join(', ')} }`;
}
