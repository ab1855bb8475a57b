/** The text report for a file: as on the terminal, with the receipt at its end, which goes to stderr there. */
import type { Finding, Receipt } from '../types.js';
import { reportReceipt } from './receipt.js';
import type { ReportContext } from './reporter.js';
import { reportText } from './text.js';

/** Never empty: a clean scan says so. */
export function reportTextFile(
  findings: readonly Finding[],
  receipt: Receipt,
  { paint }: ReportContext,
): string {
  return reportText(findings, receipt, paint) + reportReceipt(receipt, { verbose: true, findings });
}
