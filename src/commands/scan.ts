/** `keyfence scan`: the working tree as Git sees it, the index, a range of commits, or standard input. */
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import { readShard } from '../shards/read-shard.js';
import { runScan, type ScanRun } from './run-scan.js';
import { standardInput } from './standard-input.js';

export interface ScanArguments extends ScanRun {
  paths: string[];
  /** Scan standard input, and nothing else. */
  stdin: boolean;
  staged: boolean;
  includeIgnored: boolean;
  /** `A..B` or `A...B`. */
  range: string | null;
  /** The commit whose successors are scanned, up to HEAD. */
  since: string | null;
  /** Scan what commits ever held; `paths` are refs then. */
  history: boolean;
  /** Of every ref. */
  all: boolean;
  /** And of what none names. */
  unreachable: boolean;
  /** Whether what earlier scans of the history found out is used, and what this one does is kept. */
  cache: boolean;
  /** Which part of the tree or of the history is scanned, as it was typed. */
  shard: string | null;
  /** What standard input stands for. */
  stdinName: string | undefined;
}

export function runScanCommand(typed: ScanArguments): Promise<ExitCode> {
  const { paths, includeIgnored, stdinName } = typed;
  if (typed.history) return scanHistory(typed);
  if (typed.shard !== null) return scanShardOfTree(typed, typed.shard);
  if (typed.all || typed.unreachable) {
    throw new UsageError('--all and --unreachable go with --history', 'keyfence scan --history --all');
  }
  const range = readRange(typed);
  if (typed.stdin) return scanStandardInput(typed);
  if (stdinName !== undefined) {
    throw new UsageError(
      '--stdin-name goes with standard input',
      'scan that: keyfence scan - --stdin-name NAME',
    );
  }
  if (range !== null) return runScan((scanner) => scanner.scanRange({ range }), typed);
  if (!typed.staged) return runScan((scanner) => scanner.scanFiles(paths, { includeIgnored }), typed);
  if (paths.length > 0 || includeIgnored) {
    throw new UsageError('--staged scans the whole index', 'leave out the paths and --include-ignored');
  }
  return runScan((scanner) => scanner.scanStaged(), typed);
}

function scanShardOfTree(typed: ScanArguments, shard: string): Promise<ExitCode> {
  const { paths, includeIgnored, all, unreachable, staged, stdin, range, since, stdinName } = typed;
  if (all || unreachable || staged || stdin || range !== null || since !== null || stdinName !== undefined) {
    throw new UsageError(
      '--shard divides the scan of a tree, or with --history of a history',
      'leave out --staged, --range, --since and standard input; --all and --unreachable go with --history',
    );
  }
  const part = readShard(shard, process.env);
  return runScan((scanner) => scanner.scanFiles(paths, { includeIgnored, shard: part }), typed);
}

function scanHistory(typed: ScanArguments): Promise<ExitCode> {
  const {
    paths: refs,
    all,
    unreachable,
    cache,
    staged,
    stdin,
    range,
    since,
    includeIgnored,
    stdinName,
  } = typed;
  if (staged || stdin || range !== null || since !== null || includeIgnored || stdinName !== undefined) {
    throw new UsageError(
      '--history scans commits, and nothing beside them',
      'leave out --staged, --range, --since, --include-ignored and standard input',
    );
  }
  if (refs.length > 0 && (all || unreachable)) {
    throw new UsageError('--all scans every ref', 'leave out the refs, or --all and --unreachable');
  }
  const part = typed.shard === null ? {} : { shard: readShard(typed.shard, process.env) };
  return runScan((scanner) => scanner.scanHistory({ refs, all, unreachable, recalls: cache, ...part }), {
    ...typed,
    endsEarly: true,
  });
}

function readRange(typed: ScanArguments): string | null {
  const { range, since, staged, stdin, paths, includeIgnored } = typed;
  if (range === null && since === null) return null;
  if (range !== null && since !== null) {
    throw new UsageError('--range and --since are two ways to say one thing', 'give one of the two');
  }
  if (staged || stdin || paths.length > 0 || includeIgnored) {
    throw new UsageError(
      `--${since === null ? 'range' : 'since'} scans whole commits`,
      'leave out the paths, --staged and --include-ignored',
    );
  }
  return range ?? `${since}..HEAD`;
}

function scanStandardInput(typed: ScanArguments): Promise<ExitCode> {
  const { paths, staged, includeIgnored, stdinName } = typed;
  if (paths.length > 0 || staged || includeIgnored) {
    throw new UsageError('- scans standard input, and nothing beside it', 'for a file of that name: ./-');
  }
  if (stdinName === '') throw new UsageError('--stdin-name: expected a path', 'give one, or leave it out');
  const named = stdinName === undefined ? {} : { name: stdinName };
  return runScan((scanner) => scanner.scanStream(standardInput(), named), typed);
}
