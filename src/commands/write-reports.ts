/** Makes the reports that were asked for, and brings each to its place. */
import { basename } from 'node:path';
import { KeyfenceError } from '../errors.js';
import { version } from '../package/version.js';
import { loadReporter } from '../report/formats.js';
import { PLAIN } from '../report/paint.js';
import type { ReportContext } from '../report/reporter.js';
import type { Finding, Receipt } from '../types.js';
import { write } from './output.js';
import { checkReportFile, writeReportFile } from './report-file.js';
import type { ReportRequest } from './report-words.js';
import { addToStepSummary } from './step-summary.js';

export interface OpenReports {
  /**
   * Writes them all, whatever becomes of one.
   * @returns what could not be written; null where everything was.
   */
  write(findings: readonly Finding[], receipt: Receipt): Promise<KeyfenceError | null>;
}

/**
 * To be called before the scan.
 * @throws KeyfenceError where a file cannot be written, as far as that can be known now.
 */
export function openReports(requests: readonly ReportRequest[]): OpenReports {
  const startTime = new Date();
  for (const { format, file } of requests) {
    const problem = file === null ? null : checkReportFile(file);
    if (problem !== null) throw unwritable([`${format}: ${problem}`]);
  }
  return {
    async write(findings, receipt) {
      const context: ReportContext = {
        version: version(),
        project: basename(process.cwd()) || null,
        paint: PLAIN,
        startTime,
        endTime: new Date(),
        environment: process.env,
      };
      const problems: string[] = [];
      for (const { format, file } of requests) {
        const report = (await loadReporter(format))(findings, receipt, context);
        const problem = await bring(report, file);
        if (problem !== null) problems.push(`${format}: ${problem}`);
      }
      if (requests.some(({ format }) => format === 'github')) {
        const problem = addToStepSummary(process.env.GITHUB_STEP_SUMMARY, findings, receipt);
        if (problem !== null) problems.push(`step summary: ${problem}`);
      }
      return problems.length > 0 ? unwritable(problems) : null;
    },
  };
}

async function bring(report: string, file: string | null): Promise<string | null> {
  if (file !== null) return writeReportFile(file, report);
  await write('stdout', report);
  return null;
}

/** @param problems none of which holds what was typed. */
function unwritable(problems: readonly string[]): KeyfenceError {
  return new KeyfenceError(
    `a report cannot be written (${problems.join('; ')})`,
    'give --output a file in a folder that is there and that you may write to; - is standard output',
  );
}
