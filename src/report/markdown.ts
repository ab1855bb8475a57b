/** The findings as Markdown: a table to be shown in a merge request, an issue or a step summary. */
import type { Finding, Receipt, Skip } from '../types.js';
import { display, displayMasked, displayText } from './display.js';
import { describeException, whyLetThrough } from './exceptions.js';
import { placeOf, reasonOf } from './finding-words.js';
import { escapeMarkdown, linkTo } from './markdown-escape.js';
import { plural, receiptLine } from './receipt.js';

const SHORT = 12; // digits of an object id that tell a commit from all others
const HEAD = ['| severity | what | where | why | do |', '| --- | --- | --- | --- | --- |'];

/** What is said whole, and what is cut to fit. */
interface Section {
  head: readonly string[];
  rows: readonly string[];
}

/** All of it: new findings, what was let through, what was not scanned, and the receipt in the last line. */
export function reportMarkdown(findings: readonly Finding[], receipt: Receipt): string {
  return summarize(findings, receipt, Number.POSITIVE_INFINITY);
}

/**
 * The same in at most so many bytes: rows that find no room are counted.
 * @returns null where there is not even room for the outcome.
 */
export function summarizeInMarkdown(
  findings: readonly Finding[],
  receipt: Receipt,
  mostBytes: number,
): string | null {
  const whole = summarize(findings, receipt, mostBytes);
  return Buffer.byteLength(whole) <= mostBytes ? whole : null;
}

function summarize(findings: readonly Finding[], receipt: Receipt, mostBytes: number): string {
  const title = `## keyfence: ${outcomeOf(receipt)}`;
  const end = ['', escapeMarkdown(`keyfence: ${receiptLine(receipt)}`)];
  const sections = sectionsOf(findings, receipt).filter(({ rows }) => rows.length > 0);
  const frames = sections.flatMap(({ head, rows }) => ['', ...head, ...noteOn(rows.length)]);
  let room = mostBytes - bytesOf([title, ...frames, ...end]);
  const lines = [title];
  for (const { head, rows } of sections) {
    let kept = 0;
    while (kept < rows.length && bytesOf([rows[kept] as string]) <= room) {
      room -= bytesOf([rows[kept] as string]);
      kept++;
    }
    lines.push('', ...head, ...rows.slice(0, kept), ...noteOn(rows.length - kept));
  }
  return [...lines, ...end].map((line) => `${line}\n`).join('');
}

function noteOn(left: number): string[] {
  return left === 0 ? [] : ['', `and ${left} more, for which there was no room here`];
}

function outcomeOf({ findings, complete }: Receipt): string {
  const found = `${findings} new ${plural(findings, 'finding')}`;
  if (!complete) return `INCOMPLETE, ${found}`;
  return findings > 0 ? found : 'clean';
}

function sectionsOf(findings: readonly Finding[], receipt: Receipt): Section[] {
  const through = findings.filter(({ status }) => status !== 'new');
  const missed = receipt.skipped.filter(({ listed }) => !listed);
  const listed = receipt.skipped.filter((skip) => skip.listed);
  return [
    { head: HEAD, rows: findings.filter(({ status }) => status === 'new').map(findingRow) },
    { head: ['### NOT SCANNED', ''], rows: missed.map(skipItem) },
    {
      head: ['### Exceptions that these commits add', ''],
      rows: (receipt.added ?? []).map((one) => `- ${escapeMarkdown(describeException(one))}`),
    },
    {
      head: ['### Let through', '', '| status | what | where | reason |', '| --- | --- | --- | --- |'],
      rows: through.map(throughRow),
    },
    { head: ['### Listed, not scanned', ''], rows: listed.map(skipItem) },
  ];
}

function findingRow(finding: Finding): string {
  const why = `${reasonOf(finding)} (confidence ${finding.confidence}, ${finding.fingerprint})`;
  const cells = [finding.severity, whatOf(finding), whereOf(finding), escapeMarkdown(why), doOf(finding)];
  return `| ${cells.join(' | ')} |`;
}

function throughRow(finding: Finding): string {
  const cells = [finding.status, whatOf(finding), whereOf(finding), escapeMarkdown(whyLetThrough(finding))];
  return `| ${cells.join(' | ')} |`;
}

function whatOf({ title, masked, verdict }: Finding): string {
  const shown = verdict === 'file' || masked === '' ? '' : ` ${code(displayMasked(masked))}`;
  return `${escapeMarkdown(displayText(title))}${shown}`;
}

function doOf({ revoke, rotate }: Finding): string {
  const where = revoke === null ? 'rotate where it was issued' : linkTo('rotate', revoke);
  return rotate === null ? where : `${where}: ${escapeMarkdown(rotate)}`;
}

/** The place, and when a history had it there. */
function whereOf(finding: Finding): string {
  const { layers, commit, history } = finding;
  const parts = [
    code([placeOf(finding), ...layers.map(display)].join(' > ')),
    ...(commit && history === null ? [`commit ${code(commit.oid.slice(0, SHORT))}`] : []),
    ...(history?.first ? [`since ${code(history.first.commit.oid.slice(0, SHORT))}`] : []),
    ...(history?.last ? [`until ${code(history.last.commit.oid.slice(0, SHORT))}`] : []),
    ...(history ? [history.atHead ? 'still at HEAD' : 'no longer at HEAD'] : []),
  ];
  return parts.join(', ');
}

function skipItem({ file, reason, accepted }: Skip): string {
  const why = [reason, ...(accepted === undefined ? [] : [accepted])].map(display).join('; ');
  return `- ${code(display(file))} ${escapeMarkdown(`(${why})`)}`;
}

function code(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

function bytesOf(lines: readonly string[]): number {
  return lines.reduce((total, line) => total + Buffer.byteLength(line) + 1, 0);
}
