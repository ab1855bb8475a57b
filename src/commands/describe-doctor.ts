/** The part of the command line that is about proving the hooks; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';

// yargs wraps lines at the width of the terminal.
const USAGE = `$0 doctor

Proves that the installed hooks guard this repository: in a copy of it a made-up token is committed, merged, said in a message and pushed, and each hook has to refuse it.`;

const EPILOGUE = `doctor runs what the repository has installed and configured as hooks, whatever that is, and asks nothing first: it is, with ci --deepen, the one command that does. It runs them in a copy of the work tree with a Git directory of its own, which is removed afterwards; the repository itself is only read. A hook that goes by an absolute path, writes to your home folder or uses the network does so here, too.

Exit codes: 0 every hook refused the canary and keyfence named it; 1 at least one is missing, shadowed, lets it through or refuses without keyfence, and the way out is told; 2 that could not be found out (a hook hangs, Git fails). 1 goes before 2.`;

const MOST_SECONDS = 3600;

/** @param done is told the exit code. */
export function describeDoctor(yargs: Argv, done: (code: ExitCode) => void): Argv {
  return yargs.command(
    'doctor',
    'prove that the installed hooks guard this repository, by running them on a canary',
    (command) =>
      command
        .usage(USAGE)
        .option('json', { type: 'boolean', describe: 'for programs: version 1 of a contract' })
        .option('verbose', {
          type: 'boolean',
          describe: 'what the hooks printed as well, with secrets masked',
        })
        .option('bare-path', {
          type: 'boolean',
          describe:
            'try them a second time with the PATH of programs with windows (default); --no-bare-path does not',
        })
        .option('timeout', { type: 'number', describe: 'seconds that each hook has; 60 if left out' })
        .epilogue(EPILOGUE),
    async ({ _: [, ...more], json, verbose, barePath, timeout }) => {
      if (more.length > 0)
        throw new UsageError('doctor takes no words of its own', 'see keyfence doctor --help');
      const { runDoctor } = await import('./doctor.js');
      done(
        await runDoctor({
          json: json === true,
          verbose: verbose === true,
          bare: barePath !== false,
          seconds: readSeconds(timeout),
        }),
      );
    },
  );
}

function readSeconds(typed: unknown): number {
  if (typed === undefined) return 60;
  if (typeof typed === 'number' && typed > 0 && typed <= MOST_SECONDS) return typed;
  throw new UsageError(
    `--timeout: expected seconds, from 1 to ${MOST_SECONDS}`,
    'give one number, or leave it out',
  );
}
