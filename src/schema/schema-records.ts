/** Reads the records of a `secrets/schema.json`. */
import { readJsonFile } from '../json/json-file.js';
import type { ByteString, PatternRecord } from '../types.js';
import { type OwnRecord, ownRecord } from './own-records.js';
import { SCHEMA_FORM } from './schema-form.js';

/** A secret as a project's schema declares it: its format, and where it is needed. */
export interface SecretRecord extends PatternRecord {
  /** The parts of the project that need it; every part where left out. */
  required_for?: string[];
  /** Where it must exist ("local", "vercel:production"); everywhere where left out. */
  environments?: string[];
  /** Where its value lives: a reference, and still nothing to show. */
  source?: string;
  /** Other environment variables that hold the same secret. */
  aliases?: string[];
  /** False for a value that may be public. */
  sensitive?: boolean;
  /** What a template shows in its place. */
  example?: string;
  /** After how many days it is to be rotated. */
  rotate_days?: number;
  /** The day of its last rotation: 2026-10-01. */
  last_rotated?: string;
}

/** The parts of a schema that hold secrets. */
export type SchemaSection = 'required' | 'optional';

/** A record of a schema, not compiled yet. */
export interface SchemaRecord extends OwnRecord {
  record: SecretRecord;
  section: SchemaSection;
}

type SchemaFile = Partial<Record<SchemaSection, Record<string, Record<string, SecretRecord>>>>;

/**
 * @param text the file's content.
 * @param file its path, for messages.
 * @throws KeyfenceError with file, place and what was expected; never with a piece of the text.
 */
export function readSchemaRecords(text: Buffer, file: ByteString): SchemaRecord[] {
  const json = readJsonFile(text, file, SCHEMA_FORM);
  const data = json.data as SchemaFile;
  const records: SchemaRecord[] = [];
  for (const section of ['required', 'optional'] as const) {
    for (const [group, variables] of Object.entries(data[section] ?? {})) {
      for (const [variable, record] of Object.entries(variables)) {
        const place = { id: `schema:${variable}`, provider: group, variable };
        const own = ownRecord(json, { path: [section, group, variable], record, place });
        records.push({ ...own, record, section });
      }
    }
  }
  return records;
}
