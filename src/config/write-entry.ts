/** Writes an entry into the text of a `.keyfence.json`; every other byte of it stays as it is. */
import { applyEdits, modify } from 'jsonc-parser';
import { setValue } from '../json/set-value.js';
import {
  type AllowEntry,
  type DisabledPattern,
  type PathRule,
  readConfiguration,
  type SkipEntry,
} from './configuration.js';

const SCHEMA = './node_modules/keyfence/patterns/keyfence.schema.json';
const MARK = /^\ufeff/; // a byte order mark

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
    entries.length > 0
      ? setValue(written, [list, entries.length], entry)
      : setValue(written, [list], [entry]);
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
  for (const [key, value] of Object.entries(entry)) written = setValue(written, [...place, key], value);
  return written;
}
