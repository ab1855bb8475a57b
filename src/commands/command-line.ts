/** The command line: what was typed, checked and handed to the one command it names. */
import yargs, { type Argv } from 'yargs';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { version } from '../package/version.js';
import { describeAllow } from './describe-allow.js';
import { describeCheck } from './describe-check.js';
import { describeCi } from './describe-ci.js';
import { describeDoctor } from './describe-doctor.js';
import { describeEnvironment } from './describe-environment.js';
import { describeHooks } from './describe-hooks.js';
import { describeInstall } from './describe-install.js';
import { describeMerge } from './describe-merge.js';
import { describePatterns } from './describe-patterns.js';
import { describeRecords } from './describe-records.js';
import { describeRedact } from './describe-redact.js';
import { describeRotate } from './describe-rotate.js';
import { describeScan } from './describe-scan.js';
import { readTypedWords, type TypedWords } from './typed-words.js';

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
    (commands) => describeScan(commands, kept, done),
    (commands) => describeInstall(commands, { print, done }),
    (commands) => describeDoctor(commands, done),
    (commands) => describeCi(commands, reports, done),
    (commands) => describeHooks(commands, kept, done),
    (commands) => describeAllow(commands, { print, done }),
    (commands) => describeRecords(commands, done),
    (commands) => describeCheck(commands, done),
    (commands) => describeEnvironment(commands, behind, done),
    (commands) => describeRotate(commands, done),
    (commands) => describeRedact(commands, behind, done),
    (commands) => describePatterns(commands, behind, done),
    (commands) => describeMerge(commands, { behind, reports }, done),
  ];
  return describers
    .reduce((commands, describe) => describe(commands), yargs())
    .scriptName('keyfence')
    .usage('$0 <command>\n\nStops secrets at the door of a Git repository. Without a command: scan.')
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

const print = (line: string) => void process.stdout.write(`${line}\n`);
