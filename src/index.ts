/** The library. */
export { KeyfenceError } from './errors.js';
export { type RedactOptions, redact } from './redact/text.js';
export type { Progress, ScanResult } from './scan/options.js';
export { createScanner, type PushedRef, type Scanner, type ScannerOptions } from './scanner.js';
export type { Category, Confidence, Finding, Receipt, Severity, Skip, Verdict } from './types.js';
