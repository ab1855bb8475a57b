/** The part of the command line that is about rotating a secret; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';

// yargs wraps lines at the width of the terminal.
const USAGE = `$0 rotate NAME|FINGERPRINT [--done]

How to rotate one secret of the schema, and what still holds the old value: the working tree, env files, the shell, the configs of agents, and every commit. Nothing is sent anywhere, and nothing of a value is shown.`;

const EPILOGUE = `The old value: with a fingerprint, the one that has it. With a name, the value that stands here in the shell or an env file, as long as no other value of that name is found; where others are found they are old, and the one here is taken for the new one. --old says it for certain.

Exit codes: 0 nothing holds the old value any more; 1 something does (with --done, history does not count: it keeps everything, and what counts is that the value is revoked); 2 it could not be found out; 3 something could not be read.`;

/** @param done is told the exit code. */
export function describeRotate(yargs: Argv, done: (code: ExitCode) => void): Argv {
  return yargs.command(
    'rotate [what]',
    'the steps to rotate a secret, and what still holds its old value',
    (command) =>
      command
        .usage(USAGE)
        .positional('what', {
          type: 'string',
          describe: 'a name of the schema, or a fingerprint as reports have it',
        })
        .option('old', { type: 'string', describe: 'the fingerprint of the value before' })
        .option('done', {
          type: 'boolean',
          describe: 'it is done: note the day in the schema ("last_rotated")',
        })
        .option('yes', {
          type: 'boolean',
          describe: 'with --done: do not ask, and write even where something still holds the old value',
        })
        .option('user-configs', {
          type: 'boolean',
          describe: "look into your own files, too: what your shell reads, and your clients' configs",
        })
        .option('cache', {
          type: 'boolean',
          describe: 'use and keep what scans of the history find out (default); --no-cache does neither',
        })
        .option('json', { type: 'boolean', describe: 'for programs: version 1 of a contract' })
        .epilogue(EPILOGUE),
    async ({ _: [, ...more], what, old, done: isDone, yes, userConfigs, cache, json }) => {
      if (more.length > 0 || typeof what !== 'string' || what === '') {
        throw new UsageError(
          'rotate: expected one name or fingerprint',
          'keyfence rotate NAME, see keyfence rotate --help',
        );
      }
      if (old !== undefined && typeof old !== 'string') {
        throw new UsageError('--old: expected one fingerprint', 'give it once');
      }
      if (yes === true && isDone !== true) {
        throw new UsageError('--yes goes with --done', 'leave it out: without --done nothing is written');
      }
      const { runRotate } = await import('./rotate.js');
      done(
        await runRotate({
          what,
          old: old ?? null,
          isDone: isDone === true,
          yes: yes === true,
          userFiles: userConfigs === true,
          recalls: cache !== false,
          json: json === true,
        }),
      );
    },
  );
}
