/** What a reporter is: a function from what a scan found to a text. */
import type { Finding, Receipt } from '../types.js';
import type { Paint } from './paint.js';

/** What a reporter may want to know besides what was found. */
export interface ReportContext {
  /** Of keyfence. */
  version: string;
  /** What was scanned, as a person calls it; null where nobody said. */
  project: string | null;
  /** The colours of the place that the report goes to. */
  paint: Paint;
  /** When the scan began and when it ended. */
  startTime: Date;
  endTime: Date;
  /** The environment that keyfence runs in: CI systems tell there which commit this is. */
  environment: Readonly<Record<string, string | undefined>>;
}

/** @returns the whole report, with a newline at its end; it holds nothing that is not masked. */
export type Reporter = (findings: readonly Finding[], receipt: Receipt, context: ReportContext) => string;
