/**
 * Whose a secret is. `first` is the oldest commit that brought it: no commit before it has it, in the order of commits in
 * which parents stand before children and all else goes by date. `last` is the newest commit in whose tree it still stands,
 * on whatever branch: what took it away comes after it, and where nothing did, it is the newest commit of all.
 */
import type { ObjectReader } from '../git/objects.js';
import { listTreeFiles } from '../git/tree-files.js';
import { parseWritten } from '../git/written-objects.js';
import type { ByteString, CommitFacts } from '../types.js';
import type { History } from './history.js';
import { type Lifetime, readLifetimes, type Spot } from './lifetimes.js';
import { type Lineage, traceLineage } from './lineage.js';
import { tipsThatReach } from './reach.js';
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

interface Known {
  lineage: Lineage;
  refs: KnownRefs;
  reader: ObjectReader;
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
  const atHead = await placesAtHead(secrets, tips.head, cwd);
  const reached = tipsThatReach(
    lineage,
    refs.commits,
    secrets.map((places) => lifetimesOf(places, lifetimes).flatMap(({ births }) => births)),
  );
  const facts = { lineage, refs, reader, atHead, lifetimes };
  return Promise.all(secrets.map((places, index) => attributeOne(places, reached[index] ?? [], facts)));
}

async function attributeOne(
  places: readonly Place[],
  reached: readonly number[],
  { lineage, refs, reader, atHead, lifetimes }: Known,
): Promise<Attribution> {
  let first: { rank: number; place: number } | null = null;
  let last: { rank: number; place: number } | null = null;
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
  const stand = async (found: { rank: number; place: number } | null): Promise<Standing | null> => {
    if (found === null) return null;
    const oid = lineage.commits.oidOf(lineage.order[found.rank] as number);
    return { commit: await readFacts(oid, reader), place: found.place };
  };
  return {
    first: await stand(first),
    last: await stand(last),
    atHead: places.some((place) => atHead.has(keyOf(place))),
    refs: [...names].sort(),
    tips: [...tips].sort(),
    places: new Set(places.map(keyOf)).size,
  };
}

function spotsOf(secrets: readonly (readonly Place[])[], { table }: History): Map<string, Spot> {
  const spots = new Map<string, Spot>();
  for (const place of secrets.flat()) {
    const spot = {
      blob: table.blobs.find(Buffer.from(place.oid, 'hex')),
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
  cwd: string,
): Promise<Set<string>> {
  const asked = new Set(secrets.flat().map(keyOf));
  const there = new Set<string>();
  if (head === null) return there;
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
async function readFacts(oid: string, reader: ObjectReader): Promise<CommitFacts> {
  const object = await reader.read(oid);
  return parseWritten(oid, object.kind === 'found' ? object.bytes : Buffer.alloc(0)).facts;
}
