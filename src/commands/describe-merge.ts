/** The part of the command line that joins reports; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import type { MergeArguments } from './merge.js';
import { readWord } from './read-word.js';

const FORMATS = ['text', 'json', 'sarif'];

/** @param behind what stood behind `--`. @param done is told the exit code. */
export function describeMerge(yargs: Argv, behind: readonly string[], done: (code: ExitCode) => void): Argv {
  return yargs.command(
    'merge [reports..]',
    'join the JSON (or SARIF) reports of all shards of a scan, or of several repositories, into one',
    (command) =>
      command
        .positional('reports', { type: 'string', array: true, describe: 'the files of the reports' })
        .option('format', { type: 'string', describe: 'text (default of JSON), json; sarif of SARIF' })
        .option('output', { type: 'string', describe: 'the file to write; standard output if left out' })
        .option('quiet', { type: 'boolean', describe: 'no receipt when there is nothing to say' })
        .option('verbose', { type: 'boolean', describe: 'name everything that was not scanned' }),
    async ({ reports, format, output, quiet, verbose }) => {
      const { runMerge } = await import('./merge.js');
      const files = [...((reports as string[] | undefined) ?? []), ...behind];
      const word = readWord(format, 'format', FORMATS, null as never) as MergeArguments['format'];
      const file = readFileName(output);
      done(
        await runMerge({
          files,
          format: word,
          output: file,
          quiet: quiet === true,
          verbose: verbose === true,
        }),
      );
    },
  );
}

function readFileName(typed: unknown): string | null {
  if (typed === undefined) return null;
  if (typeof typed === 'string' && typed !== '') return typed;
  throw new UsageError('--output: expected one file', 'give one, or leave it out');
}
