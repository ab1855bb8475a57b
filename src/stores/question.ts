/** One question to a store's program, and what came of it: names, or why there are none. */
import { fieldOf } from '../vaults/vault.js';
import type { ListedName, Place, Reason, Store, Visit } from './store.js';

export interface Question {
  args: readonly string[];
  /** Variables that the program is given besides its own. */
  more?: NodeJS.ProcessEnv;
  /** What may be missing where it fails; the store's own remedy where left out. */
  remedy?: string;
}

/** @param read takes what the program printed. Whatever it throws means that this is not what was expected. */
export async function askStore<T>(
  { program, remedy }: Pick<Store, 'program' | 'remedy'>,
  visit: Pick<Visit, 'run'>,
  question: Question & { read(output: string): T },
): Promise<{ read: T } | { unknown: Reason }> {
  const answer = await visit.run(question.args, question.more);
  const login = question.remedy ?? remedy;
  switch (answer.kind) {
    case 'absent':
      return ended(`${program} is not on PATH`, `install ${program}, or leave this store out`);
    case 'late':
      return ended(`${program} did not answer within 10 seconds`, login);
    case 'too-long':
      return because(`${program} answered with more than a megabyte`, 'ask for one place of it');
    case 'failed':
      return because(`${program} failed`, login);
    case 'answered':
      break;
  }
  try {
    return { read: question.read(answer.output) };
  } catch {
    // The error of a parser would repeat the answer.
    return because(
      `${program} answered with something else than expected`,
      `update ${program}, or run it by hand`,
    );
  }
}

/** Asks for all the names of one place. */
export async function askPlace(
  store: Pick<Store, 'program' | 'remedy'>,
  visit: Pick<Visit, 'run'>,
  question: Question & { place: string; read(output: string): ListedName[] },
): Promise<Place> {
  const answer = await askStore(store, visit, question);
  return 'read' in answer ? found(question.place, answer.read) : notFound(question.place, answer.unknown);
}

const MOST_PLACES = 30; // of one store: each can take a second

/** Asks for one place after the other. @param example how a single one is named. */
export async function askPlaces(
  names: readonly string[],
  example: string,
  ask: (name: string) => Promise<Place>,
): Promise<Place[]> {
  const places: Place[] = [];
  let reason: Reason = {
    says: `only the first ${MOST_PLACES} were asked`,
    remedy: `name it: --in ${example}`,
  };
  for (const name of names.slice(0, MOST_PLACES)) {
    const place = await ask(name);
    places.push(place);
    if (place.unknown?.isFinal !== true) continue;
    reason = place.unknown;
    break;
  }
  return [...places, ...names.slice(places.length).map((name) => notFound(name, reason))];
}

/** Where a store has no place of its own, and none is named. */
export function nowhere(what: string, remedy: string): Place[] {
  return [notFound('', { says: `nothing says which ${what} to ask`, remedy })];
}

/** A place of which everything is known. */
export function found(name: string, listed: readonly ListedName[]): Place {
  return { name, listed, unknown: null, isAnswered: true, openValues: [] };
}

/** A place of which nothing is known. */
export function notFound(name: string, unknown: Reason): Place {
  return { name, listed: [], unknown, isAnswered: false, openValues: [] };
}

/** A list in JSON, each of its items read. @throws where it is none, or an item is not what was expected. */
export function readList<T>(output: string, read: (item: unknown) => T): T[] {
  const list: unknown = JSON.parse(output);
  if (!Array.isArray(list)) throw new TypeError('no list');
  return list.map(read);
}

/** A field that has to be text. @throws where it is none. */
export function textOf(object: unknown, field: string): string {
  const text = fieldOf(object, field);
  if (typeof text !== 'string' || text === '') throw new TypeError('no text');
  return text;
}

function because(says: string, remedy: string): { unknown: Reason } {
  return { unknown: { says, remedy } };
}

/** It will not do better the next time. */
function ended(says: string, remedy: string): { unknown: Reason } {
  return { unknown: { says, remedy, isFinal: true } };
}
