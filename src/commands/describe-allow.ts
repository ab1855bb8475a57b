/** The part of the command line that lets something through; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import type { ExitCode } from '../exit-codes.js';

/** @param options `done` is told the exit code. */
export function describeAllow(
  yargs: Argv,
  { print, done }: { print: (line: string) => void; done: (code: ExitCode) => void },
): Argv {
  return yargs.command(
    'allow [fingerprint]',
    'let one finding or file through, or accept a skip, for good or for a time: writes .keyfence.json',
    (command) =>
      command
        .positional('fingerprint', { type: 'string', describe: 'the finding, as reports name it' })
        .option('last', { type: 'boolean', describe: 'the finding that was shown last' })
        .option('file', {
          type: 'string',
          describe: 'a guarded file that may be in Git; what it holds is scanned all the same',
        })
        .option('skip', { type: 'string', describe: 'the file or folder that need not be scanned' })
        .option('reason', { type: 'string', describe: 'why: every report shows it' })
        .option('until', { type: 'string', describe: 'the last day on which it counts, such as 2026-12-31' }),
    async ({ _: [, ...more], fingerprint, last, file, skip, reason, until }) => {
      const { runAllow } = await import('./allow.js');
      const words = [fingerprint, ...more].filter((word) => word !== undefined).map(String);
      const typed = { words, last: last === true, file, skip, reason, until };
      done(await runAllow({ cwd: process.cwd(), typed, print }));
    },
  );
}
