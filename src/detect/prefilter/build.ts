/** Builds a prefilter: once for the catalog, when the package is built, and at run time for what a project adds. */
import type { Prefilter } from '../prefilter.js';
import type { Sought } from './sought.js';
import { buildTables } from './tables.js';

/** @param sought what is looked for; a hit is told by its index here. */
export function buildPrefilter(sought: readonly Sought[]): Prefilter {
  return {
    tables: buildTables(sought),
    literalStarts: Uint16Array.from(sought, ({ literalStart }) => literalStart),
    literalLengths: Uint16Array.from(sought, ({ literalLength }) => literalLength),
  };
}
