/** Findings and receipts as a scan would tell them, for tests of what is made from them. */
import type { Finding, FindingHistory, Receipt, Sighting } from '../../../src/types.js';

/** Something in `src/a.ts`, of which a test says what matters to it. */
export function findingOf(facts: Partial<Finding> = {}): Finding {
  return {
    pattern: 'example-token',
    provider: 'Example',
    title: 'Example token',
    category: 'api-key',
    severity: 'high',
    verdict: 'format',
    confidence: 'high',
    note: null,
    file: 'src/a.ts',
    line: 3,
    column: 9,
    endLine: 3,
    endColumn: 49,
    start: 57,
    end: 97,
    layers: [],
    commit: null,
    history: null,
    masked: 'exa_…',
    fingerprint: 'kf1-aaaaaaaaaaaaaaaa',
    variable: null,
    revoke: null,
    rotate: null,
    status: 'new',
    allow: null,
    remarks: [],
    ...facts,
  };
}

/** Of a complete scan of one file. */
export function receiptOf(facts: Partial<Receipt> = {}): Receipt {
  return {
    source: 'tree',
    files: 1,
    bytes: 1,
    patterns: 1,
    engine: 're2js',
    skipped: [],
    unusedSkips: [],
    findings: 0,
    suppressed: {},
    complete: true,
    durationMs: 1,
    ...facts,
  };
}

/** @param date ISO 8601, as Git has it. */
export function sightingOf(date: string, facts: Partial<Sighting> = {}): Sighting {
  return { commit: { oid: 'c'.repeat(40), author: 'A U Thor', date }, file: 'src/a.ts', line: 3, ...facts };
}

/** @param last null while HEAD has it. */
export function historyOf(first: string, last: string | null): FindingHistory {
  return {
    first: sightingOf(first),
    last: sightingOf(last ?? first),
    atHead: last === null,
    refs: ['refs/heads/main'],
    places: 1,
  };
}
