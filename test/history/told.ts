/** What `keyfence scan --history` says, as the tests of histories compare it: the one place that knows the form of its report. */
import type { Repository } from '../support/repository.js';
import { runBin, utf8 } from '../support/scanned.js';
import type { Entry } from './compare.js';

/** One run of a history scan. */
export interface HistoryRun {
  status: number | null;
  stderr: string;
  /** Null where it wrote none. */
  report: HistoryReport | null;
}

/** The JSON contract, as far as these tests look at it. */
export interface HistoryReport {
  findings: HistoryFinding[];
  receipt: { complete: boolean; skipped: { file: string; reason: string }[] };
}

export interface HistoryFinding {
  fingerprint: string;
  pattern: string;
  history: {
    first: Named | null;
    last: Named | null;
    atHead: boolean;
    refs: string[];
    places: number | unknown[];
  };
}

/** A commit by its id alone, or with more that is said of it. */
type Named = string | { commit: string };

/** Scans the history of a repository. @param words refs and options behind `scan --history`. */
export type HistoryScan = (
  repository: Repository,
  words: readonly string[],
  env: Record<string, string>,
) => HistoryRun | Promise<HistoryRun>;

/** The real bin. */
export const scanByBin: HistoryScan = (repository, words, env) => {
  const { status, stdout, stderr } = runBin(repository, ['scan', '--history', ...words, '--format', 'json'], {
    env,
  });
  return { status, stderr, report: stdout === '' ? null : (JSON.parse(utf8(stdout)) as HistoryReport) };
};

/** The entries of a report. Findings of one secret that go by several patterns are one entry. */
export function entriesTold({ findings }: HistoryReport): Entry[] {
  const entries = findings.map(({ fingerprint, history }) => {
    const { first, last, atHead, places } = history;
    const count = Array.isArray(places) ? places.length : places;
    return { fingerprint, first: idOf(first), last: idOf(last), atHead, places: count };
  });
  return [...new Map(entries.map((entry) => [entry.fingerprint, entry])).values()];
}

function idOf(named: Named | null): string | null {
  return typeof named === 'object' && named !== null ? named.commit : named;
}
