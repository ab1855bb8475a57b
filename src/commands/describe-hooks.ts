/** The part of the command line that hooks call. */
import type { Argv } from 'yargs';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import { runCommitMsg } from './commit-msg.js';
import { noWords } from './no-words.js';
import { runPreCommit } from './pre-commit.js';
import { runPrePush } from './pre-push.js';
import { EXCEPTIONS_FROM, joinPaths, readScanRun, scanOptions } from './scan-options.js';
import type { TypedWords } from './typed-words.js';

/** @param kept what yargs does not see. */
export function describeHooks(
  yargs: Argv,
  kept: Omit<TypedWords, 'words'>,
  done: (code: ExitCode) => void,
): Argv {
  return yargs
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
    );
}

function onePath(paths: readonly string[]): string {
  const [path, ...others] = paths;
  if (path !== undefined && others.length === 0) return path;
  throw new UsageError(
    'commit-msg takes one file: the one with the commit message',
    'in a commit-msg hook: keyfence commit-msg "$1"',
  );
}

function remoteWords({ remote, url }: Record<string, unknown>): string[] {
  return [remote, url].filter((word) => typeof word === 'string');
}
