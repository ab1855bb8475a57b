/** What was and was not scanned. */
import type { WrittenException } from './finding.js';
import type { EngineName } from './pattern.js';
import type { Skip, SourceName } from './source.js';
import type { ByteString } from './text.js';

/** What was and was not scanned. */
export interface Receipt {
  source: SourceName;
  files: number;
  bytes: number;
  refs?: number;
  commits?: number;
  objects?: number;
  /** How many of `files` were named and are not staged. */
  named?: number;
  patterns: number;
  /** How many values of the project's own were looked for; left out where none were. */
  knownValues?: number;
  engine: EngineName;
  skipped: Skip[];
  /** The paths of the configuration's `skip` entries that matched nothing in this scan. */
  unusedSkips: ByteString[];
  /** Exceptions that are of no use any more, where there are any and the scan could tell. */
  unused?: WrittenException[];
  /** Exceptions that the scanned commits themselves add, where there are any. */
  added?: WrittenException[];
  /** Those that are new. */
  findings: number;
  suppressed: Record<string, number>;
  complete: boolean;
  durationMs: number;
}
