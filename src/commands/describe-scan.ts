/** The part of the command line that is about `scan`. */
import type { Argv } from 'yargs';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import { runScanCommand } from './scan.js';
import { EXCEPTIONS_FROM, joinPaths, readScanRun, readSwitch, scanOptions } from './scan-options.js';
import type { TypedWords } from './typed-words.js';

/** @param kept what yargs does not see. */
export function describeScan(
  yargs: Argv,
  kept: Omit<TypedWords, 'words'>,
  done: (code: ExitCode) => void,
): Argv {
  return yargs.command(
    ['scan [paths..]'],
    'scan the working tree as Git sees it, what is staged, or standard input',
    (command) =>
      scanOptions(command)
        .positional('paths', {
          type: 'string',
          array: true,
          describe: 'files and folders, or - for standard input; the whole tree if none',
        })
        .option('staged', { type: 'boolean', describe: 'scan the index: what a commit would hold' })
        .option('range', {
          type: 'string',
          describe:
            'scan each commit of A..B, and its message; A...B is the same: what B brings since it left A',
        })
        .option('since', { type: 'string', describe: 'scan each commit of COMMIT..HEAD' })
        .option('history', {
          type: 'boolean',
          describe:
            'scan all that HEAD (or each REF given) ever held: every version of every file, and all messages',
        })
        .option('all', {
          type: 'boolean',
          describe: 'with --history: of every ref, stashes and notes included',
        })
        .option('unreachable', {
          type: 'boolean',
          describe: 'with --history: also what nothing names any more, as long as Git has it',
        })
        .option('cache', {
          type: 'boolean',
          describe:
            'with --history: use and keep what scans find out, in your cache folder (default); --no-cache does neither',
        })
        .option('shard', {
          type: 'string',
          describe:
            'scan part I of N (I/N), as equal as it can be; auto (or auto/N): as a batch system says; then keyfence merge',
        })
        .option('include-ignored', { type: 'boolean', describe: 'scan what .gitignore covers, too' })
        .option('stdin-name', {
          type: 'string',
          describe: 'the path that standard input (-) stands for, in findings and for schemas',
        })
        .option('exceptions-from', EXCEPTIONS_FROM),
    async (typed) =>
      done(
        await runScanCommand({
          ...readScanRun(typed, kept.reports),
          paths: joinPaths(typed.paths, kept.paths),
          stdin: kept.stdin,
          staged: typed.staged === true,
          includeIgnored: typed.includeIgnored === true,
          range: readText(typed.range, 'range'),
          since: readText(typed.since, 'since'),
          history: typed.history === true,
          all: typed.all === true,
          unreachable: typed.unreachable === true,
          cache: readSwitch(typed.cache, 'cache') ?? true,
          shard: readShardWord(typed.shard),
          stdinName: readName(typed.stdinName),
        }),
      ),
  );
}

/** A text of the user's own, given once. */
function readText(typed: unknown, option: string): string | null {
  if (typed === undefined) return null;
  if (typeof typed === 'string' && typed !== '') return typed;
  throw new UsageError(`--${option}: expected one commit or range`, 'give it once, see keyfence scan --help');
}

function readShardWord(typed: unknown): string | null {
  if (typed === undefined) return null;
  if (typeof typed === 'string' && typed !== '') return typed;
  throw new UsageError('--shard: expected a part and how many there are', 'give it once: --shard 2/8');
}

function readName(typed: unknown): string | undefined {
  if (typed === undefined || typeof typed === 'string') return typed;
  throw new UsageError('--stdin-name: expected one path', 'give one, or leave it out');
}
