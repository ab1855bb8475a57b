/** Files that the configuration names: patterns and schemas that hold for every file of the project. */
import { CONFIGURATION_FILE, type NamedFile } from '../config/configuration.js';
import { KeyfenceError } from '../errors.js';
import type { ByteString, Pattern } from '../types.js';
import { readCatalogRecords } from './catalog-records.js';
import { kindOf } from './file-kind.js';
import { compileSound } from './own-records.js';
import { readSchema, type SchemaEntry } from './read-schema.js';
import { readSchemaRecords } from './schema-records.js';

type Read = (path: ByteString) => Promise<Buffer | null>;

/**
 * The names of several schemas; of a name that stands twice the first one counts.
 * @throws KeyfenceError where a file is not there, or is broken.
 */
export async function readNamedSchemas(files: readonly NamedFile[], read: Read): Promise<SchemaEntry[]> {
  const entries = new Map<string, SchemaEntry>();
  for (const file of files) {
    for (const entry of readSchema(await readThere(file, read), file.path)) {
      if (!entries.has(entry.variable)) entries.set(entry.variable, entry);
    }
  }
  return [...entries.values()];
}

/**
 * The patterns of several files, each of the form of a schema or of a catalog file.
 * @throws KeyfenceError as above.
 */
export async function readNamedPatterns(files: readonly NamedFile[], read: Read): Promise<Pattern[]> {
  const patterns: Pattern[] = [];
  for (const file of files) {
    const text = await readThere(file, read);
    const readRecords = kindOf(text) === 'catalog' ? readCatalogRecords : readSchemaRecords;
    patterns.push(...readRecords(text, file.path).flatMap(compileSound));
  }
  return patterns;
}

async function readThere({ path, where }: NamedFile, read: Read): Promise<Buffer> {
  const text = await read(path);
  if (text !== null) return text;
  throw new KeyfenceError(
    `${CONFIGURATION_FILE}: at ${where}: expected a file that is there`,
    'add it (a hook reads it from the index), or take its name out; nothing was scanned',
  );
}
