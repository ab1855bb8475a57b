/** `keyfence scan` as it is typed most often, without options: the command line need not be loaded for it. */
import type { ExitCode } from '../exit-codes.js';
import { HOOK_RUN } from './pre-commit.js';
import { runScan } from './run-scan.js';

/** @param paths files and folders; the whole tree if none. */
export function runTreeScan(paths: readonly string[]): Promise<ExitCode> {
  return runScan((scanner) => scanner.scanFiles(paths), HOOK_RUN);
}
