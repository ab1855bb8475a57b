/** The built catalog: patterns and prefilter as the build stored them, loaded in a few milliseconds. */
import type { Automaton } from '../detect/automaton.js';
import type { PatternIndex } from '../detect/index-patterns.js';
import { readAsset } from '../package/assets.js';

type StoredIndex = Omit<PatternIndex, 'automaton'> & {
  automaton: { width: number; firstHit: number; outputs: number[][] };
};

const CLASSES = 256; // bytes at the start of the binary part

/** What `catalog.json` and `catalog.bin` hold. */
export function storeIndex(index: PatternIndex): { json: string; binary: Buffer } {
  const { classes, table, width, firstHit, outputs } = index.automaton;
  const stored: StoredIndex = { ...index, automaton: { width, firstHit, outputs } };
  return { json: JSON.stringify(stored), binary: Buffer.concat([classes, new Uint8Array(table.buffer)]) };
}

/** @throws where the package is damaged. */
export function loadCatalog(): PatternIndex {
  const stored = JSON.parse(readAsset('catalog.json').toString('utf8')) as StoredIndex;
  const binary = readAsset('catalog.bin');
  const table = new Uint32Array(
    binary.buffer.slice(binary.byteOffset + CLASSES, binary.byteOffset + binary.length),
  );
  const classes = new Uint8Array(binary.subarray(0, CLASSES));
  const automaton: Automaton = { ...stored.automaton, classes, table };
  return { ...stored, automaton };
}
