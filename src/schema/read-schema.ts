/** Reads a project's `secrets/schema.json` into patterns. All or nothing: a broken schema is an error. */
import { createRequire } from 'node:module';
import { KeyfenceError } from '../errors.js';
import { assetPath } from '../package/assets.js';
import { compileRecord } from '../patterns/compile.js';
import { FormatProblem, prefixOf } from '../patterns/format.js';
import type { ByteString, Pattern, PatternRecord } from '../types.js';
import { type JsonDocument, JsonProblem, readJson } from './json-document.js';
import { checkSize } from './pattern-size.js';
import { explainProblem, type Problem, showPath } from './problem.js';

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

interface Validator {
  (data: unknown): boolean;
  errors?: Problem[] | null;
}

/**
 * @param text the file's content.
 * @param file its path, for messages.
 * @throws KeyfenceError with file, place and what was expected; never with a piece of the text.
 */
export function readSchema(text: Buffer, file: ByteString): SchemaEntry[] {
  const document = parse(text, file);
  const { validateSchema } = createRequire(import.meta.url)(assetPath('validators.cjs')) as {
    validateSchema: Validator;
  };
  if (!validateSchema(document.data)) {
    const { path, expected } = explainProblem(validateSchema.errors?.[0] as Problem);
    throw brokenAt(file, document, path, expected);
  }
  const data = document.data as SchemaFile;
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
          throw brokenAt(file, document, [section, group, variable, ...inside], error.expected);
        }
      }
    }
  }
  return entries;
}

function parse(text: Buffer, file: ByteString): JsonDocument {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    const { path, place, expected } = error;
    const at = path.length === 0 ? place : `at ${showPath(path)} (${place})`;
    throw broken(file, at === '' ? expected : `${at}: ${expected}`);
  }
}

function brokenAt(file: ByteString, document: JsonDocument, path: string[], expected: string): KeyfenceError {
  const at = path.length === 0 ? 'at the top level' : `at ${showPath(path)} (${document.placeOf(path)})`;
  return broken(file, `${at}: ${expected}`);
}

function broken(file: ByteString, detail: string): KeyfenceError {
  const name = Buffer.from(file, 'latin1').toString('utf8');
  return new KeyfenceError(`${name}: ${detail}`, 'mend the schema; nothing was scanned');
}
