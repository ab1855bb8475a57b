/** What a comparison of the schema's names with stores comes to: names and days, and nothing of a value. */
import type { ByteString } from '../types.js';
import type { OpenValue, Reason } from './store.js';
import type { StoreName } from './stores.js';

/**
 * `present`, `missing`, `unknown`: as asked for there. `stale`: there, and its value is too old. `extra`: there, and the schema
 * asks for it elsewhere only. `elsewhere`: not there, and not asked for there.
 */
export type CellState = 'present' | 'missing' | 'stale' | 'extra' | 'unknown' | 'elsewhere';

/** `wrong`: something has to be done. `unset`: an optional name that is not there. `warned`: a person should look at it. */
export type CellOutcome = 'ok' | 'wrong' | 'unknown' | 'unset' | 'warned';

/** Why a value is too old. */
export interface Staleness {
  /** The day on which it was last set there: 2026-10-01. */
  day: string;
  /** After how many days it was to be rotated; null where it is the schema that says it was rotated later than that. */
  afterDays: number | null;
}

/** One name in one place. */
export interface Cell {
  state: CellState;
  outcome: CellOutcome;
  staleness: Staleness | null;
  /** Whether a secret is kept there so that its value can be read. */
  isReadable: boolean;
  /** Whether it is unknown because its reference in the schema has a form in which nobody can be asked for it. */
  hasBrokenSource: boolean;
}

/** One place that was looked at. */
export interface PlaceReport {
  store: StoreName;
  /** Empty for the store itself. */
  place: string;
  unknown: Reason | null;
  isAnswered: boolean;
  /** The names in it that no schema declares, each once. They can be anything. */
  extra: string[];
  openValues: readonly OpenValue[];
}

/** One name of the schema. */
export interface NameReport {
  name: string;
  group: string;
  isRequired: boolean;
  /** One for each place, in the order of the places. */
  cells: Cell[];
}

export interface StoresReport {
  consumer: string | null;
  /** The schemas' files, the nearest first. */
  schemas: ByteString[];
  stores: StoreName[];
  places: PlaceReport[];
  names: NameReport[];
}

/** The stores of which nothing was found out. */
export function silentStores({ stores, places }: StoresReport): StoreName[] {
  return stores.filter((store) =>
    places.filter((one) => one.store === store).every(({ isAnswered }) => !isAnswered),
  );
}

/** How many cells have that outcome. */
export function countOutcome({ names }: StoresReport, wanted: CellOutcome): number {
  return names.flatMap(({ cells }) => cells).filter(({ outcome }) => outcome === wanted).length;
}

/** How many cells have that state. */
export function countState({ names }: StoresReport, wanted: CellState): number {
  return names.flatMap(({ cells }) => cells).filter(({ state }) => state === wanted).length;
}
