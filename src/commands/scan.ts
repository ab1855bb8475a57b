/** `keyfence scan`: the working tree as Git sees it, or the index. */
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import { runScan, type ScanRun } from './run-scan.js';

export interface ScanArguments extends ScanRun {
  paths: string[];
  staged: boolean;
  includeIgnored: boolean;
}

export function runScanCommand(typed: ScanArguments): Promise<ExitCode> {
  const { paths, includeIgnored } = typed;
  if (!typed.staged) return runScan((scanner) => scanner.scanFiles(paths, { includeIgnored }), typed);
  if (paths.length > 0 || includeIgnored) {
    throw new UsageError('--staged scans the whole index', 'leave out the paths and --include-ignored');
  }
  return runScan((scanner) => scanner.scanStaged(), typed);
}
