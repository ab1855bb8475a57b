/** Reads the file of patterns that is to be checked, and compiles each record by itself: one broken record hides no other. */
import { FormatProblem } from '../patterns/format.js';
import { readCatalogRecords } from '../schema/catalog-records.js';
import { type FileKind, kindOf } from '../schema/file-kind.js';
import { compileOwn, type OwnRecord } from '../schema/own-records.js';
import { readSchemaRecords } from '../schema/schema-records.js';
import type { ByteString, Pattern } from '../types.js';
import type { Told } from './told.js';

export type { FileKind } from '../schema/file-kind.js';

/** A pattern and where it stands in the file. */
export interface OwnPattern {
  pattern: Pattern;
  where: string;
}

export interface OwnPatterns {
  kind: FileKind;
  own: OwnPattern[];
  /** Records that do not compile. */
  faults: Told[];
  /** Formats that cannot stand alone. */
  notes: Told[];
}

/**
 * @param file its path, for messages.
 * @throws KeyfenceError where the file as a whole is not of the form of either kind.
 */
export function readOwnPatterns(text: Buffer, file: ByteString): OwnPatterns {
  const kind = kindOf(text);
  const records = kind === 'catalog' ? readCatalogRecords(text, file) : readSchemaRecords(text, file);
  const own: OwnPattern[] = [];
  const faults: Told[] = [];
  const notes: Told[] = [];
  for (const record of records) {
    try {
      for (const pattern of compileOwn(record)) {
        own.push({ pattern, where: record.where() });
        if (isForcedToName(pattern, record)) notes.push(noteOnName(record));
      }
    } catch (error) {
      faults.push(faultOf(error, record));
    }
  }
  return { kind, own, faults, notes };
}

/** Whether it has a format, and no literal text in it by which it could be found anywhere. */
function isForcedToName({ source, anchor }: Pattern, { record }: OwnRecord): boolean {
  return source !== null && anchor.kind === 'assigned' && record.context === undefined;
}

function noteOnName({ where }: OwnRecord): Told {
  return {
    where: where(),
    what: 'it has no literal text of three bytes or more, so it counts only where it is assigned to its name',
    remedy: 'nothing to do; a format with literal text is found anywhere',
  };
}

function faultOf(error: unknown, record: OwnRecord): Told {
  if (!(error instanceof FormatProblem)) throw error;
  return {
    where: record.whereOf(error),
    what: error.expected,
    remedy: 'mend it: patterns/pattern.schema.json says what each key may hold',
  };
}
