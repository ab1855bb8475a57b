/** `keyfence commit-msg FILE`: what the hook of that name runs. Scans the message and the name of the branch. */
import type { ExitCode } from '../exit-codes.js';
import { HOOK_RUN } from './pre-commit.js';
import { runScan, type ScanRun } from './run-scan.js';
import { unlessSkipped } from './skip-once.js';

/** @param file where Git has put the message, relative to the current folder. */
export function runCommitMsg(file: string, run: ScanRun = HOOK_RUN): Promise<ExitCode> {
  return unlessSkipped('commit-msg', () => runScan((scanner) => scanner.scanMessage(file), run));
}
