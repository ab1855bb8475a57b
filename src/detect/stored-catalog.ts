/** The built catalog: patterns and prefilter as the build stored them, loaded in a few milliseconds. */

import { readAsset } from '../package/assets.js';
import type { Automaton } from './automaton.js';
import type { PatternIndex } from './index-patterns.js';

type StoredIndex = Omit<PatternIndex, 'automaton'> & {
  automaton: { width: number; firstHit: number; outputs: number[][] };
};

const CLASSES = 256; // bytes at the end of the binary part

/** What `catalog.json` and `catalog.bin` hold. */
export function storeIndex(index: PatternIndex): { json: string; binary: Buffer } {
  const { classes, table, width, firstHit, outputs } = index.automaton;
  const stored: StoredIndex = { ...index, automaton: { width, firstHit, outputs } };
  return { json: JSON.stringify(stored), binary: Buffer.concat([new Uint8Array(table.buffer), classes]) };
}

/** @throws where the package is damaged. */
export function loadCatalog(): PatternIndex {
  const stored = JSON.parse(readAsset('catalog.json').toString('utf8')) as StoredIndex;
  const binary = readAsset('catalog.bin');
  const tableBytes = binary.length - CLASSES;
  // A view and not a copy, where the file's bytes begin on a word: they do, unless Node put them in its small-file pool.
  const { buffer, byteOffset } = isOnWord(binary) ? binary : Buffer.from(new Uint8Array(binary).buffer);
  const table = new Uint32Array(buffer, byteOffset, tableBytes / Uint32Array.BYTES_PER_ELEMENT);
  const classes = new Uint8Array(buffer, byteOffset + tableBytes, CLASSES);
  const automaton: Automaton = { ...stored.automaton, classes, table };
  return { ...stored, automaton };
}

function isOnWord(bytes: Buffer): boolean {
  return bytes.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0;
}
