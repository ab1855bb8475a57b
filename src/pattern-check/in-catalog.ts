/** A file of the catalog's form, seen as a part of the catalog. */
import type { Pattern } from '../types.js';
import type { OwnPattern } from './own-patterns.js';
import type { Told } from './told.js';

/** The catalog as it is with the file in it: in the place of its own patterns, or where its provider's name would stand. */
export function catalogWith(own: readonly Pattern[], catalog: readonly Pattern[]): Pattern[] {
  const ids = new Set(own.map(({ id }) => id));
  const others = catalog.filter(({ id }) => !ids.has(id));
  const replaced = catalog.findIndex(({ id }) => ids.has(id));
  const provider = own[0]?.provider.toLowerCase() ?? '';
  const later = others.findIndex((one) => one.provider.toLowerCase() > provider);
  const at = replaced >= 0 ? replaced : later >= 0 ? later : others.length;
  return others.toSpliced(at, 0, ...own);
}

/** Ids that another provider's patterns have: an id stands once in the whole catalog. */
export function takenIds(own: readonly OwnPattern[], catalog: readonly Pattern[]): Told[] {
  const providers = new Map(catalog.map(({ id, provider }) => [id, provider]));
  return own.flatMap(({ pattern: { id, provider }, where }) => {
    const other = providers.get(id);
    if (other === undefined || other === provider) return [];
    return [{ where, what: `the catalog has this id already, from ${other}`, remedy: 'give it another id' }];
  });
}
