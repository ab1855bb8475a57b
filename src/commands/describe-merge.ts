/** The part of the command line that joins reports; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import type { ExitCode } from '../exit-codes.js';
import { FORMAT_OPTION, OUTPUT_OPTION, type ReportRequest } from './report-words.js';

interface Typed {
  /** What stood behind `--`. */
  behind: readonly string[];
  /** The reports that were asked for; null for none. */
  reports: readonly ReportRequest[] | null;
}

/** @param done is told the exit code. */
export function describeMerge(yargs: Argv, { behind, reports }: Typed, done: (code: ExitCode) => void): Argv {
  return yargs.command(
    'merge [files..]',
    'join the JSON (or SARIF) reports of all shards of a scan, or of several repositories, into one',
    (command) =>
      command
        .positional('files', { type: 'string', array: true, describe: 'the files of the reports' })
        .option('format', FORMAT_OPTION)
        .option('output', OUTPUT_OPTION)
        .option('quiet', { type: 'boolean', describe: 'no receipt when there is nothing to say' })
        .option('verbose', { type: 'boolean', describe: 'name everything that was not scanned' }),
    async ({ files, quiet, verbose }) => {
      const { runMerge } = await import('./merge.js');
      const named = [...((files as string[] | undefined) ?? []), ...behind];
      done(await runMerge({ files: named, reports, quiet: quiet === true, verbose: verbose === true }));
    },
  );
}
