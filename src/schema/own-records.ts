/** A record of a file of patterns that a person wrote, with its place in the file. */
import type { KeyfenceError } from '../errors.js';
import type { JsonFile } from '../json/json-file.js';
import { compileRecord, type RecordPlace } from '../patterns/compile.js';
import { FormatProblem } from '../patterns/format.js';
import type { Pattern, PatternRecord } from '../types.js';
import { checkSize } from './pattern-size.js';

/** A record, not compiled yet. */
export interface OwnRecord {
  record: PatternRecord;
  place: RecordPlace;
  /** Where it stands in the file: `/required/app/A_KEY (line 3, column 7)`. */
  where(): string;
  /** The same of the part that a problem is about. */
  whereOf(problem: FormatProblem): string;
  /** The error for that problem. */
  brokenAt(problem: FormatProblem): KeyfenceError;
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

/**
 * The same, where a broken record is the end of it.
 * @throws KeyfenceError
 */
export function compileSound(own: OwnRecord): Pattern[] {
  try {
    return compileOwn(own);
  } catch (error) {
    throw error instanceof FormatProblem ? own.brokenAt(error) : error;
  }
}

/** @param path the keys that lead to the record in its file. */
export function ownRecord(
  json: JsonFile,
  { path, record, place }: { path: readonly string[]; record: PatternRecord; place: RecordPlace },
): OwnRecord {
  const inside = (problem: FormatProblem) => [...path, ...problem.path.split('/').slice(1)];
  return {
    record,
    place,
    where: () => json.placeOf(path),
    whereOf: (problem) => json.placeOf(inside(problem)),
    brokenAt: (problem) => json.brokenAt(inside(problem), problem.expected),
  };
}
