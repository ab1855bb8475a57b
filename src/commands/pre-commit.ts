/** `keyfence pre-commit`: what the hooks run. Scans the index, and nothing else. */
import type { ExitCode } from '../exit-codes.js';
import { runScan, type ScanRun } from './run-scan.js';

/** What a hook types: nothing. */
export const HOOK_RUN: ScanRun = {
  format: 'text',
  confidence: 'medium',
  quiet: false,
  verbose: false,
  strict: false,
};

export function runPreCommit(run: ScanRun = HOOK_RUN): Promise<ExitCode> {
  return runScan((scanner) => scanner.scanStaged(), run);
}
