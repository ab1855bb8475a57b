/** The schemas that hold for a file: every `secrets/schema.json` above it, the nearest one first. */
import { indexPatterns, type PatternIndex } from '../detect/index-patterns.js';
import type { ByteString, Pattern } from '../types.js';
import { readSchema, type SchemaEntry } from './read-schema.js';

/** Where a folder has its schema. */
export const SCHEMA_FILE = 'secrets/schema.json';

/** Gives the project's patterns for a path; schemas are read once each, folders with the same schemas share an index. */
export class SchemaResolver {
  private readonly read: (path: ByteString) => Promise<Buffer | null>;
  private readonly byFolder = new Map<ByteString, Promise<SchemaEntry[]>>();
  private readonly indexes = new Map<SchemaEntry[], PatternIndex | null>();

  /** @param read reads a file of the scanned state, by path from the top level. */
  constructor(read: (path: ByteString) => Promise<Buffer | null>) {
    this.read = read;
  }

  /**
   * The index of a file's schemas, or null where it has none.
   * @throws KeyfenceError for a broken schema.
   */
  async indexFor(path: ByteString): Promise<PatternIndex | null> {
    const entries = await this.entriesIn(folderOf(path));
    const known = this.indexes.get(entries);
    if (known !== undefined) return known;
    const patterns = entries.flatMap((entry) => entry.patterns);
    const index = patterns.length > 0 ? indexPatterns(patterns) : null;
    this.indexes.set(entries, index);
    return index;
  }

  /** The variable that a schema gives to a built-in pattern: the one whose format begins the same way. */
  async variableFor(path: ByteString, pattern: Pattern, prefix: string): Promise<string | null> {
    const entries = await this.entriesIn(folderOf(path));
    const byName = entries.find((entry) => pattern.env.includes(entry.variable));
    const byPrefix = entries
      .filter((entry) => entry.prefix.length >= 3 && prefix !== '')
      .filter((entry) => prefix.startsWith(entry.prefix) || entry.prefix.startsWith(prefix))
      .sort((a, b) => b.prefix.length - a.prefix.length)[0];
    return (byPrefix ?? byName)?.variable ?? null;
  }

  /**
   * The entries that hold in a folder. A folder without a schema has the very list of the folder above it.
   * @throws KeyfenceError for a broken schema.
   */
  entriesIn(folder: ByteString): Promise<SchemaEntry[]> {
    const known = this.byFolder.get(folder);
    if (known) return known;
    const entries = this.readEntries(folder);
    this.byFolder.set(folder, entries);
    return entries;
  }

  private async readEntries(folder: ByteString): Promise<SchemaEntry[]> {
    const file = folder === '' ? SCHEMA_FILE : `${folder}/${SCHEMA_FILE}`;
    const above = folder === '' ? [] : await this.entriesIn(folderOf(folder));
    const text = await this.read(file);
    if (text === null) return above;
    const own = readSchema(text, file);
    const names = new Set(own.map((entry) => entry.variable));
    return [...own, ...above.filter((entry) => !names.has(entry.variable))];
  }
}

/** The folder a path lies in; empty at the top level. */
export function folderOf(path: ByteString): ByteString {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
