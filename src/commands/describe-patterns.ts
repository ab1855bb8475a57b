/** The part of the command line that is about patterns; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import type { ExitCode } from '../exit-codes.js';

/**
 * @param behind what stood behind `--`.
 * @param done is told the exit code.
 */
export function describePatterns(
  yargs: Argv,
  behind: readonly string[],
  done: (code: ExitCode) => void,
): Argv {
  return yargs.command(
    'patterns [action] [subject]',
    'list the formats of the catalog, show one (show ID), or check your own (check [FILE])',
    (command) =>
      command
        .positional('action', { type: 'string', describe: 'list, show or check; list if left out' })
        .positional('subject', {
          type: 'string',
          describe: 'the id to show, or the file to check (secrets/schema.json if left out)',
        })
        .option('provider', { type: 'string', describe: 'only providers whose name holds this' })
        .option('category', { type: 'string', describe: 'only this category' })
        .option('json', { type: 'boolean', describe: 'for programs: version 1 of a contract' })
        .option('valid-sample', { type: 'boolean', describe: 'show a sample with the right checksum' }),
    async ({ _: [, ...more], action, subject, provider, category, json, validSample }) => {
      const { runPatterns } = await import('./patterns.js');
      const words = [action, subject, ...more, ...behind].filter((word) => word !== undefined).map(String);
      done(
        await runPatterns({
          words,
          provider,
          category,
          json: json === true,
          validSample: validSample === true,
        }),
      );
    },
  );
}
