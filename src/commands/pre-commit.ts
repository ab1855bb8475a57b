/** `keyfence pre-commit`: what the hooks run. Scans the index; of files that are named and not staged, all. */
import type { ExitCode } from '../exit-codes.js';
import { runScan, type ScanRun } from './run-scan.js';
import { unlessSkipped } from './skip-once.js';

/** What a hook types: nothing. */
export const HOOK_RUN: ScanRun = {
  format: 'text',
  confidence: null,
  quiet: false,
  verbose: false,
  strict: false,
  knownValues: undefined,
  knownValuesFrom: undefined,
};

/** @param paths files and folders, as the pre-commit framework and lint-staged name them; none is needed. */
export function runPreCommit(paths: readonly string[], run: ScanRun = HOOK_RUN): Promise<ExitCode> {
  return unlessSkipped('pre-commit', () => runScan((scanner) => scanner.scanStaged({ paths }), run));
}
