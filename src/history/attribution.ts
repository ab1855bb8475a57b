/**
 * Whose a secret is. `first` is the oldest commit that brought it: no commit before it has it, in the order of commits in
 * which parents stand before children and all else goes by date. `last` is the newest commit in whose tree it still stands,
 * on whatever branch: what took it away comes after it, and where nothing did, it is the newest commit of all.
 */
import { idBytes } from '../git/object-id.js';
import type { ObjectReader } from '../git/objects.js';
import { listTreeFiles } from '../git/tree-files.js';
import { parseWritten } from '../git/written-objects.js';
import type { ByteString, CommitFacts } from '../types.js';
import type { History } from './history.js';
import { type Lifetime, readLifetimes, type Spot } from './lifetimes.js';
import { type Lineage, traceLineage } from './lineage.js';
import { tipsThatReach } from './reach.js';
import { readSome } from './read-some.js';
import { type KnownRefs, locateRefs } from './ref-commits.js';

/** A blob at a path. */
export interface Place {
  oid: string;
  path: ByteString;
}

/** A commit that has a secret, and the index of the place (among those asked for) where it has it. */
export interface Standing {
  commit: CommitFacts;
  place: number;
}

export interface Attribution {
  /** Null where no commit has it: a ref names its blob without one, or nothing does. */
  first: Standing | null;
  last: Standing | null;
  /** Whether the tree of HEAD has it. */
  atHead: boolean;
  /**
   * The full names of the refs in whose history it is, sorted; "HEAD" for one that is on no branch. Of refs that the scan
   * was not asked for, those are known that name a commit it went through. None, where only a log or nothing knows it.
   */
  refs: ByteString[];
  /** Those of them whose own tree still has it. */
  tips: ByteString[];
  /** How many places were asked for, each counted once. */
  places: number;
}

/** What is known before the commits themselves are read. */
interface Found extends Omit<Attribution, 'first' | 'last'> {
  first: { rank: number; place: number } | null;
  last: { rank: number; place: number } | null;
}

interface Known {
  refs: KnownRefs;
  atHead: ReadonlySet<string>;
  /** By the words that `keyOf` makes. */
  lifetimes: ReadonlyMap<string, Lifetime>;
}

/**
 * Tells whose some secrets are, all in one walk.
 * @param secrets for each the places where it stands.
 * @throws GitError
 */
export async function attribute(
  secrets: readonly (readonly Place[])[],
  history: History,
  { reader, cwd }: { reader: ObjectReader; cwd: string },
): Promise<Attribution[]> {
  if (secrets.length === 0) return [];
  const { table, tips } = history;
  const refs = await locateRefs(history, reader);
  const lineage = traceLineage(table.commits);
  const spots = spotsOf(secrets, history);
  const known = readLifetimes([...spots.values()], { table, lineage, tips: refs.commits });
  const lifetimes = new Map([...spots.keys()].map((key, index) => [key, known[index] as Lifetime]));
  const atHead = await placesAtHead(secrets, tips.head, { reader, cwd });
  const births = secrets.map((places) =>
    lifetimesOf(places, lifetimes).flatMap((lifetime) => lifetime.births),
  );
  const reached = tipsThatReach(lineage, refs.commits, births);
  const found = secrets.map((places, index) =>
    gather(places, reached[index] ?? [], { refs, atHead, lifetimes }),
  );
  return withCommits(found, lineage, reader);
}

function gather(
  places: readonly Place[],
  reached: readonly number[],
  { refs, atHead, lifetimes }: Known,
): Found {
  let first: Found['first'] = null;
  let last: Found['last'] = null;
  const tips = new Set<ByteString>();
  const names = new Set(reached.flatMap((tip) => refs.namesOf(tip)));
  for (const [place, at] of places.entries()) {
    const lifetime = lifetimes.get(keyOf(at));
    if (lifetime === undefined) continue;
    for (const name of [...lifetime.tips].flatMap((tip) => refs.namesOf(tip))) tips.add(name);
    for (const name of lifetime.loose.flatMap((event) => refs.namesOfLoose(event))) {
      names.add(name);
      tips.add(name);
    }
    if (lifetime.first < 0) continue;
    if (first === null || lifetime.first < first.rank) first = { rank: lifetime.first, place };
    if (last === null || lifetime.last > last.rank) last = { rank: lifetime.last, place };
  }
  return {
    first,
    last,
    atHead: places.some((place) => atHead.has(keyOf(place))),
    refs: [...names].sort(),
    tips: [...tips].sort(),
    places: new Set(places.map(keyOf)).size,
  };
}

/** Reads each commit that is named once. */
async function withCommits(
  found: readonly Found[],
  { commits, order }: Lineage,
  reader: ObjectReader,
): Promise<Attribution[]> {
  const oidOf = (rank: number) => commits.oidOf(order[rank] as number);
  const ranks = found.flatMap(({ first, last }) => [first, last]).flatMap((one) => one?.rank ?? []);
  const facts = await readFacts([...new Set(ranks)].map(oidOf), reader);
  const standing = (one: Found['first']): Standing | null =>
    one && { commit: facts.get(oidOf(one.rank)) as CommitFacts, place: one.place };
  return found.map((one) => ({ ...one, first: standing(one.first), last: standing(one.last) }));
}

function spotsOf(secrets: readonly (readonly Place[])[], { table }: History): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  for (const place of secrets.flat()) {
    const spot = {
      blob: table.blobs.find(idBytes(place.oid)),
      path: table.paths.find(place.path),
    };
    if (spot.blob >= 0 && spot.path >= 0) spots.set(keyOf(place), spot);
  }
  return spots;
}

function lifetimesOf(places: readonly Place[], lifetimes: ReadonlyMap<string, Lifetime>): Lifetime[] {
  return places.flatMap((place) => lifetimes.get(keyOf(place)) ?? []);
}

/** Those of the places that HEAD has. */
async function placesAtHead(
  secrets: readonly (readonly Place[])[],
  head: string | null,
  { reader, cwd }: { reader: ObjectReader; cwd: string },
): Promise<Set<string>> {
  const asked = new Set(secrets.flat().map(keyOf));
  const there = new Set<string>();
  // One that is missing is named with the other refs.
  if (head === null || (await reader.read(head)).kind !== 'found') return there;
  for await (const file of listTreeFiles(head, cwd)) {
    const key = keyOf(file);
    if (asked.has(key)) there.add(key);
  }
  return there;
}

function keyOf({ oid, path }: Place): string {
  return `${oid} ${path}`;
}

/** A commit that cannot be read any more has no author: a finding is never lost over it. */
async function readFacts(oids: readonly string[], reader: ObjectReader): Promise<Map<string, CommitFacts>> {
  const facts = new Map<string, CommitFacts>();
  for await (const [oid, object] of readSome(oids, (one) => reader.read(one))) {
    facts.set(oid, parseWritten(oid, object.kind === 'found' ? object.bytes : Buffer.alloc(0)).facts);
  }
  return facts;
}
