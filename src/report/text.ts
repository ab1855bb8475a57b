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
    `  why     ${reasonOf(finding)} ${paint.dim(`(confidence ${finding.confidence}, ${finding.fingerprint})`)}`,
  ];
  if (finding.variable && finding.verdict !== 'file') {
    lines.push(`  instead ${paint.cyan(display(finding.variable))} from the environment or your vault`);
  }
  if (finding.verdict !== 'file') lines.push(`  rotate  ${rotation(finding)}`);
  return `${lines.join('\n')}\n`;
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
  const lines: string[] = source === 'message' ? messageLines(findings) : [];
  const isStaged = source === 'staged';
  const files = findings.filter((finding) => finding.verdict === 'file').length;
  if (source !== 'message' && files < findings.length) {
    lines.push(`  secret  take it out of the file${isStaged ? ' and `git add` the file again' : ''}`);
  }
  if (files < findings.length) {
    lines.push('          it left this machine once? then it is spent: rotate it as said above');
  }
  if (files > 0) {
    lines.push('  file    git rm --cached -f FILE takes it out of Git and leaves your copy where it is');
  }
  if (isStaged || source === 'message') {
    const ask = findings.length > 1 ? 'none of these is a secret?' : 'not a secret?';
    lines.push(`  ${ask} git commit --no-verify goes past every hook; the scan in CI still sees it`);
  }
  return `${paint.bold('What to do now')}\n${lines.join('\n')}\n`;
}

/** Git keeps the message of a refused commit, of `-m` too; that of a refused merge it offers again by itself. */
function messageLines(findings: readonly Finding[]): string[] {
  const lines: string[] = [];
  if (findings.some(({ file }) => file !== '(branch name)')) {
    lines.push(
      '  message git commit -e -F "$(git rev-parse --git-path COMMIT_EDITMSG)" opens it again, to take the secret out',
      '          (with -a, -v, --amend where you had typed them; in a merge: git commit)',
    );
  }
  if (findings.some(({ file }) => file === '(branch name)')) {
    lines.push('  branch  git branch -m NAME gives it another name; then commit again');
  }
  return lines;
}
