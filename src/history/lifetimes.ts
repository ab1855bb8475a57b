/** Where blobs stood: for each (blob, path) the commits that brought it, the last one that has it, and the tips that do. */
import type { BirthTable } from './birth-table.js';
import { Column } from './column.js';
import type { Lineage } from './lineage.js';

/** A blob at a path, each by its number in the table. */
export interface Spot {
  blob: number;
  path: number;
}

export interface Lifetime {
  /** The commits that brought it, by position; and the rank of the oldest of them. */
  births: number[];
  first: number;
  /** The rank of the newest commit that has it there. Without any commit it is -1, as `first` is. */
  last: number;
  /** Indexes of the tips whose own tree has it there. */
  tips: Set<number>;
  /** Events of the table that are no commit's. */
  loose: number[];
}

/**
 * The costs grow with the events of the table, and with those at the paths of the spots; not with the commits for each.
 * @param spots each one once.
 * @param tips commits by position.
 */
export function readLifetimes(
  spots: readonly Spot[],
  { table, lineage, tips }: { table: BirthTable; lineage: Lineage; tips: readonly number[] },
): Lifetime[] {
  const lifetimes = spots.map(
    (): Lifetime => ({ births: [], first: -1, last: -1, tips: new Set(), loose: [] }),
  );
  const owners = new Map<number, Lifetime>(); // by event
  for (const [blob, byPath] of groupByBlob(spots, lifetimes)) {
    for (const { event, commit, path } of table.birthsOf(blob)) {
      const lifetime = byPath.get(path);
      if (lifetime === undefined) continue;
      if (commit === null) lifetime.loose.push(event);
      else {
        owners.set(event, lifetime);
        addBirth(lifetime, commit, lineage.ranks[commit] as number);
      }
    }
  }
  const sweep = new Sweep({ table, lineage, tips }, owners);
  for (const events of eventsByPath(table, new Set(spots.map(({ path }) => path))).values())
    sweep.path(events);
  return lifetimes;
}

function groupByBlob(
  spots: readonly Spot[],
  lifetimes: readonly Lifetime[],
): Map<number, Map<number, Lifetime>> {
  const byBlob = new Map<number, Map<number, Lifetime>>();
  for (const [index, { blob, path }] of spots.entries()) {
    const byPath = byBlob.get(blob) ?? new Map<number, Lifetime>();
    byBlob.set(blob, byPath.set(path, lifetimes[index] as Lifetime));
  }
  return byBlob;
}

function addBirth(lifetime: Lifetime, commit: number, rank: number): void {
  lifetime.births.push(commit);
  lifetime.first = lifetime.first < 0 ? rank : Math.min(lifetime.first, rank);
  lifetime.last = Math.max(lifetime.last, rank);
}

/** The events of commits at some paths, those of each path together. */
function eventsByPath(table: BirthTable, paths: ReadonlySet<number>): Map<number, number[]> {
  const byPath = new Map<number, number[]>();
  for (let event = 0; event < table.commitEventCount; event++) {
    const path = table.pathOf(event);
    if (!paths.has(path)) continue;
    const events = byPath.get(path);
    if (events) events.push(event);
    else byPath.set(path, [event]);
  }
  return byPath;
}

/** Goes through the forest of first parents along one path: after each event stands what it brought, until the next one. */
class Sweep {
  private readonly table: BirthTable;
  private readonly lineage: Lineage;
  private readonly owners: ReadonlyMap<number, Lifetime>;
  /** The places in the forest at which tips stand, ascending, and the tip at each. */
  private readonly tipPlaces = new Column();
  private readonly tipAt: number[];

  constructor(
    { table, lineage, tips }: { table: BirthTable; lineage: Lineage; tips: readonly number[] },
    owners: ReadonlyMap<number, Lifetime>,
  ) {
    this.table = table;
    this.lineage = lineage;
    this.owners = owners;
    const placeOf = (tip: number) => lineage.enters[tips[tip] as number] as number;
    this.tipAt = [...tips.keys()].sort((a, b) => placeOf(a) - placeOf(b));
    for (const tip of this.tipAt) this.tipPlaces.push(placeOf(tip));
  }

  /** @param events all of one path. */
  path(events: readonly number[]): void {
    const { enters, ends } = this.lineage;
    const spans = events
      .map((event) => {
        const commit = this.table.commitOf(event) as number;
        return { event, enter: enters[commit] as number, end: ends[commit] as number };
      })
      .sort((a, b) => a.enter - b.enter);
    const open: { event: number; end: number }[] = [];
    let done = 0; // all places below it are told
    const closeUpTo = (place: number) => {
      for (let top = open.at(-1); top && top.end <= place; top = open.at(-1)) {
        this.tell(top.event, done, top.end);
        done = Math.max(done, top.end);
        open.pop();
      }
      const top = open.at(-1);
      if (top) this.tell(top.event, done, place);
      done = Math.max(done, place);
    };
    for (const span of spans) {
      closeUpTo(span.enter);
      open.push(span);
    }
    closeUpTo(this.lineage.order.length);
  }

  /** All commits from one place to below another have what the event brought. */
  private tell(event: number, from: number, to: number): void {
    const lifetime = this.owners.get(event);
    if (lifetime === undefined || from >= to) return;
    lifetime.last = Math.max(lifetime.last, this.lineage.latest.of(from, to));
    for (let at = this.tipPlaces.lastUpTo(from - 1) + 1; at < this.tipAt.length; at++) {
      if (this.tipPlaces.get(at) >= to) break;
      lifetime.tips.add(this.tipAt[at] as number);
    }
  }
}
