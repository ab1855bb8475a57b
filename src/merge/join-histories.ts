/** What several shards of a history say of one secret, as the scan of all of it would say it. */
import type { Finding, FindingHistory, HistoryParts, Sighting } from '../types.js';

/** @param shards the findings of each, in the order of the shards. @returns one entry for each secret, with all its places. */
export function joinSecrets(shards: readonly (readonly Finding[])[]): Finding[] {
  const entries = new Map<string, Finding[]>();
  for (const finding of shards.flat()) {
    const key = `${finding.fingerprint} ${finding.status}`;
    const entry = entries.get(key);
    if (entry) entry.push(finding);
    else entries.set(key, [finding]);
  }
  return [...entries.values()].map((findings) => {
    const histories = findings.flatMap(({ history }) => history ?? []);
    return { ...(findings[0] as Finding), history: histories.length === 0 ? null : joinHistories(histories) };
  });
}

/** @param histories at least one, in the order of the shards: the oldest texts stand in the first one. */
function joinHistories(histories: readonly FindingHistory[]): FindingHistory {
  let files = null as HistoryParts['files'];
  let words = null as HistoryParts['words'];
  for (const { parts } of histories) {
    if (parts?.files) files = files === null ? parts.files : widest(files, parts.files);
    if (parts?.words) words = { first: words?.first ?? parts.words.first, last: parts.words.last };
  }
  return {
    first: ofBoth(files?.first, words?.first, (one, other) => timeOf(other) < timeOf(one)),
    last: ofBoth(files?.last, words?.last, (one, other) => timeOf(other) > timeOf(one)),
    atHead: histories.some(({ atHead }) => atHead),
    refs: [...new Set(histories.flatMap(({ refs }) => refs))].sort(),
    places: histories.reduce((total, { places }) => total + places, 0),
  };
}

type InFiles = NonNullable<HistoryParts['files']>;

/** By the order of all commits, which goes before their dates. */
function widest(one: InFiles, other: InFiles): InFiles {
  const first = other.firstRank < one.firstRank ? other : one;
  const last = other.lastRank > one.lastRank ? other : one;
  return { first: first.first, firstRank: first.firstRank, last: last.last, lastRank: last.lastRank };
}

function ofBoth(
  one: Sighting | undefined,
  other: Sighting | undefined,
  isOther: (one: Sighting, other: Sighting) => boolean,
): Sighting | null {
  if (one === undefined || other === undefined) return one ?? other ?? null;
  return isOther(one, other) ? other : one;
}

function timeOf({ commit }: Sighting): number {
  return Date.parse(commit.date) || 0;
}
