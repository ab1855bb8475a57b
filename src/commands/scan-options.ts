/** What all commands that scan take, and how it is read. */
import type { Argv } from 'yargs';
import { UsageError } from '../errors.js';
import type { ExceptionsFrom } from '../exceptions/decisions.js';
import type { Confidence } from '../types.js';
import { readWord } from './read-word.js';
import { FORMAT_OPTION, OUTPUT_OPTION, type ReportRequest, TEXT_ALONE } from './report-words.js';
import type { ScanRun } from './run-scan.js';
import { readVaultWords, VAULT_OPTION } from './vault-option.js';

const CONFIDENCES = ['high', 'medium', 'low'];

/** Of those that scan commits. */
export const EXCEPTIONS_FROM = {
  type: 'string',
  describe: 'newest (default); or base: what the commits themselves let through counts only once merged',
} as const;

export function scanOptions(command: Argv): Argv {
  return command
    .option('format', FORMAT_OPTION)
    .option('output', OUTPUT_OPTION)
    .option('confidence', {
      type: 'string',
      describe: 'lowest confidence to report: high, medium (unless .keyfence.json says otherwise) or low',
    })
    .option('quiet', { type: 'boolean', describe: 'no receipt when there is nothing to say' })
    .option('verbose', { type: 'boolean', describe: 'name everything that was not scanned' })
    .option('strict', {
      type: 'boolean',
      describe: 'what is only listed as not scanned (submodules, pictures) makes the scan incomplete, too',
    })
    .option('known-values', {
      type: 'boolean',
      describe:
        "look for the values that your schema's names have here; --no-known-values does not, standard input only asked",
    })
    .option('known-values-from', VAULT_OPTION);
}

/**
 * @param reports those that were asked for; null for none.
 * @throws UsageError for a word that is none of those that there are.
 */
export function readScanRun(
  typed: Record<string, unknown>,
  reports: readonly ReportRequest[] | null,
): ScanRun {
  return {
    reports: reports ?? TEXT_ALONE,
    confidence: (readWord(typed.confidence, 'confidence', CONFIDENCES, undefined) as Confidence) ?? null,
    exceptionsFrom: readWord(
      typed.exceptionsFrom,
      'exceptions-from',
      ['newest', 'base'],
      'newest',
    ) as ExceptionsFrom,
    quiet: typed.quiet === true,
    verbose: typed.verbose === true,
    strict: typed.strict === true,
    knownValues: readSwitch(typed.knownValues, 'known-values'),
    knownValuesFrom: readVaultWords(typed.knownValuesFrom),
  };
}

/** Undefined where it was not given. @throws UsageError where it was given twice. */
export function readSwitch(typed: unknown, option: string): boolean | undefined {
  if (typed === undefined || typeof typed === 'boolean') return typed;
  throw new UsageError(`--${option} or --no-${option}: expected one of them, once`, 'leave one out');
}

/** The paths that were typed. @param behind what stood behind `--`. */
export function joinPaths(typed: unknown, behind: readonly string[]): string[] {
  return [...((typed as string[] | undefined) ?? []), ...behind];
}
