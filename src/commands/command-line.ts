/** The command line: what was typed, checked and handed to the one command it names. */
import yargs, { type Argv } from 'yargs';
import { UsageError } from '../errors.js';
import type { ExceptionsFrom } from '../exceptions/decisions.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { version } from '../package/version.js';
import type { Confidence } from '../types.js';
import { runCommitMsg } from './commit-msg.js';
import { describeAllow } from './describe-allow.js';
import { describeCheck } from './describe-check.js';
import { describeCi } from './describe-ci.js';
import { describeDoctor } from './describe-doctor.js';
import { describeEnvironment } from './describe-environment.js';
import { describeInstall } from './describe-install.js';
import { describeMerge } from './describe-merge.js';
import { describePatterns } from './describe-patterns.js';
import { describeRecords } from './describe-records.js';
import { describeRedact } from './describe-redact.js';
import { describeRotate } from './describe-rotate.js';
import { noWords } from './no-words.js';
import { runPreCommit } from './pre-commit.js';
import { runPrePush } from './pre-push.js';
import { readWord } from './read-word.js';
import { FORMAT_OPTION, OUTPUT_OPTION, type ReportRequest, TEXT_ALONE } from './report-words.js';
import type { ScanRun } from './run-scan.js';
import { runScanCommand } from './scan.js';
import { readTypedWords, type TypedWords } from './typed-words.js';
import { readVaultWords, VAULT_OPTION } from './vault-option.js';

const CONFIDENCES = ['high', 'medium', 'low'];
const EXCEPTIONS_FROM = {
  type: 'string',
  describe: 'newest (default); or base: what the commits themselves let through counts only once merged',
} as const;

/** @throws UsageError with the nearest valid word where something typed is unknown. */
export async function runCommandLine(typed: string[]): Promise<ExitCode> {
  const { words, ...kept } = readTypedWords(typed);
  let code: ExitCode = EXIT.clean;
  const done = (result: ExitCode) => {
    code = result;
  };
  await describeCommands(kept, done).parseAsync(words);
  return code;
}

/** @param kept what yargs does not see. */
function describeCommands(kept: Omit<TypedWords, 'words'>, done: (code: ExitCode) => void): Argv {
  const { paths: behind, reports } = kept;
  const describers: readonly ((commands: Argv) => Argv)[] = [
    (commands) => describeAllow(commands, { print, done }),
    (commands) => describePatterns(commands, behind, done),
    (commands) => describeRecords(commands, done),
    (commands) => describeCheck(commands, done),
    (commands) => describeDoctor(commands, done),
    (commands) => describeRotate(commands, done),
    (commands) => describeEnvironment(commands, behind, done),
    (commands) => describeMerge(commands, { behind, reports }, done),
    (commands) => describeInstall(commands, { print, done }),
    (commands) => describeCi(commands, { scanOptions, readScanRun, reports, done }),
    (commands) => describeRedact(commands, behind, done),
  ];
  return describers
    .reduce((commands, describe) => describe(commands), yargs())
    .scriptName('keyfence')
    .usage('$0 <command>\n\nStops secrets at the door of a Git repository. Without a command: scan.')
    .command(
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
    )
    .command(
      'pre-commit [paths..]',
      'what the hooks run: scan the index, refuse the commit on a finding',
      (command) =>
        scanOptions(command).positional('paths', {
          type: 'string',
          array: true,
          describe: 'files and folders that are scanned whole where they are not staged',
        }),
      async (typed) =>
        done(await runPreCommit(joinPaths(typed.paths, kept.paths), readScanRun(typed, kept.reports))),
    )
    .command(
      'commit-msg [file..]',
      'what the hook runs: scan the commit message in a file, and the name of the branch',
      (command) =>
        scanOptions(command).positional('file', {
          type: 'string',
          array: true,
          describe: 'the file with the message; Git names it to the hook',
        }),
      async (typed) =>
        done(
          await runCommitMsg(onePath(joinPaths(typed.file, kept.paths)), readScanRun(typed, kept.reports)),
        ),
    )
    .command(
      'pre-push [remote] [url]',
      'what the hooks run: scan every commit that is pushed, refuse the push on a finding',
      (command) =>
        scanOptions(command)
          .positional('remote', {
            type: 'string',
            describe: 'as Git gives it to the hook, with the refs on stdin',
          })
          .positional('url', { type: 'string', describe: 'as Git gives it to the hook' })
          .option('exceptions-from', EXCEPTIONS_FROM)
          .check(noWords),
      async (typed) =>
        done(await runPrePush([...remoteWords(typed), ...kept.paths], readScanRun(typed, kept.reports))),
    )
    .version(version())
    .help()
    .alias('h', 'help')
    .demandCommand(0)
    .exitProcess(false)
    .fail((_message, error) => {
      // yargs' own message repeats what was typed, which can be a secret.
      throw error ?? new UsageError('the command line cannot be read', 'see keyfence --help');
    });
}

/** @param behind what stood behind `--`. */
function joinPaths(typed: unknown, behind: readonly string[]): string[] {
  return [...((typed as string[] | undefined) ?? []), ...behind];
}

function onePath(paths: readonly string[]): string {
  const [path, ...others] = paths;
  if (path !== undefined && others.length === 0) return path;
  throw new UsageError(
    'commit-msg takes one file: the one with the commit message',
    'in a commit-msg hook: keyfence commit-msg "$1"',
  );
}

const print = (line: string) => void process.stdout.write(`${line}\n`);

function scanOptions(command: Argv): Argv {
  return command
    .option('format', FORMAT_OPTION)
    .option('output', OUTPUT_OPTION)
    .option('confidence', {
      type: 'string',
      describe: 'lowest confidence to report: high, medium (unless .keyfence.json says otherwise) or low',
    })
    .option('quiet', { type: 'boolean', describe: 'no receipt when there is nothing to say' })
    .option('verbose', { type: 'boolean', describe: 'name everything that was not scanned' })
    .option('strict', {
      type: 'boolean',
      describe: 'what is only listed as not scanned (submodules, pictures) makes the scan incomplete, too',
    })
    .option('known-values', {
      type: 'boolean',
      describe:
        "look for the values that your schema's names have here; --no-known-values does not, standard input only asked",
    })
    .option('known-values-from', VAULT_OPTION);
}

function readScanRun(typed: Record<string, unknown>, reports: readonly ReportRequest[] | null): ScanRun {
  return {
    reports: reports ?? TEXT_ALONE,
    confidence: (readWord(typed.confidence, 'confidence', CONFIDENCES, undefined) as Confidence) ?? null,
    exceptionsFrom: readWord(
      typed.exceptionsFrom,
      'exceptions-from',
      ['newest', 'base'],
      'newest',
    ) as ExceptionsFrom,
    quiet: typed.quiet === true,
    verbose: typed.verbose === true,
    strict: typed.strict === true,
    knownValues: readSwitch(typed.knownValues, 'known-values'),
    knownValuesFrom: readVaultWords(typed.knownValuesFrom),
  };
}

/** Undefined where it was not given. */
function readSwitch(typed: unknown, option: string): boolean | undefined {
  if (typed === undefined || typeof typed === 'boolean') return typed;
  throw new UsageError(`--${option} or --no-${option}: expected one of them, once`, 'leave one out');
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

function remoteWords({ remote, url }: Record<string, unknown>): string[] {
  return [remote, url].filter((word) => typeof word === 'string');
}

function readName(typed: unknown): string | undefined {
  if (typed === undefined || typeof typed === 'string') return typed;
  throw new UsageError('--stdin-name: expected one path', 'give one, or leave it out');
}
