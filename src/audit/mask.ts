/** Texts of the history as they may be shown: people have put secrets where a reason, a name or a path belongs. */

import { Detectors } from '../detect/detectors.js';
import { loadEngine } from '../detect/regex.js';
import { loadCatalog } from '../detect/stored-catalog.js';
import { maskName } from '../examine/examine.js';
import { SchemaResolver } from '../schema/merge-schemas.js';
import { openWorkingFiles } from '../sources/working-files.js';
import type { ByteString } from '../types.js';

const MOST = 10_000; // texts that are remembered

export type Mask = (text: ByteString) => ByteString;

/** Cuts each secret in a text down to its prefix: the formats of the catalog, and of the project as it is now. */
export async function openMask(cwd: string): Promise<Mask> {
  const readFile = await openWorkingFiles(cwd);
  const schemas = new SchemaResolver(readFile);
  // Where the schema itself cannot be read, the catalog has to do.
  const index = await schemas.indexFor('').catch(() => null);
  const detector = new Detectors(loadCatalog(), { engine: loadEngine(), disabled: new Set() }).for(index);
  const known = new Map<ByteString, ByteString>();
  return (text) => {
    const masked = known.get(text) ?? maskName(text, detector);
    if (known.size < MOST) known.set(text, masked);
    return masked;
  };
}
