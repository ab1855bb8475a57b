/** Reads a project's `secrets/schema.json` into patterns. All or nothing: a broken schema is an error. */
import { FormatProblem, prefixOf } from '../patterns/format.js';
import type { ByteString, Pattern } from '../types.js';
import { compileOwn, type OwnRecord } from './own-records.js';
import { readSchemaRecords, type SchemaSection, type SecretRecord } from './schema-records.js';

/** One name of the schema. */
export interface SchemaEntry {
  variable: string;
  group: string;
  patterns: Pattern[];
  /** The literal text its format begins with, if it has one. */
  prefix: string;
  section: SchemaSection;
  /** As it is written. */
  record: SecretRecord;
}

/**
 * @param text the file's content.
 * @param file its path, for messages.
 * @throws KeyfenceError with file, place and what was expected; never with a piece of the text.
 */
export function readSchema(text: Buffer, file: ByteString): SchemaEntry[] {
  return readSchemaRecords(text, file).map((own) => {
    const { format } = own.record;
    return {
      variable: own.place.variable as string,
      group: own.place.provider,
      patterns: compile(own),
      prefix: format ? prefixOf(format) : '',
      section: own.section,
      record: own.record,
    };
  });
}

function compile(own: OwnRecord): Pattern[] {
  try {
    return compileOwn(own);
  } catch (error) {
    throw error instanceof FormatProblem ? own.brokenAt(error) : error;
  }
}
