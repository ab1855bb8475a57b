/** Findings for a person: where, what, why it is believed, and what to do now. */
import type { Finding, Receipt, Severity, SourceName, Verdict } from '../types.js';
import { display, displayMasked, displayText } from './display.js';

/** The colours that a report uses; chalk where colour is wanted, plain text where it is not. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const SHORT = 12; // digits of an object id that tell a commit from all others

const plainly = (text: string) => text;
export const PLAIN: Paint = { bold: plainly, dim: plainly, red: plainly, yellow: plainly, cyan: plainly };

const REASONS: Record<Verdict, string> = {
  'checksum-valid': 'its checksum is right',
  'structure-valid': 'its structure is sound',
  format: 'it has the exact format',
  'known-value': 'it is a value this project uses',
  context: 'it is assigned to a name of that kind',
  generic: 'it looks like a credential',
  file: 'the file is guarded by its name',
};

/** The findings as text, empty for none; the receipt goes to stderr by itself. */
export function reportText(findings: readonly Finding[], receipt: Receipt, paint: Paint = PLAIN): string {
  if (findings.length === 0) return '';
  const blocks = findings.map((finding) => describe(finding, paint));
  return `${blocks.join('\n')}\n${wayOut(findings, receipt.source, paint)}`;
}

function describe(finding: Finding, paint: Paint): string {
  const place =
    finding.verdict === 'file'
      ? display(finding.file)
      : `${display(finding.file)}:${finding.line}:${finding.column}`;
  const shown = finding.verdict === 'file' ? '' : `  ${displayMasked(finding.masked)}`;
  const lines = [
    `${paint.bold(place)}  ${colourOf(finding.severity, paint)(finding.severity)}  ${displayText(finding.title)}${shown}`,
    ...commitLine(finding, paint),
    `  why     ${reasonOf(finding)} ${paint.dim(`(confidence ${finding.confidence}, ${finding.fingerprint})`)}`,
  ];
  if (finding.variable && finding.verdict !== 'file') {
    lines.push(`  instead ${paint.cyan(display(finding.variable))} from the environment or your vault`);
  }
  if (finding.verdict !== 'file') lines.push(`  rotate  ${rotation(finding)}`);
  return `${lines.join('\n')}\n`;
}

function commitLine({ commit }: Finding, paint: Paint): string[] {
  if (commit === null) return [];
  const when = commit.date === '' ? '' : `, ${commit.date}`;
  return [`  commit  ${paint.bold(commit.oid.slice(0, SHORT))} by ${display(commit.author)}${when}`];
}

function reasonOf(finding: Finding): string {
  const isOfSchema = finding.verdict === 'context' && finding.pattern.startsWith('schema:');
  const reason = isOfSchema
    ? 'it is assigned to a name of your secrets/schema.json'
    : REASONS[finding.verdict];
  return finding.note ? `${reason}; ${finding.note}` : reason;
}

function rotation(finding: Finding): string {
  const where = finding.revoke ?? 'where it was issued';
  return displayText(finding.rotate ? `${where} (${finding.rotate})` : where);
}

function colourOf(severity: Severity, paint: Paint): (text: string) => string {
  return severity === 'critical' || severity === 'high' ? paint.red : paint.yellow;
}

function wayOut(findings: readonly Finding[], source: SourceName, paint: Paint): string {
  const files = findings.filter((finding) => finding.verdict === 'file').length;
  const lines = source === 'range' ? outOfCommits(findings) : outOfFiles(findings, source);
  if (files > 0) {
    lines.push('  file    git rm --cached -f FILE takes it out of Git and leaves your copy where it is');
  }
  lines.push(...pastTheHook(findings, source));
  return `${paint.bold('What to do now')}\n${lines.join('\n')}\n`;
}

function outOfFiles(findings: readonly Finding[], source: SourceName): string[] {
  if (findings.every((finding) => finding.verdict === 'file')) return [];
  return [
    `  secret  take it out of the file${source === 'staged' ? ' and `git add` the file again' : ''}`,
    '          it left this machine once? then it is spent: rotate it as said above',
  ];
}

/** A later commit that removes it does not help: the commits themselves must be written anew. */
function outOfCommits(findings: readonly Finding[]): string[] {
  const isIn = (what: string) => findings.some(({ file }) => file.startsWith(`(${what} `));
  return [
    '  commit  take it out of the commit that brings it; removing it in a later one does not help',
    '          the last commit: git commit --amend; an older one: git rebase -i COMMIT^, then edit',
    '          it was pushed once? then it is spent: rotate it as said above',
    ...(isIn('tag') ? ['  tag     git tag -d NAME, then tag anew'] : []),
    ...(isIn('branch') ? ['  branch  git branch -m NEW-NAME, then push that'] : []),
  ];
}

function pastTheHook(findings: readonly Finding[], source: SourceName): string[] {
  const command = { staged: 'git commit', range: 'git push' }[source as string];
  if (command === undefined) return [];
  const ask = findings.length > 1 ? 'none of these is a secret?' : 'not a secret?';
  return [`  ${ask} ${command} --no-verify goes past every hook; the scan in CI still sees it`];
}
