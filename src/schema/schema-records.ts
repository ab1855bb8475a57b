/** Reads the records of a `secrets/schema.json`. */
import { readJsonFile } from '../json/json-file.js';
import type { ByteString, PatternRecord } from '../types.js';
import { type OwnRecord, ownRecord } from './own-records.js';
import { SCHEMA_FORM } from './schema-form.js';

/** What of the file matters to a scan. The rest of a record belongs to `env`, `check` and `rotate`. */
interface SchemaFile {
  required?: Record<string, Record<string, PatternRecord>>;
  optional?: Record<string, Record<string, PatternRecord>>;
}

/**
 * @param text the file's content.
 * @param file its path, for messages.
 * @throws KeyfenceError with file, place and what was expected; never with a piece of the text.
 */
export function readSchemaRecords(text: Buffer, file: ByteString): OwnRecord[] {
  const json = readJsonFile(text, file, SCHEMA_FORM);
  const data = json.data as SchemaFile;
  const records: OwnRecord[] = [];
  for (const section of ['required', 'optional'] as const) {
    for (const [group, variables] of Object.entries(data[section] ?? {})) {
      for (const [variable, record] of Object.entries(variables)) {
        const place = { id: `schema:${variable}`, provider: group, variable };
        records.push(ownRecord(json, { path: [section, group, variable], record, place }));
      }
    }
  }
  return records;
}
