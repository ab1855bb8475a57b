/** The JSON contract that other programs build on (version 1). */
import type {
  Allowance,
  Finding,
  FindingHistory,
  HistoryParts,
  Receipt,
  ShardFacts,
  Sighting,
  WrittenException,
} from '../types.js';
import { display, displayMasked, displayText } from './display.js';

/** One JSON document, with a newline at the end. Only fields of the contract are written. */
export function reportJson(findings: readonly Finding[], receipt: Receipt): string {
  const document = { version: 1, findings: findings.map(findingFields), receipt: receiptFields(receipt) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A finding as the contract has it. */
export function findingFields(finding: Finding) {
  return {
    pattern: displayText(finding.pattern),
    title: displayText(finding.title),
    provider: displayText(finding.provider),
    category: finding.category,
    severity: finding.severity,
    verdict: finding.verdict,
    confidence: finding.confidence,
    file: display(finding.file),
    line: finding.line,
    column: finding.column,
    endLine: finding.endLine,
    endColumn: finding.endColumn,
    start: finding.start,
    end: finding.end,
    ...(finding.layers.length > 0 ? { layers: finding.layers.map(display) } : {}),
    ...(finding.commit
      ? {
          commit: finding.commit.oid,
          author: display(finding.commit.author),
          date: finding.commit.date,
        }
      : {}),
    ...(finding.history ? { history: historyFields(finding.history) } : {}),
    masked: displayMasked(finding.masked),
    fingerprint: finding.fingerprint,
    variable: finding.variable && displayText(finding.variable),
    revoke: finding.revoke && displayText(finding.revoke),
    rotate: finding.rotate && displayText(finding.rotate),
    note: finding.note && displayText(finding.note),
    status: finding.status,
    ...(finding.allow ? { allow: allowanceOf(finding.allow) } : {}),
    ...(finding.remarks.length > 0 ? { remarks: finding.remarks } : {}),
  };
}

/** A receipt as the contract has it. */
export function receiptFields(receipt: Receipt) {
  const { unusedSkips: _, added, unused, shard, ...told } = receipt;
  return {
    ...told,
    skipped: told.skipped.map(({ file, reason, listed, accepted }) => ({
      file: display(file),
      reason: display(reason),
      ...(accepted === undefined ? (listed ? { listed } : {}) : { accepted: display(accepted) }),
    })),
    ...(added ? { addedExceptions: added.map(exceptionOf) } : {}),
    ...(unused ? { unusedExceptions: unused.map(exceptionOf) } : {}),
    ...(shard ? { shard: shardOf(shard) } : {}),
  };
}

/** Since when and where else a secret stands, as the contract has it. */
export function historyFields({ first, last, atHead, refs, places, parts }: FindingHistory) {
  return {
    ...{ first: sightingOf(first), last: sightingOf(last), atHead, refs: refs.map(display), places },
    ...(parts ? { parts: partsOf(parts) } : {}),
  };
}

function partsOf({ files, words }: HistoryParts) {
  return {
    files: files && { ...files, first: sightingOf(files.first), last: sightingOf(files.last) },
    words: words && { first: sightingOf(words.first), last: sightingOf(words.last) },
  };
}

function shardOf({ unused, unusedSkips, ...facts }: ShardFacts) {
  return { ...facts, unusedExceptions: unused.map(exceptionOf), unusedSkips: unusedSkips.map(display) };
}

function sightingOf(sighting: Sighting | null) {
  if (sighting === null) return null;
  const { commit, file, line } = sighting;
  return {
    commit: commit.oid,
    author: display(commit.author),
    date: commit.date,
    file: display(file),
    line,
  };
}

function allowanceOf({ by, reason, who, until }: Allowance) {
  return { reason: display(reason), until, who: who === null ? null : display(who), by };
}

function exceptionOf({ kind, file, line, what, reason, commit }: WrittenException) {
  return {
    kind,
    file: display(file),
    line,
    ...(what === null ? {} : { what: display(what) }),
    ...(reason === null ? {} : { reason: display(reason) }),
    ...(commit === null ? {} : { commit }),
  };
}
