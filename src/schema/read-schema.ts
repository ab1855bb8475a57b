/** Reads a project's `secrets/schema.json` into patterns. All or nothing: a broken schema is an error. */
import { readJsonFile } from '../json/json-file.js';
import { compileRecord } from '../patterns/compile.js';
import { FormatProblem, prefixOf } from '../patterns/format.js';
import type { ByteString, Pattern, PatternRecord } from '../types.js';
import { checkSize } from './pattern-size.js';
import { SCHEMA_FORM } from './schema-form.js';

/** What of the file matters to a scan. The rest of the record belongs to `env`, `check` and `rotate`. */
interface SchemaFile {
  required?: Record<string, Record<string, PatternRecord>>;
  optional?: Record<string, Record<string, PatternRecord>>;
}

/** One name of the schema. */
export interface SchemaEntry {
  variable: string;
  group: string;
  patterns: Pattern[];
  /** The literal text its format begins with, if it has one. */
  prefix: string;
}

/**
 * @param text the file's content.
 * @param file its path, for messages.
 * @throws KeyfenceError with file, place and what was expected; never with a piece of the text.
 */
export function readSchema(text: Buffer, file: ByteString): SchemaEntry[] {
  const schema = readJsonFile(text, file, SCHEMA_FORM);
  const data = schema.data as SchemaFile;
  const entries: SchemaEntry[] = [];
  for (const section of ['required', 'optional'] as const) {
    for (const [group, variables] of Object.entries(data[section] ?? {})) {
      for (const [variable, record] of Object.entries(variables)) {
        try {
          const patterns = compileRecord(record, { id: `schema:${variable}`, provider: group, variable });
          for (const { source } of patterns) if (source !== null) checkSize(source);
          const prefix = record.format ? prefixOf(record.format) : '';
          entries.push({ variable, group, patterns, prefix });
        } catch (error) {
          if (!(error instanceof FormatProblem)) throw error;
          const inside = error.path.split('/').slice(1);
          throw schema.brokenAt([section, group, variable, ...inside], error.expected);
        }
      }
    }
  }
  return entries;
}
