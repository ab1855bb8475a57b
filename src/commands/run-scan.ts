/** What every scanning command does: scan, report, and turn the receipt into an exit code. */
import type { ExceptionsFrom } from '../exceptions/decisions.js';
import type { ExitCode } from '../exit-codes.js';
import type { ScanResult } from '../scan/options.js';
import { createScanner, type Scanner } from '../scanner.js';
import type { Confidence } from '../types.js';
import { adviseOnGuardedFiles } from './guard-advice.js';
import { keepLast } from './last-findings.js';
import { openProgress } from './progress.js';
import { readVaults } from './read-vaults.js';
import { openTelling, type Telling } from './tell-result.js';

export interface ScanRun extends Telling {
  /** Null for what the configuration says. */
  confidence: Confidence | null;
  /** What is only listed as not scanned makes the scan incomplete, too. */
  strict: boolean;
  /** Of commits: which state says what is let through; the newest if left out. */
  exceptionsFrom?: ExceptionsFrom;
  /** Whether Ctrl-C ends it with a receipt of what was scanned; else it just ends. */
  endsEarly?: boolean;
  /** Whether the project's own values are looked for; undefined for where that is usual. */
  knownValues: boolean | undefined;
  /** The vaults that are asked for these as well, as they were typed; undefined for those that the environment names. */
  knownValuesFrom: string | undefined;
}

/**
 * @returns the exit code; findings go to stdout or to the files that were named, everything about the run to stderr.
 * @throws KeyfenceError where a report cannot be written: before the scan, where that can be known.
 */
export async function runScan(
  start: (scanner: Scanner) => Promise<ScanResult>,
  run: ScanRun,
): Promise<ExitCode> {
  const tell = await openTelling(run);
  const result = await scanWatched(start, run);
  const { findings } = result;
  if (findings.length > 0) await adviseOnGuardedFiles(findings, process.cwd());
  try {
    return await tell(result);
  } finally {
    await keepLast(findings, process.cwd());
  }
}

async function scanWatched(
  start: (scanner: Scanner) => Promise<ScanResult>,
  { confidence, strict, quiet, exceptionsFrom = 'newest', endsEarly, knownValues, knownValuesFrom }: ScanRun,
): Promise<ScanResult> {
  const vaults = readVaults(knownValuesFrom, process.env);
  const { onProgress, end } = openProgress({ quiet });
  const controller = endsEarly ? new AbortController() : null;
  const stop = () => controller?.abort();
  if (controller) process.once('SIGINT', stop); // a second one ends the program at once
  try {
    return await start(
      createScanner({
        ...(confidence && { confidence }),
        strict,
        exceptionsFrom,
        onProgress,
        ...(controller && { signal: controller.signal }),
        vaults,
        ...(knownValues === undefined ? {} : { knownValues }),
      }),
    );
  } finally {
    process.off('SIGINT', stop);
    end();
  }
}
