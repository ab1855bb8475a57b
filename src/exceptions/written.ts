/** Every exception that a project has written down, with its line. */
import { BASELINE_FILE, readBaselineLines } from '../config/baseline-file.js';
import {
  type AllowEntry,
  bytesOf,
  CONFIGURATION_FILE,
  type DisabledPattern,
  type PathRule,
  readPlaced,
  type SkipEntry,
} from '../config/configuration.js';
import type { WrittenException } from '../types.js';

type Entry = AllowEntry | PathRule | SkipEntry | DisabledPattern;

/** An exception, and the entry it was read from. */
export interface ReadException extends WrittenException {
  entry: Entry | null;
}

/**
 * The exceptions in a configuration.
 * @throws KeyfenceError where it is broken.
 */
export function writtenIn(text: Buffer | null): ReadException[] {
  if (text === null) return [];
  const { configuration, lineOf } = readPlaced(text);
  const { allow, paths, skip, disable, confidence } = configuration;
  const written: ReadException[] = [];
  const add = (kind: WrittenException['kind'], list: string, entries: readonly Entry[]) => {
    for (const [position, entry] of entries.entries()) {
      const [what, reason] = [bytesOf(whatOf(entry)), bytesOf(entry.reason)];
      const line = lineOf([list, String(position)]);
      written.push({ kind, file: CONFIGURATION_FILE, line, what, reason, commit: null, entry });
    }
  };
  add('allow entry', 'allow', allow);
  add('path rule', 'paths', paths);
  add('skip entry', 'skip', skip);
  add('disabled pattern', 'disable', disable);
  if (confidence === 'high') {
    const line = lineOf(['confidence']);
    const nobody = { what: confidence, reason: null, commit: null, entry: null };
    written.push({ kind: 'raised confidence', file: CONFIGURATION_FILE, line, ...nobody });
  }
  return written;
}

/**
 * The lines of a baseline.
 * @throws KeyfenceError where it is broken.
 */
export function writtenInBaseline(text: Buffer | null): WrittenException[] {
  return [...readBaselineLines(text)].map(([what, line]) => ({
    kind: 'baseline line',
    file: BASELINE_FILE,
    line,
    what,
    reason: null,
    commit: null,
  }));
}

/** What two exceptions have in common that let the same through; what is said of it does not matter. */
export function identityOf({
  kind,
  what = null,
  entry = null,
}: Pick<WrittenException, 'kind'> & Partial<ReadException>): string {
  if (entry === null) return [kind, what].join('\0');
  const isFile = 'file' in entry;
  const until = 'until' in entry ? entry.until : '';
  return [kind, isFile, whatOf(entry), until].join('\0');
}

function whatOf(entry: Entry): string {
  if ('path' in entry) return entry.path;
  if ('id' in entry) return entry.id;
  return entry.fingerprint ?? entry.file;
}
