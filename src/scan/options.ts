/** What a scan is given, and what it comes to. */
import type { FileGuard } from '../detect/file-names.js';
import type { PatternIndex } from '../detect/index-patterns.js';
import type { Engine } from '../detect/regex.js';
import type { ExceptionsFrom } from '../exceptions/decisions.js';
import type { Surroundings } from '../project/known-values.js';
import type { Confidence, Finding, Receipt, Source } from '../types.js';

export interface ScanOptions {
  source: Source;
  engine: Engine;
  catalog: PatternIndex;
  guard: FileGuard;
  /** The lowest confidence that is reported and that blocks; null for what the configuration says, or medium. */
  confidence: Confidence | null;
  /** Of a scan of commits: which state says what is let through. */
  exceptionsFrom: ExceptionsFrom;
  /** What is only listed as not scanned makes the scan incomplete, too. */
  strict: boolean;
  /** Where the values of the schema's names are looked up, to look for them as well; null where they are not. */
  knownValues: Surroundings | null;
  /** Ends the scan early: what was found until then is told, and that it is not complete. */
  signal: AbortSignal | null;
  /** Is told how far the scan has come; the scan waits for it. */
  onProgress: (progress: Progress) => void | Promise<void>;
}

/** What has been scanned so far, and what there is as far as the source knows. */
export interface Progress {
  files: number;
  bytes: number;
  expected: Source['expected'];
}

export interface ScanResult {
  /** All of them; those that block are `new`. */
  findings: Finding[];
  receipt: Receipt;
}
