/** What is planted in a generated history, and where it must be found. */
import { createFingerprinter } from '../../src/judge/fingerprint.js';
import { catalog, patternOf } from '../support/sample.js';
import type { Words } from './history-writer.js';

/** A secret that is hidden somewhere in a history. */
export interface Plant {
  /** How it is hidden. */
  title: string;
  /** The id of its pattern. */
  pattern: string;
  /** What its fingerprint is over. */
  secret: string;
  /**
   * What shows it: `line`, an added line of `git log -p --all` alone; `text`, only the whole file,
   * another text, or what the project itself says.
   */
  shownBy: 'line' | 'text';
}

/** A planted secret and all places where it stands. Commits are in the order of their dates. */
export interface Label extends Plant {
  /** One of these is its fingerprint: of what no catalog has, it is not known how much randomness the format has. */
  fingerprints: string[];
  /** Of the files that hold it in those commits; of a message the id of its commit or tag, and a label as the path. */
  blobs: string[];
  paths: string[];
  /** Those that a ref reaches and whose files or message hold it. */
  commits: string[];
  first: string | null;
  last: string | null;
  /** Whether a file of the newest commit of `main` holds it. */
  atHead: boolean;
  /** `refs`: a ref reaches it; `objects`: it is only among the objects that no ref reaches. */
  reach: 'refs' | 'objects';
}

interface LabelledCommit {
  oid: string;
  isReached: boolean;
  isHead: boolean;
  files: readonly { path: string; oid: string; holds: readonly Plant[] }[];
  message: Words;
}

interface LabelledHistory {
  commits: readonly LabelledCommit[];
  tags: readonly { oid: string; message: Words }[];
}

/** @returns what tells the places of each plant. @throws (there) for a plant that stands nowhere. */
export function placesOf({ commits, tags }: LabelledHistory) {
  return (plant: Plant): Omit<Label, keyof Plant | 'fingerprints'> => {
    const holding = commits.flatMap((commit) => {
      const files = commit.files.filter(({ holds }) => holds.includes(plant));
      const isTold = commit.message.holds.includes(plant);
      const places = [
        ...files.map(({ path, oid }) => ({ path, oid })),
        ...(isTold ? [{ path: '(commit message)', oid: commit.oid }] : []),
      ];
      return places.length > 0 ? [{ commit, places, isInFile: files.length > 0 }] : [];
    });
    const tagged = tags
      .filter(({ message }) => message.holds.includes(plant))
      .map(({ oid }) => ({ path: '(tag message)', oid }));
    if (holding.length + tagged.length === 0) throw new Error(`planted nowhere: ${plant.title}`);
    const reachedOnes = holding.filter(({ commit }) => commit.isReached);
    const counted = reachedOnes.length + tagged.length > 0 ? reachedOnes : holding;
    const places = [...counted.flatMap((one) => one.places), ...tagged];
    const reached = reachedOnes.map(({ commit }) => commit.oid);
    return {
      blobs: [...new Set(places.map(({ oid }) => oid))],
      paths: [...new Set(places.map(({ path }) => path))],
      commits: reached,
      first: reached[0] ?? tagged[0]?.oid ?? null,
      last: reached.at(-1) ?? tagged.at(-1)?.oid ?? null,
      atHead: holding.some(({ commit, isInFile }) => commit.isHead && isInFile),
      reach: reached.length + tagged.length > 0 ? 'refs' : 'objects',
    };
  };
}

const fingerprint = createFingerprinter();

/** All fingerprints that a finding of it can have. */
export async function fingerprintsOf({
  pattern,
  secret,
}: Pick<Plant, 'pattern' | 'secret'>): Promise<string[]> {
  const known = catalog.find(({ id }) => id === pattern);
  if (known) return [await fingerprint(secret, known)];
  const kinds = [0, 128].map((randomBits) => ({ ...patternOf('github-personal-access-token'), randomBits }));
  return Promise.all(kinds.map((kind) => fingerprint(secret, kind)));
}
