/** `keyfence ci`: finds out which commits a CI run is about, scans each of them, and says what got past the hooks. */
import type { ChosenRange } from '../ci/chosen.js';
import { chooseAndDeepen } from '../ci/deepen.js';
import type { CiFacts, Environment } from '../ci/facts.js';
import { GITHUB_ACTIONS } from '../ci/github.js';
import { PLAIN } from '../ci/plain.js';
import type { Asked } from '../ci/situation.js';
import { readCiFacts } from '../ci/systems.js';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import type { ScanResult } from '../scan/options.js';
import type { Scanner } from '../scanner.js';
import type { CiReceipt } from '../types.js';
import { type ReportRequest, TEXT_ALONE } from './report-words.js';
import { runScan, type ScanRun } from './run-scan.js';

export interface CiArguments extends Asked {
  /** Whether the remote may be asked for what this clone lacks. */
  deepen: boolean;
  /** Whether what earlier scans of a whole history found out is used, and what this one does is kept. */
  cache: boolean;
  /** @param reports what is reported where nothing was asked for. */
  readRun(reports: readonly ReportRequest[]): ScanRun;
}

/** @throws KeyfenceError where it cannot be told what to scan. */
export async function runCi({ base, head, deepen, cache, readRun }: CiArguments): Promise<ExitCode> {
  const asked = { base: readCommitName(base, 'base'), head: readCommitName(head, 'head') };
  const facts = readFacts(asked, process.env);
  const run = readRun(defaultReports(facts));
  const chosen = await chooseAndDeepen(facts, { cwd: process.cwd(), asked, deepen });
  const ci = ciReceipt(facts, chosen);
  return runScan(async (scanner) => {
    const { findings, receipt } = await scanChosen(scanner, chosen, { ...run, cache });
    return { findings, receipt: { ...receipt, ci } };
  }, run);
}

/** The one place that says what each service shows best. */
function defaultReports({ system }: CiFacts): readonly ReportRequest[] {
  return system === GITHUB_ACTIONS ? [{ format: 'github', file: null }] : TEXT_ALONE;
}

/** Whoever says both ends needs nothing of the environment, whatever it holds. */
function readFacts({ base, head }: Asked, env: Environment): CiFacts {
  return base !== null && head !== null ? PLAIN.read(env) : readCiFacts(env);
}

/** Left out, or empty as a variable that is not set: null. */
function readCommitName(typed: string | null, option: string): string | null {
  if (typed === null || typed === '') return null;
  if (!typed.startsWith('-') && !/\p{Cc}/u.test(typed)) return typed;
  throw new UsageError(`--${option}: expected one commit`, 'give its object id, or the name of a branch');
}

function scanChosen(
  scanner: Scanner,
  chosen: ChosenRange,
  { exceptionsFrom, cache }: Pick<ScanRun, 'exceptionsFrom'> & { cache: boolean },
): Promise<ScanResult> {
  const { rule, tips, missed } = chosen;
  // A scan of a history knows no state that its exceptions were merged into.
  const isHistory = rule === 'whole-history' && missed.length === 0 && exceptionsFrom !== 'base';
  return isHistory ? scanner.scanHistory({ refs: tips, recalls: cache }) : scanner.scanCommits(chosen);
}

function ciReceipt({ system, isCi, event, remedy }: CiFacts, chosen: ChosenRange): CiReceipt {
  const { rule, why, tips, excluded, notes, missed, isCut } = chosen;
  const isLacking = isCut || missed.length > 0;
  return {
    system,
    isCi,
    event,
    rule,
    why,
    base: excluded,
    head: tips,
    notes,
    remedy: isLacking ? remedy : null,
  };
}
