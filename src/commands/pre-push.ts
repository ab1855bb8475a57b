/** `keyfence pre-push`: what the hook runs. Scans every commit that is pushed and the remote does not have. */
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import type { ScanResult } from '../scan/options.js';
import type { Scanner } from '../scanner.js';
import { HOOK_RUN } from './pre-commit.js';
import { parsePushLines, readStandardInput } from './push-lines.js';
import { runScan, type ScanRun } from './run-scan.js';
import { unlessSkipped } from './skip-once.js';

/**
 * @param words the remote's name and its URL, as Git gives them; what Git pushes stands on standard input.
 * @throws UsageError where there are more.
 */
export async function runPrePush(words: readonly string[], run: ScanRun = HOOK_RUN): Promise<ExitCode> {
  if (words.length > 2) {
    throw new UsageError('pre-push takes the name and the URL of a remote, no more', 'see keyfence --help');
  }
  const remote = words[0] || null;
  const input = await readStandardInput(); // all of it, also where nothing is checked: Git is writing it
  return unlessSkipped('pre-push', async () => {
    if (input === '') return runScan((scanner) => scanUntold(scanner, remote), run);
    const refs = parsePushLines(input);
    return runScan((scanner) => scanner.scanPush({ remote, refs }), run);
  });
}

/** Some hook managers keep standard input to themselves. The pre-commit framework tells the range in its environment. */
function scanUntold(scanner: Scanner, named: string | null): Promise<ScanResult> {
  const { PRE_COMMIT_FROM_REF, PRE_COMMIT_TO_REF, PRE_COMMIT_REMOTE_NAME, PRE_COMMIT_LOCAL_BRANCH } =
    process.env;
  const remote = named ?? (PRE_COMMIT_REMOTE_NAME || null);
  if (PRE_COMMIT_FROM_REF && PRE_COMMIT_TO_REF) {
    return scanner.scanRange({ range: `${PRE_COMMIT_FROM_REF}..${PRE_COMMIT_TO_REF}`, knownTo: remote });
  }
  // It tells no range where a branch is pushed down to its first commit.
  return scanner.scanPush({ remote, tip: PRE_COMMIT_LOCAL_BRANCH || 'HEAD' });
}
