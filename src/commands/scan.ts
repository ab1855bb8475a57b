/** `keyfence scan`: the working tree as Git sees it, the index, or a range of commits. */
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import { runScan, type ScanRun } from './run-scan.js';

export interface ScanArguments extends ScanRun {
  paths: string[];
  staged: boolean;
  includeIgnored: boolean;
  /** `A..B` or `A...B`. */
  range: string | null;
  /** The commit whose successors are scanned, up to HEAD. */
  since: string | null;
}

export function runScanCommand(typed: ScanArguments): Promise<ExitCode> {
  const { paths, includeIgnored } = typed;
  const range = readRange(typed);
  if (range !== null) return runScan((scanner) => scanner.scanRange({ range }), typed);
  if (!typed.staged) return runScan((scanner) => scanner.scanFiles(paths, { includeIgnored }), typed);
  if (paths.length > 0 || includeIgnored) {
    throw new UsageError('--staged scans the whole index', 'leave out the paths and --include-ignored');
  }
  return runScan((scanner) => scanner.scanStaged(), typed);
}

function readRange({ range, since, staged, paths, includeIgnored }: ScanArguments): string | null {
  if (range === null && since === null) return null;
  if (range !== null && since !== null) {
    throw new UsageError('--range and --since are two ways to say one thing', 'give one of the two');
  }
  if (staged || paths.length > 0 || includeIgnored) {
    throw new UsageError(
      `--${since === null ? 'range' : 'since'} scans whole commits`,
      'leave out the paths, --staged and --include-ignored',
    );
  }
  return range ?? `${since}..HEAD`;
}
