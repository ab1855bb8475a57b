/** In which places of a store the schema wants a name, and what the name is called there. */
import type { DeclaredName } from '../environment/declared-names.js';
import type { Store } from './store.js';
import { readPlace, STORES, type StoreName } from './stores.js';

/** Where one name is to be, in one store. */
export interface Wanted {
  /** Whether it is wanted in the store as such: in each of its stages, or in any place where it has none. */
  isWhole: boolean;
  /** The places that the schema names for it. */
  places: readonly string[];
  /** Its names as a variable, in the form in which names are compared. */
  names: ReadonlySet<string>;
  /** What its reference says that it is called, and in which place; null where it is kept elsewhere. */
  own: { place: string; key: string } | null;
  /** Whether it has a reference to this store that nobody can be asked for. */
  isUnreadable: boolean;
}

/**
 * A place that the store cannot have is taken for the store itself, so that nothing is passed over.
 * @param asked `isNamed`: whether a person named the store: then it is wanted in a manager, too, of which the schema says nothing.
 */
export function wantedIn(
  { name, isNamed }: { name: StoreName; isNamed: boolean },
  declared: DeclaredName,
): Wanted {
  const store: Store = STORES[name];
  const { source } = declared.entry.record;
  const own = source === undefined ? null : store.readSource(source);
  const named = placesNamed(name, declared).map((place) => (store.isPlace(place) ? place : ''));
  const isUnsaid =
    declared.environments === null && (store.kind === 'deployment' || (isNamed && source === undefined));
  const places = own === null || !store.isPlace(own.place) ? named : [...named, own.place];
  return {
    isWhole: isUnsaid || named.includes('') || (own !== null && !store.isPlace(own.place)),
    places: [...new Set(places.filter((place) => place !== ''))],
    names: new Set([declared.name, ...declared.aliases].map((one) => store.normal(one))),
    own: own === null ? null : { place: own.place, key: store.normal(own.key) },
    isUnreadable: own === null && source !== undefined && (store.scheme?.test(source) ?? false),
  };
}

/** Whether one of the names that a place has is the wanted one: where a reference names it, only what that says. */
export function isWantedName(
  keys: readonly string[],
  { names, own }: Wanted,
  { store, place }: { store: Store; place: string },
): boolean {
  const isOwn = own !== null && (own.place === place || !store.isPlace(own.place));
  return keys.some((key) => (isOwn ? own.key === store.normal(key) : names.has(store.normal(key))));
}

/** Whether the schema says anything of a store for that name. */
export function isMentioned(name: StoreName, declared: DeclaredName): boolean {
  const { source } = declared.entry.record;
  const { scheme }: Store = STORES[name];
  if (source !== undefined && scheme?.test(source)) return true;
  // What env calls azure is the pipeline of that name, not the vault.
  return placesNamed(name, declared).some((place) => name !== 'azure' || place !== '');
}

/** The places of a store that the schema names, for whichever name; without the store itself. */
export function placesMentioned(name: StoreName, declared: readonly DeclaredName[]): string[] {
  const places = new Set(declared.flatMap((one) => wantedIn({ name, isNamed: true }, one).places));
  return [...places];
}

/** The files that the schema's references to a store name. */
export function filesMentioned(name: StoreName, declared: readonly DeclaredName[]): string[] {
  return declared.flatMap(({ entry }) => {
    const { source } = entry.record;
    const file = source === undefined ? undefined : STORES[name].readSource(source)?.file;
    return file === undefined ? [] : [file];
  });
}

function placesNamed(name: StoreName, { environments }: DeclaredName): string[] {
  return (environments ?? []).flatMap((one) => {
    const named = readPlace(one);
    return named?.store === name ? [named.place] : [];
  });
}
