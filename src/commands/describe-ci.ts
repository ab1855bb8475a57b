/** The part of the command line that is about CI runs; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import type { ReportRequest } from './report-words.js';
import { EXCEPTIONS_FROM, readScanRun, scanOptions } from './scan-options.js';

/** @param reports those that were asked for; null for none. */
export function describeCi(
  yargs: Argv,
  reports: readonly ReportRequest[] | null,
  done: (code: ExitCode) => void,
): Argv {
  return yargs.command(
    'ci',
    'scan the commits that a CI run is about: a push, a pull request, a tag; of a schedule all of them',
    (command) =>
      scanOptions(command)
        .option('base', {
          type: 'string',
          describe: 'the commit whose history is left out; found by itself if left out',
        })
        .option('head', {
          type: 'string',
          describe: 'the commit up to which is scanned; found by itself if left out',
        })
        .option('deepen', {
          type: 'boolean',
          describe: 'in a shallow clone: fetch from its remote what the range needs',
        })
        .option('cache', {
          type: 'boolean',
          describe:
            'of a whole history: use and keep what scans find out, where nobody else can write that folder',
        })
        .option('exceptions-from', EXCEPTIONS_FROM)
        .check(noArguments),
    async (typed) => {
      const { runCi } = await import('./ci.js');
      // Annotations say something in any case.
      const readRun = (usual: readonly ReportRequest[]) =>
        readScanRun(typed, reports ?? (typed.quiet === true ? null : usual));
      done(
        await runCi({
          base: readCommit(typed.base, 'base'),
          head: readCommit(typed.head, 'head'),
          deepen: typed.deepen === true,
          cache: typed.cache === true,
          readRun,
        }),
      );
    },
  );
}

/** Null where it was not given. */
function readCommit(typed: unknown, option: string): string | null {
  if (typed === undefined) return null;
  if (typeof typed === 'string') return typed;
  throw new UsageError(`--${option}: expected one commit`, 'give it once, see keyfence ci --help');
}

function noArguments(typed: Record<string, unknown>): true {
  if ((typed._ as unknown[]).length === 1) return true;
  throw new UsageError('ci takes no arguments', 'give --base COMMIT and --head COMMIT');
}
