/** Compares the names of the schema with what the places of one store have. */
import { type DeclaredName, isNeeded } from '../environment/declared-names.js';
import type { Cell, CellOutcome, CellState, Staleness } from './report.js';
import { staleness } from './stale.js';
import type { ListedName, Place, Store } from './store.js';
import { STORES, type StoreName } from './stores.js';
import { isWantedName, type Wanted, wantedIn } from './wanted.js';

/** One store as it was found. */
export interface FoundStore {
  name: StoreName;
  places: readonly Place[];
  /** The places that were typed; null where the whole store was. */
  typed: readonly string[] | null;
  /** Whether it was typed at all, and not found by "all". */
  isNamed: boolean;
}

export interface Comparison {
  consumer: string | null;
  /** Today, as milliseconds since 1970. */
  now: number;
}

/** The cells of one name in one store, one for each of its places. */
export function cellsOf(declared: DeclaredName, found: FoundStore, { consumer, now }: Comparison): Cell[] {
  const store: Store = STORES[found.name];
  const wanted = wantedIn(found, declared);
  const there = found.places.map(({ name, listed }) =>
    oldest(listed.filter(({ keys }) => isWantedName(keys, wanted, { store, place: name }))),
  );
  const root = store.isInherited ? found.places.findIndex(({ name }) => name === '') : -1;
  const needed = neededPlaces(wanted, store, found);
  const isAnywhere = there.some((one) => one !== null);
  const isUnknownAnywhere = found.places.some(({ unknown }) => unknown !== null);
  const isRequired = isNeeded(declared, consumer);
  const absence = (isUnknown: boolean) => (isUnknown ? UNKNOWN : isRequired ? MISSING : UNSET);
  return found.places.map((place, index) => {
    const one = there[index] ?? null;
    if (one !== null) return present(one, { declared, isCovered: isCovered(place.name, wanted, store), now });
    if (wanted.isUnreadable) return index === 0 ? UNREADABLE : ELSEWHERE;
    if (needed === 'any') {
      if (isAnywhere) return ELSEWHERE;
      if (isUnknownAnywhere) return place.unknown === null ? ELSEWHERE : absence(true);
      return index === 0 ? absence(false) : ELSEWHERE; // told once
    }
    if (!needed.includes(place.name)) return ELSEWHERE;
    if ((there[root] ?? null) !== null) return INHERITED;
    return absence(place.unknown !== null || (found.places[root]?.unknown ?? null) !== null);
  });
}

/** The names of a place that no schema declares, each once. */
export function extraIn(place: Place, declared: readonly DeclaredName[], name: StoreName): string[] {
  const store: Store = STORES[name];
  const wanted = declared.map((one) => wantedIn({ name, isNamed: true }, one));
  const keys = new Set(wanted.flatMap(({ names, own }) => [...names, ...(own === null ? [] : [own.key])]));
  const extra = place.listed.filter(
    (one) => one.name !== '' && !one.keys.some((key) => keys.has(store.normal(key))),
  );
  return [...new Set(extra.map((one) => one.name))].sort();
}

const ABSENT = { staleness: null, isReadable: false, hasBrokenSource: false };
const INHERITED: Cell = { ...ABSENT, state: 'present', outcome: 'ok' };
const ELSEWHERE: Cell = { ...ABSENT, state: 'elsewhere', outcome: 'ok' };
const UNKNOWN: Cell = { ...ABSENT, state: 'unknown', outcome: 'unknown' };
const UNREADABLE: Cell = { ...UNKNOWN, hasBrokenSource: true };
const MISSING: Cell = { ...ABSENT, state: 'missing', outcome: 'wrong' };
const UNSET: Cell = { ...ABSENT, state: 'missing', outcome: 'unset' };

/** The places in each of which it has to be; 'any' where one will do. */
function neededPlaces(
  { isWhole, places }: Wanted,
  { stages }: Store,
  { typed }: FoundStore,
): readonly string[] | 'any' {
  if (typed !== null) return typed.filter((place) => isWhole || places.includes(place));
  if (isWhole && stages === null) return 'any';
  return [...(isWhole ? (stages ?? []) : []), ...places];
}

/** Whether the schema has nothing against the name being there. What the store itself has reaches its places. */
function isCovered(place: string, { isWhole, places }: Wanted, { isInherited, kind }: Store): boolean {
  return (
    kind === 'manager' ||
    isWhole ||
    places.includes(place) ||
    (place === '' && isInherited && places.length > 0)
  );
}

/** Of names that can be told apart by more than the schema says, the one whose value is the oldest. */
function oldest(found: readonly ListedName[]): ListedName | null {
  const sorted = found.toSorted((a, b) => (a.updatedAt ?? Infinity) - (b.updatedAt ?? Infinity));
  return sorted[0] ?? null;
}

function present(
  { updatedAt, isReadable }: ListedName,
  { declared, isCovered, now }: { declared: DeclaredName; isCovered: boolean; now: number },
): Cell {
  const old: Staleness | null =
    declared.isSensitive && updatedAt !== null ? staleness(declared, updatedAt, now) : null;
  const isOpen = isReadable && declared.isSensitive;
  const state: CellState = !isCovered ? 'extra' : old === null ? 'present' : 'stale';
  const outcome: CellOutcome = state === 'stale' ? 'wrong' : state === 'extra' || isOpen ? 'warned' : 'ok';
  return { state, outcome, staleness: old, isReadable: isOpen, hasBrokenSource: false };
}
