/** Whose the secrets of a scan are: those in files, and those in the words of commits. */
import type { ObjectReader } from '../git/objects.js';
import type { CommitFacts, FindingHistory, Sighting, TextPlace } from '../types.js';
import { type Attribution, attribute, type Standing } from './attribution.js';
import type { History } from './history.js';

/**
 * @param secrets for each the texts that hold it, the oldest first.
 * @throws GitError
 */
export async function attributeTexts(
  secrets: readonly (readonly TextPlace[])[],
  history: History,
  tools: { reader: ObjectReader; cwd: string },
): Promise<FindingHistory[]> {
  const blobs = secrets.map((places) => places.flatMap((place) => blobOf(place) ?? []));
  const told = await attribute(blobs, history, tools);
  return secrets.map((places, index) =>
    historyOf(places, { blobs: blobs[index] as BlobPlace[], told: told[index] as Attribution }),
  );
}

interface BlobPlace {
  oid: string;
  path: string;
  line: number;
}

function blobOf({ origin, line }: TextPlace): BlobPlace | null {
  return origin.kind === 'commit' ? { oid: origin.oid, path: origin.path, line } : null;
}

function historyOf(
  places: readonly TextPlace[],
  { blobs, told }: { blobs: readonly BlobPlace[]; told: Attribution },
): FindingHistory {
  const standing = (one: Standing | null): Sighting | null => {
    const place = one && blobs[one.place];
    return one && place ? { commit: one.commit, file: place.path, line: place.line } : null;
  };
  const words = places.flatMap(({ origin, line }) =>
    origin.kind === 'words' && origin.commit ? [{ commit: origin.commit, file: origin.path, line }] : [],
  );
  const first = standing(told.first);
  const last = standing(told.last);
  return {
    first: earlier(first, words[0] ?? null),
    last: later(last, words.at(-1) ?? null),
    atHead: told.atHead,
    refs: told.refs,
    places: new Set(places.map(keyOf)).size,
  };
}

function keyOf({ origin }: TextPlace): string {
  return `${origin.kind === 'commit' ? origin.oid : origin.commit?.oid} ${origin.path}`;
}

function earlier(one: Sighting | null, other: Sighting | null): Sighting | null {
  if (one === null || other === null) return one ?? other;
  return timeOf(other.commit) < timeOf(one.commit) ? other : one;
}

function later(one: Sighting | null, other: Sighting | null): Sighting | null {
  if (one === null || other === null) return one ?? other;
  return timeOf(other.commit) > timeOf(one.commit) ? other : one;
}

function timeOf({ date }: CommitFacts): number {
  return Date.parse(date) || 0;
}
