/** Which stores are asked, and which of their places: as it was typed, or all that the schema and the project show. */
import type { DeclaredName } from '../environment/declared-names.js';
import { UsageError } from '../errors.js';
import { nearest } from '../nearest.js';
import { readPlace, STORE_NAMES, STORES, type StoreName } from './stores.js';
import { isMentioned } from './wanted.js';

export interface AskedStore {
  name: StoreName;
  /** The places that were typed; null where the whole store was. */
  typed: readonly string[] | null;
  /** Whether it was typed at all, and not found by "all". */
  isNamed: boolean;
}

/**
 * @param words as they were typed behind `--in`, each perhaps several with commas between them.
 * @returns 'all' where that was typed.
 * @throws UsageError for what names no store, or no place of it; it is not repeated.
 */
export function readAsked(words: readonly string[]): AskedStore[] | 'all' {
  const named = words.flatMap((word) => word.split(',')).map((word) => word.trim());
  if (named.includes('all')) {
    if (named.length === 1) return 'all';
    throw new UsageError('--in: "all" stands alone', 'leave out the others');
  }
  const asked = new Map<StoreName, string[] | null>();
  for (const word of named) {
    const { store, place } = readPlace(word) ?? refuse(word);
    if (place === '' && word.includes(':')) refuse(word);
    if (place !== '' && !STORES[store].isPlace(place)) {
      throw new UsageError(
        `--in: ${store} has no place of that form`,
        `give --in ${store} alone, see keyfence env --help`,
      );
    }
    const places = asked.get(store);
    if (place === '' || places === null) asked.set(store, null);
    else asked.set(store, [...(places ?? []), place]);
  }
  return [...asked].map(([name, typed]) => ({
    name,
    typed: typed === null ? null : [...new Set(typed)],
    isNamed: true,
  }));
}

/** The stores that the schema's `environments` and `source` name. */
export function storesMentioned(declared: readonly DeclaredName[]): StoreName[] {
  return STORE_NAMES.filter((name) => declared.some((one) => isMentioned(name, one)));
}

function refuse(word: string): never {
  const near = word === '' ? null : nearest(word.split(':')[0] as string, [...STORE_NAMES, 'all']);
  throw new UsageError(
    '--in: expected names of stores with commas between them',
    near ? `did you mean --in ${near}?` : `stores: ${STORE_NAMES.join(', ')}; or all`,
  );
}
