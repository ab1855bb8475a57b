/** Brings what was found to where it was asked for: the text and the other reports, then the receipt. */
import { type ExitCode, exitCodeOf } from '../exit-codes.js';
import { type Paint, PLAIN } from '../report/paint.js';
import { reportReceipt } from '../report/receipt.js';
import { reportText } from '../report/text.js';
import type { ScanResult } from '../scan/options.js';
import { write } from './output.js';
import type { ReportRequest } from './report-words.js';

export interface Telling {
  /** The reports that were asked for; at most one of them goes to standard output. */
  reports: readonly ReportRequest[];
  /** No receipt when there is nothing to tell. */
  quiet: boolean;
  /** Tells more of what was scanned and of what was not. */
  verbose: boolean;
}

/**
 * To be called before there is anything to tell.
 * @returns what tells it: findings go to stdout or to the files that were named, everything about the run to stderr; it
 *   throws KeyfenceError where a report could not be written.
 * @throws KeyfenceError where it can be known already that one cannot.
 */
export async function openTelling(telling: Telling): Promise<(result: ScanResult) => Promise<ExitCode>> {
  const others = telling.reports.filter(({ format, file }) => format !== 'text' || file !== null);
  const reports = others.length > 0 ? (await import('./write-reports.js')).openReports(others) : null;
  return async ({ findings, receipt }) => {
    if (findings.length > 0 && showsText(telling)) {
      await write('stdout', reportText(findings, receipt, await choosePaint(receipt.findings)));
    }
    const unwritten = await reports?.write(findings, receipt);
    const isCleanAndQuiet = telling.quiet && receipt.findings === 0 && receipt.complete;
    if (!isCleanAndQuiet) await write('stderr', reportReceipt(receipt, { ...telling, findings }));
    if (unwritten) throw unwritten;
    return exitCodeOf(receipt);
  };
}

/** Where all reports go to files a person still sees what blocks, unless they want quiet. */
function showsText({ reports, quiet }: Telling): boolean {
  const onScreen = reports.find(({ file }) => file === null);
  return onScreen === undefined ? !quiet : onScreen.format === 'text';
}

/** @param findings how much there is to colour. chalk, which looks at FORCE_COLOR and the terminal, is loaded only when there is something to colour. */
export async function choosePaint(findings: number): Promise<Paint> {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  // https://no-color.org: set and not empty. FORCE_COLOR outdoes it, as in Node itself.
  if (findings === 0 || (NO_COLOR && FORCE_COLOR === undefined)) return PLAIN;
  const { COLOURS } = await import('./colours.js');
  return COLOURS;
}
