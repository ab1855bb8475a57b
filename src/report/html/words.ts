/** What the report calls things: the values of the JSON contract, in words for a person. */
import type { Category, Finding, Severity, SourceName, Verdict } from '../../types.js';

/** The worst first. */
export const SEVERITIES: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

export const CATEGORIES: Record<Category, string> = {
  'api-key': 'API key',
  'auth-token': 'Auth token',
  'cloud-credential': 'Cloud credential',
  'database-credential': 'Database credential',
  'sensitive-config': 'Sensitive configuration',
};

/** The strongest first. */
export const VERDICTS: Record<Verdict, string> = {
  'checksum-valid': 'Checksum is right',
  'structure-valid': 'Structure is sound',
  'known-value': 'Value this project uses',
  format: 'Exact format',
  context: 'Assigned to such a name',
  generic: 'Looks like a credential',
  file: 'Guarded file',
};

export const STATUSES: Record<Finding['status'], string> = {
  new: 'New',
  baseline: 'Baseline',
  allowed: 'Allowed',
};

export const SOURCES: Record<SourceName, string> = {
  staged: 'what is staged',
  tree: 'the working tree',
  range: 'a range of commits',
  history: 'the history',
  stdin: 'standard input',
  message: 'a commit message',
};

const FORMAT = new Intl.NumberFormat('en-US'); // made once: that takes longer than its use

/** `1,234`. */
export function grouped(count: number): string {
  return FORMAT.format(count);
}

/** `1 secret`, `1,234 secrets`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
