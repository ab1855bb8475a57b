/** Workflow commands of GitHub Actions: each marks a line of a file in the pull request. */
import type { Finding, Receipt, Severity } from '../types.js';
import { display, displayText } from './display.js';
import { describeException } from './exceptions.js';
import { nameOf, placeOf, reasonOf, rotationOf } from './finding-words.js';
import { receiptLine } from './receipt.js';
import { remedyFor } from './remedies.js';

/** GitHub shows so many of a kind for each step. */
const SHOWN = 10;

type Properties = Readonly<Record<string, string | number>>;

/** Something to tell: as a command, and as a line of the log. */
interface Mark {
  shown: string;
  plain: string;
}

const ORDER: Record<Severity, number> = { critical: 0, high: 1, medium: 2, low: 3 };

/**
 * The new findings as errors, the gravest first; what GitHub would not show is plain lines of the log. Warnings tell
 * what was not scanned and which exceptions the commits add. The last line is the receipt.
 */
export function reportGitHub(findings: readonly Finding[], receipt: Receipt): string {
  const told = findings
    .filter(({ status }) => status === 'new')
    .sort((one, other) => ORDER[one.severity] - ORDER[other.severity]);
  const lines = [
    ...linesOf(told.map(errorMark)),
    ...linesOf(warningMarks(receipt)),
    command('notice', { title: 'keyfence' }, receiptLine(receipt)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function linesOf(marks: readonly Mark[]): string[] {
  return marks.map(({ shown, plain }, at) => (at < SHOWN ? shown : displayText(plain)));
}

function errorMark(finding: Finding): Mark {
  const { file, line, endLine, column, endColumn, title, severity, verdict } = finding;
  const isWithinLine = line === endLine && verdict !== 'file';
  const properties = {
    file: display(file),
    line,
    endLine,
    ...(isWithinLine ? { col: column, endColumn } : {}),
    title: `${severity}: ${title}`,
  };
  const message = messageOf(finding);
  return {
    shown: command('error', properties, message),
    plain: `finding: ${placeOf(finding)} ${severity}: ${message}`,
  };
}

function messageOf(finding: Finding): string {
  const { layers, commit, history, confidence, fingerprint } = finding;
  const told = [
    `${nameOf(finding)}: ${reasonOf(finding)} (confidence ${confidence}, ${fingerprint})`,
    ...(layers.length > 0 ? [`inside ${layers.map(display).join(' > ')}`] : []),
    ...(commit && history === null ? [`in commit ${commit.oid}`] : []),
    ...(history?.first ? [`since commit ${history.first.commit.oid}`] : []),
    ...(history?.last ? [`until commit ${history.last.commit.oid}`] : []),
    `rotate: ${rotationOf(finding)}`,
  ];
  return told.join('; ');
}

function warningMarks({ skipped, added = [] }: Receipt): Mark[] {
  const missed = skipped.filter(({ listed }) => !listed);
  return [
    ...(missed.length > 0
      ? [warning({ title: 'keyfence: INCOMPLETE' }, `${missed.length} not scanned; ${remedyFor(missed)}`)]
      : []),
    ...added.map((one) =>
      warning(
        { file: display(one.file), line: one.line, title: 'keyfence: exception added' },
        describeException(one),
      ),
    ),
    ...missed.map(({ file, reason }) =>
      warning(
        { file: display(file), title: 'keyfence: not scanned' },
        `${display(file)} (${display(reason)})`,
      ),
    ),
  ];
}

function warning(properties: Properties & { title: string }, message: string): Mark {
  return { shown: command('warning', properties, message), plain: `${properties.title}: ${message}` };
}

/** @param properties whose values may hold anything. */
function command(name: string, properties: Properties, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${written.join(',')}::${data(message)}`;
}

/** As GitHub's toolkit writes it; nothing of what comes here begins a line or a command. */
function data(text: string): string {
  return displayText(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
