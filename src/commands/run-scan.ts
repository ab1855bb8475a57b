/** What every scanning command does: scan, report, and turn the receipt into an exit code. */
import { basename } from 'node:path';
import type { ExceptionsFrom } from '../exceptions/decisions.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';
import { version } from '../package/version.js';
import { reportHtml } from '../report/html/report.js';
import { reportJson } from '../report/json.js';
import { type Paint, PLAIN } from '../report/paint.js';
import { reportReceipt } from '../report/receipt.js';
import { reportText } from '../report/text.js';
import type { ScanResult } from '../scan.js';
import { createScanner, type Scanner } from '../scanner.js';
import type { Confidence } from '../types.js';
import { adviseOnGuardedFiles } from './guard-advice.js';
import { keepLast } from './last-findings.js';
import { write } from './output.js';
import { openProgress } from './progress.js';
import { readVaults } from './read-vaults.js';

export interface ScanRun {
  format: 'text' | 'json' | 'html';
  /** Null for what the configuration says. */
  confidence: Confidence | null;
  /** No receipt when there is nothing to tell. */
  quiet: boolean;
  /** Tells more of what was scanned and of what was not. */
  verbose: boolean;
  /** What is only listed as not scanned makes the scan incomplete, too. */
  strict: boolean;
  /** Of commits: which state says what is let through; the newest if left out. */
  exceptionsFrom?: ExceptionsFrom;
  /** Whether Ctrl-C ends it with a receipt of what was scanned; else it just ends. */
  endsEarly?: boolean;
  /** Whether the project's own values are looked for; undefined for where that is usual. */
  knownValues: boolean | undefined;
  /** The vaults that are asked for these as well, as they were typed; undefined for those that the environment names. */
  knownValuesFrom: string | undefined;
}

/** @returns the exit code; findings go to stdout, everything about the run to stderr. */
export async function runScan(
  start: (scanner: Scanner) => Promise<ScanResult>,
  run: ScanRun,
): Promise<ExitCode> {
  const { findings, receipt } = await scanWatched(start, run);
  if (findings.length > 0) await adviseOnGuardedFiles(findings, process.cwd());
  if (run.format === 'json') await write('stdout', reportJson(findings, receipt));
  else if (run.format === 'html') await write('stdout', reportHtml(findings, receipt, htmlContext()));
  else if (findings.length > 0)
    await write('stdout', reportText(findings, receipt, await choosePaint(receipt.findings)));
  const isCleanAndQuiet = run.quiet && receipt.findings === 0 && receipt.complete;
  if (!isCleanAndQuiet) await write('stderr', reportReceipt(receipt, { ...run, findings }));
  await keepLast(findings, process.cwd());
  return exitCodeOf(receipt);
}

function htmlContext() {
  return { version: version(), now: new Date(), project: basename(process.cwd()) };
}

async function scanWatched(
  start: (scanner: Scanner) => Promise<ScanResult>,
  { confidence, strict, quiet, exceptionsFrom = 'newest', endsEarly, knownValues, knownValuesFrom }: ScanRun,
): Promise<ScanResult> {
  const vaults = readVaults(knownValuesFrom, process.env);
  const { onProgress, end } = openProgress({ quiet });
  const controller = endsEarly ? new AbortController() : null;
  const stop = () => controller?.abort();
  if (controller) process.once('SIGINT', stop); // a second one ends the program at once
  try {
    return await start(
      createScanner({
        ...(confidence && { confidence }),
        strict,
        exceptionsFrom,
        onProgress,
        ...(controller && { signal: controller.signal }),
        vaults,
        ...(knownValues === undefined ? {} : { knownValues }),
      }),
    );
  } finally {
    process.off('SIGINT', stop);
    end();
  }
}

/** @param findings how much there is to colour. chalk, which looks at FORCE_COLOR and the terminal, is loaded only when there is something to colour. */
export async function choosePaint(findings: number): Promise<Paint> {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  // https://no-color.org: set and not empty. FORCE_COLOR outdoes it, as in Node itself.
  if (findings === 0 || (NO_COLOR && FORCE_COLOR === undefined)) return PLAIN;
  const { COLOURS } = await import('./colours.js');
  return COLOURS;
}
