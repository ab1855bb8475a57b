/** Findings for a person: where, what, why it is believed, and what to do now. */
import type { CommitFacts, Finding, FindingHistory, Receipt, Severity, Verdict } from '../types.js';
import { display, displayMasked, displayText } from './display.js';
import { type Paint, PLAIN } from './paint.js';
import { wayOut } from './way-out.js';

const SHORT = 12; // digits of an object id that tell a commit from all others

const MOST_REFS = 5;
const KIND_OF_REF = /^refs\/(?:heads|tags)\//;

const REASONS: Record<Verdict, string> = {
  'checksum-valid': 'its checksum is right',
  'structure-valid': 'its structure is sound',
  format: 'it has the exact format',
  'known-value': 'it is a value this project uses',
  context: 'it is assigned to a name of that kind',
  generic: 'it looks like a credential',
  file: 'the file is guarded by its name',
};

/** The new findings as text, empty for none; the receipt goes to stderr by itself. */
export function reportText(all: readonly Finding[], receipt: Receipt, paint: Paint = PLAIN): string {
  const findings = all.filter(({ status }) => status === 'new');
  if (findings.length === 0) return '';
  const blocks = findings.map((finding) => describe(finding, paint));
  const lines = wayOut(findings, receipt.source);
  return `${blocks.join('\n')}\n${paint.bold('What to do now')}\n${lines.join('\n')}\n`;
}

function describe(finding: Finding, paint: Paint): string {
  const place =
    finding.verdict === 'file'
      ? display(finding.file)
      : `${display(finding.file)}:${finding.line}:${finding.column}`;
  const shown = finding.verdict === 'file' ? '' : `  ${displayMasked(finding.masked)}`;
  const lines = [
    `${paint.bold(place)}  ${colourOf(finding.severity, paint)(finding.severity)}  ${displayText(finding.title)}${shown}`,
    ...layersLine(finding),
    ...(finding.history ? historyLines(finding.history, paint) : commitLine(finding, paint)),
    `  why     ${reasonOf(finding)} ${paint.dim(`(confidence ${finding.confidence}, ${finding.fingerprint})`)}`,
  ];
  if (finding.variable && finding.verdict !== 'file') {
    lines.push(`  instead ${paint.cyan(display(finding.variable))} from the environment or your vault`);
  }
  if (finding.verdict !== 'file') lines.push(`  rotate  ${rotation(finding)}`);
  lines.push(...finding.remarks.map((remark) => `  but     ${paint.yellow(remark)}`), allowLine(finding));
  return `${lines.join('\n')}\n`;
}

/** Its own way past the hook, ready to be typed. */
function allowLine({ verdict, fingerprint }: Finding): string {
  const when = verdict === 'file' ? 'if it may be in Git' : 'if it is no secret';
  return `  allow   keyfence allow ${fingerprint} --reason "WHY", ${when}`;
}

/** What it took to read the text, from the outside in. */
function layersLine({ layers }: Finding): string[] {
  return layers.length === 0 ? [] : [`  inside  ${layers.map(display).join(' > ')}`];
}

function commitLine({ commit }: Finding, paint: Paint): string[] {
  return commit === null ? [] : [`  commit  ${commitWords(commit, paint)}`];
}

function commitWords({ oid, author, date }: CommitFacts, paint: Paint): string {
  return `${paint.bold(oid.slice(0, SHORT))} by ${display(author)}${date === '' ? '' : `, ${date}`}`;
}

function historyLines(history: FindingHistory, paint: Paint): string[] {
  const { first, last, atHead, refs, places } = history;
  const state = atHead ? paint.red('still at HEAD') : 'no longer at HEAD';
  const where = refs.slice(0, MOST_REFS).map((name) => display(name.replace(KIND_OF_REF, '')));
  const more = refs.length > MOST_REFS ? ` and ${refs.length - MOST_REFS} more` : '';
  return [
    ...(first ? [`  first   ${commitWords(first.commit, paint)}`] : []),
    ...(last && last.commit.oid !== first?.commit.oid
      ? [`  last    ${commitWords(last.commit, paint)}`]
      : []),
    `  now     ${state}, ${places} ${places === 1 ? 'place' : 'places'} in all${refs.length === 0 ? '' : `; on ${where.join(', ')}${more}`}`,
  ];
}

/** Why it is believed, as far as its verdict and its note tell. */
export function reasonOf(finding: Finding): string {
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
