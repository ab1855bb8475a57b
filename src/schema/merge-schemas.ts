/** The patterns of a project that hold for a file: every `secrets/schema.json` above it, or what its configuration names. */
import type { Configuration } from '../config/configuration.js';
import { indexPatterns, type PatternIndex } from '../detect/index-patterns.js';
import type { ByteString, Pattern } from '../types.js';
import { readNamedPatterns, readNamedSchemas } from './named-files.js';
import { readSchema, type SchemaEntry } from './read-schema.js';

/** Where a folder has its schema. */
export const SCHEMA_FILE = 'secrets/schema.json';

/** Gives the project's patterns for a path; schemas are read once each, folders with the same schemas share an index. */
export class SchemaResolver {
  private readonly read: (path: ByteString) => Promise<Buffer | null>;
  private readonly named: Pick<Configuration, 'schemas' | 'patterns'>;
  private further: Promise<Pattern[]> | null = null;
  private everywhere: Promise<SchemaEntry[]> | null = null;
  private readonly byFolder = new Map<ByteString, Promise<SchemaEntry[]>>();
  private readonly indexes = new Map<SchemaEntry[], PatternIndex | null>();

  /**
   * @param read reads a file of the scanned state, by path from the top level.
   * @param named the files that the configuration names.
   */
  constructor(
    read: (path: ByteString) => Promise<Buffer | null>,
    named: Pick<Configuration, 'schemas' | 'patterns'> = { schemas: null, patterns: [] },
  ) {
    this.read = read;
    this.named = named;
  }

  /**
   * The index of what the project has for a file, or null where it has nothing.
   * @throws KeyfenceError for a broken schema, and for a file that the configuration names and that is not there.
   */
  async indexFor(path: ByteString): Promise<PatternIndex | null> {
    const entries = await this.entriesIn(folderOf(path));
    const known = this.indexes.get(entries);
    if (known !== undefined) return known;
    const secrets = entries.filter(({ record }) => record.sensitive !== false);
    const patterns = [...secrets.flatMap((entry) => entry.patterns), ...(await this.furtherPatterns())];
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
    const { schemas } = this.named;
    if (schemas !== null) {
      this.everywhere ??= readNamedSchemas(schemas, this.read);
      return this.everywhere;
    }
    const known = this.byFolder.get(folder);
    if (known) return known;
    const entries = this.readEntries(folder);
    this.byFolder.set(folder, entries);
    return entries;
  }

  private async furtherPatterns(): Promise<Pattern[]> {
    const { patterns } = this.named;
    if (patterns.length === 0) return [];
    this.further ??= readNamedPatterns(patterns, this.read);
    return this.further;
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
