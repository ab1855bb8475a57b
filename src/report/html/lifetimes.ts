/** From when to when each secret stood in the history. */
import type { Finding, FindingHistory } from '../../types.js';
import { timeOf } from './time.js';

/** A finding on the axis of time; in milliseconds since 1970. */
export interface Lifetime {
  finding: Finding & { history: FindingHistory };
  /** The id of its entry in the list. */
  id: string;
  /** The first commit that has it. */
  first: number;
  /** The last one that has it; null while HEAD has it. */
  last: number | null;
}

/** A finding and the id of its entry. */
export interface Listed {
  finding: Finding;
  id: string;
}

/** Those whose first commit says when it was made, the longest out first. What is allowed is no exposure. */
export function lifetimesOf(listed: readonly Listed[], now: Date): Lifetime[] {
  return listed.flatMap(({ finding, id }) => lifetimeOf(finding, id, now)).sort((a, b) => a.first - b.first);
}

function lifetimeOf(finding: Finding, id: string, now: Date): Lifetime[] {
  const { history, status } = finding;
  if (history === null || history.first === null || status === 'allowed') return [];
  const first = timeOf(history.first.commit, now);
  if (first === null) return [];
  const last = history.last && timeOf(history.last.commit, now);
  // Dates are the authors' own: the last commit can claim to be older than the first.
  return [
    {
      finding: { ...finding, history },
      id,
      first,
      last: history.atHead ? null : Math.max(first, last ?? first),
    },
  ];
}
