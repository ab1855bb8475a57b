/** Names in stores in words: what a place is called, what is wrong in it, and what to do. Fixed sentences around names. */
import type { Cell, NameReport, PlaceReport, StoresReport } from '../stores/report.js';
import { inCommand, isShown } from '../stores/shown.js';
import type { OpenValue, Store } from '../stores/store.js';
import { STORES } from '../stores/stores.js';
import { display, displayText } from './display.js';

/** The report with the names and groups that may be shown; one that does not read as words is told by its position. */
export function withShownNames(report: StoresReport): StoresReport {
  const names = report.names.map((one, index) => ({
    ...one,
    name: isShown(one.name) ? one.name : `NAME_${index + 1}`,
    group: isShown(one.group) ? one.group : '(a group that does not read as words)',
  }));
  return { ...report, names };
}

/** `github:production`; a place whose name does not read as words is told by its position: `github:(2)`. */
export function labelsOf({ places }: StoresReport): string[] {
  return places.map(({ store, place }, index) => {
    if (place === '') return store;
    return isShown(place) ? `${store}:${displayText(place)}` : `${store}:(${index + 1})`;
  });
}

export function cellInWords({ state, outcome }: Cell): string {
  if (state === 'elsewhere') return '·';
  return outcome === 'unset' ? 'not set' : state;
}

/** What is the matter with a name in a place, without a full stop; null where nothing is. */
export function cellProblem(
  { name }: NameReport,
  { state, outcome, staleness, isReadable, hasBrokenSource }: Cell,
): string | null {
  if (hasBrokenSource) return `${name} has a "source" in the schema that cannot be asked for`;
  if (state === 'missing' && outcome === 'wrong') return `${name} is missing`;
  if (state === 'stale' && staleness !== null) {
    return staleness.afterDays === null
      ? `${name} was last set on ${staleness.day}, before the schema says that it was rotated`
      : `${name} was last set on ${staleness.day}, over ${staleness.afterDays} days ago`;
  }
  if (state === 'extra') return `${name} is there, and the schema asks for it elsewhere only`;
  return isReadable ? `${name} is kept there so that its value can be read` : null;
}

/** What to do about it; null where nothing is wrong, or the place's own remedy says it. */
export function cellRemedy(
  { name }: NameReport,
  { state, outcome, isReadable, hasBrokenSource }: Cell,
  place: PlaceReport,
): string | null {
  if (hasBrokenSource)
    return 'write it as op://VAULT/ITEM/FIELD, aws:NAME#KEY and the like, without special characters';
  const store: Store = STORES[place.store];
  const put = store.put(name, inCommand(place.place));
  if (state === 'missing' && outcome === 'wrong') return put;
  if (state === 'stale') return `make a new one, and put it there: ${put}`;
  if (state === 'extra') return 'remove it there, or add the place to its "environments" in the schema';
  return isReadable ? 'store it as a secret there, or say "sensitive": false in the schema' : null;
}

const KINDS: Record<OpenValue['kind'], { says: string; remedy: string }> = {
  clear: {
    says: 'stands there in clear text',
    remedy: 'encrypt it (sops encrypt --in-place FILE), and rotate it where it was committed',
  },
  hardcoded: {
    says: 'is given a value that is written out',
    remedy: 'take it from the environment (process.env, os.environ, "$NAME"), and rotate it',
  },
  baked: {
    says: 'becomes a part of the image, for everybody who may start it',
    remedy: 'leave it out of the template, and give it to the sandbox when it starts (envs)',
  },
};

export function openValueInWords({ file, line, name, kind }: OpenValue): { says: string; remedy: string } {
  const place = line === null ? display(file) : `${display(file)}:${line}`;
  const shown = isShown(name) ? displayText(name) : 'a secret';
  return { says: `${place}: ${shown} ${KINDS[kind].says}`, remedy: KINDS[kind].remedy };
}

/** The names that may be shown, and how many may not. */
export function extraInWords({ extra }: PlaceReport): { shown: string[]; hidden: number } {
  const shown = extra.filter(isShown).map(displayText);
  return { shown, hidden: extra.length - shown.length };
}

/** What the answers of the stores that were asked do not tell. */
export function limitsOf({ stores, places }: StoresReport): string[] {
  return stores.flatMap((name) => {
    const { limit }: Store = STORES[name];
    const isAnswered = places.some(({ store, isAnswered }) => store === name && isAnswered);
    return limit === null || !isAnswered ? [] : `${name}: ${limit}`;
  });
}
