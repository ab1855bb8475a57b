/** The report that GitLab takes as `artifacts:reports:codequality`: marks in the diff of a merge request, in every tier. */
import { createHash } from 'node:crypto';
import type { Finding, Receipt, Severity, Skip } from '../types.js';
import { display, displayText } from './display.js';
import { nameOf, reasonOf } from './finding-words.js';
import { stableIds } from './stable-ids.js';

const SEVERITIES: Record<Severity, string> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
};

/** @returns a JSON list: new findings, and what should have been scanned and was not. It is empty only for a clean scan. */
export function reportGitLabQuality(findings: readonly Finding[], receipt: Receipt): string {
  const told = findings.filter(({ status }) => status === 'new');
  const ids = stableIds(told);
  const issues = [
    ...told.map((finding, at) => issueOf(finding, ids[at] as string)),
    ...receipt.skipped.filter(({ listed }) => !listed).map(skipIssue),
  ];
  return `${JSON.stringify(issues, null, 2)}\n`;
}

function issueOf(finding: Finding, fingerprint: string): object {
  const { pattern, severity, file, line, endLine } = finding;
  return {
    description: `${nameOf(finding)}: ${reasonOf(finding)}`,
    check_name: displayText(pattern),
    fingerprint,
    severity: SEVERITIES[severity],
    location: { path: display(file), lines: { begin: line, end: endLine } },
  };
}

function skipIssue({ file, reason }: Skip): object {
  const hash = createHash('sha256').update(`${file}\0${reason}`, 'latin1').digest('hex');
  return {
    description: `Not scanned, so nothing is known of it: ${display(reason)}`,
    check_name: 'keyfence:not-scanned',
    fingerprint: hash.slice(0, 32),
    severity: 'major',
    location: { path: display(file), lines: { begin: 1, end: 1 } },
  };
}
