/** The records of a file of patterns that a person wrote, each with its place in the file. */
import type { KeyfenceError } from '../errors.js';
import { type Form, type JsonFile, readJsonFile } from '../json/json-file.js';
import { compileRecord, type RecordPlace } from '../patterns/compile.js';
import type { FormatProblem } from '../patterns/format.js';
import type { ByteString, Pattern, PatternRecord } from '../types.js';
import { CATALOG_FORM } from './catalog-form.js';
import { checkSize } from './pattern-size.js';
import { SCHEMA_FORM } from './schema-form.js';

/** A record, not compiled yet. */
export interface OwnRecord {
  record: PatternRecord;
  place: RecordPlace;
  /** Where it stands in the file: `/required/app/A_KEY (line 3, column 7)`. */
  where: string;
  /** The same of the part that a problem is about. */
  whereOf(problem: FormatProblem): string;
  /** The error for that problem. */
  brokenAt(problem: FormatProblem): KeyfenceError;
}

/** What of a `secrets/schema.json` matters to a scan. The rest of a record belongs to `env`, `check` and `rotate`. */
interface SchemaFile {
  required?: Record<string, Record<string, PatternRecord>>;
  optional?: Record<string, Record<string, PatternRecord>>;
}

interface CatalogFile {
  provider: string;
  patterns: Record<string, PatternRecord>;
}

/**
 * @param text the content of a `secrets/schema.json`.
 * @param file its path, for messages.
 * @throws KeyfenceError with file, place and what was expected; never with a piece of the text.
 */
export function readSchemaRecords(text: Buffer, file: ByteString): OwnRecord[] {
  const schema = read<SchemaFile>(text, file, SCHEMA_FORM);
  const records: OwnRecord[] = [];
  for (const section of ['required', 'optional'] as const) {
    for (const [group, variables] of Object.entries(schema.data[section] ?? {})) {
      for (const [variable, record] of Object.entries(variables)) {
        const place = { id: `schema:${variable}`, provider: group, variable };
        records.push(schema.recordAt([section, group, variable], record, place));
      }
    }
  }
  return records;
}

/** The same of a file of the catalog's form: one provider's patterns. */
export function readCatalogRecords(text: Buffer, file: ByteString): OwnRecord[] {
  const catalog = read<CatalogFile>(text, file, CATALOG_FORM);
  const { provider, patterns } = catalog.data;
  return Object.entries(patterns).map(([id, record]) =>
    catalog.recordAt(['patterns', id], record, { id, provider, variable: null }),
  );
}

/**
 * What a record compiles to, of a size that both engines can hold.
 * @throws FormatProblem
 */
export function compileOwn({ record, place }: OwnRecord): Pattern[] {
  const patterns = compileRecord(record, place);
  for (const { source } of patterns) if (source !== null) checkSize(source);
  return patterns;
}

function read<T>(text: Buffer, file: ByteString, form: Form) {
  const json = readJsonFile(text, file, form);
  const recordAt = (path: string[], record: PatternRecord, place: RecordPlace) =>
    ownRecord(json, { path, record, place });
  return { data: json.data as T, recordAt };
}

function ownRecord(
  json: JsonFile,
  { path, record, place }: { path: string[]; record: PatternRecord; place: RecordPlace },
): OwnRecord {
  const inside = (problem: FormatProblem) => [...path, ...problem.path.split('/').slice(1)];
  return {
    record,
    place,
    where: json.placeOf(path),
    whereOf: (problem) => json.placeOf(inside(problem)),
    brokenAt: (problem) => json.brokenAt(inside(problem), problem.expected),
  };
}
