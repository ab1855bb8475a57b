/** The findings as CSV (RFC 4180), for spreadsheets: a row for each finding and each skip, and the receipt in the last. */
import type { Finding, Receipt, Sighting, Skip } from '../types.js';
import { display, displayMasked, displayText } from './display.js';
import { reasonOf } from './finding-words.js';
import { receiptLine } from './receipt.js';

const COLUMNS = [
  ...['kind', 'status', 'severity', 'confidence', 'verdict', 'pattern', 'provider', 'title', 'masked'],
  ...['file', 'line', 'column', 'end_line', 'end_column', 'layers', 'variable', 'fingerprint'],
  ...['commit', 'author', 'date', 'first_commit', 'first_date', 'last_commit', 'last_date'],
  ...['at_head', 'refs', 'places', 'why', 'allowed_by', 'reason', 'who', 'until', 'revoke', 'rotate'],
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | boolean | null>>;

/** What a spreadsheet takes for the beginning of a formula, in either width. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * `kind` is "finding", "skip" or "receipt". A cell that a spreadsheet would compute begins with an apostrophe. Of a skip,
 * `status` tells whether it was missed, only listed, or accepted; of the receipt, whether the scan is complete.
 */
export function reportCsv(findings: readonly Finding[], receipt: Receipt): string {
  const rows = [
    [...COLUMNS],
    ...[...findings.map(findingRow), ...receipt.skipped.map(skipRow), receiptRow(receipt)].map((row) =>
      COLUMNS.map((column) => row[column] ?? ''),
    ),
  ];
  return rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

function findingRow(finding: Finding): Row {
  const { commit, history, allow, variable, revoke, rotate } = finding;
  return {
    kind: 'finding',
    status: finding.status,
    severity: finding.severity,
    confidence: finding.confidence,
    verdict: finding.verdict,
    pattern: displayText(finding.pattern),
    provider: displayText(finding.provider),
    title: displayText(finding.title),
    masked: displayMasked(finding.masked),
    file: display(finding.file),
    line: finding.line,
    column: finding.column,
    end_line: finding.endLine,
    end_column: finding.endColumn,
    layers: finding.layers.map(display).join(' > '),
    variable: variable && displayText(variable),
    fingerprint: finding.fingerprint,
    ...(commit && { commit: commit.oid, author: display(commit.author), date: commit.date }),
    ...(history && {
      ...sightingCells('first', history.first),
      ...sightingCells('last', history.last),
      at_head: history.atHead,
      refs: history.refs.map(display).join(' '),
      places: history.places,
    }),
    why: displayText(reasonOf(finding)),
    ...(allow && {
      allowed_by: allow.by,
      reason: display(allow.reason),
      who: allow.who && display(allow.who),
      until: allow.until,
    }),
    revoke: revoke && displayText(revoke),
    rotate: rotate && displayText(rotate),
  };
}

function sightingCells(name: 'first' | 'last', sighting: Sighting | null): Row {
  return sighting === null
    ? {}
    : { [`${name}_commit`]: sighting.commit.oid, [`${name}_date`]: sighting.commit.date };
}

function skipRow({ file, reason, listed, accepted }: Skip): Row {
  const status = accepted !== undefined ? 'accepted' : listed ? 'listed' : 'missed';
  return {
    kind: 'skip',
    status,
    file: display(file),
    why: display(reason),
    ...(accepted === undefined ? {} : { reason: display(accepted) }),
  };
}

function receiptRow(receipt: Receipt): Row {
  return {
    kind: 'receipt',
    status: receipt.complete ? 'complete' : 'incomplete',
    why: receiptLine(receipt),
  };
}

function cellOf(value: string | number | boolean): string {
  const text = String(value);
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
