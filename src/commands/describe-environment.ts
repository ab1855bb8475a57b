/** The part of the command line that is about the environment; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';

/** As `STORES` in src/stores has them, which is loaded only where it is used. */
const STORE_WORDS = 'github, vercel, e2b, doppler, aws, gcp, azure, 1password, sops, vault';

const USAGE = `$0 env [--for CONSUMER] [-- COMMAND ARGS..]

Says of each name in secrets/schema.json whether the shell or an env file sets it, and whether its value looks right; with --in, which stores have it. No value is shown. With -- COMMAND it runs the command with what it needs, once all is there.`;

/**
 * @param behind what stood behind `--`: the command to run.
 * @param done is told the exit code.
 */
export function describeEnvironment(
  yargs: Argv,
  behind: readonly string[],
  done: (code: ExitCode) => void,
): Argv {
  return yargs.command(
    'env',
    'check the environment against secrets/schema.json, or run a command with what it needs of it (-- COMMAND)',
    (command) =>
      command
        .usage(USAGE)
        .option('for', { type: 'string', describe: 'only what this consumer needs, by "required_for"' })
        .option('file', {
          type: 'string',
          // Node 20 opens what --env-file names by itself, wherever that stands: it must be a file, and it obeys its NODE_OPTIONS.
          alias: 'env-file',
          describe: 'read this env file and no other; may be given several times, the last one wins',
        })
        .option('production', { type: 'boolean', describe: 'this is production: test keys are wrong' })
        .option('environment', {
          type: 'string',
          describe:
            'what the schema calls this environment ("vercel:production"); found by itself if left out',
        })
        .option('in', {
          type: 'string',
          describe: `compare names with these stores and environments (${STORE_WORDS}; github:production; all), by commands that never show a value`,
        })
        .option('json', { type: 'boolean', describe: 'for programs: version 1 of a contract' }),
    async ({ _: [, ...more], for: consumer, file, production, environment, in: stores, json }) => {
      if (more.length > 0) {
        throw new UsageError(
          'env takes no words of its own',
          'put -- before the command: keyfence env --for CONSUMER -- COMMAND',
        );
      }
      const { runEnvironment } = await import('./env.js');
      done(
        await runEnvironment({
          consumer,
          envFiles: file,
          environment,
          stores,
          production: production === true,
          json: json === true,
          command: behind,
        }),
      );
    },
  );
}
