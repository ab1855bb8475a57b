/** The files that the build puts beside the bundles: found from a bundle and from the sources alike. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

declare const BUNDLED: boolean | undefined; // set by the build

const FOLDER = typeof BUNDLED === 'undefined' ? '../../dist/' : './';

/** The absolute path of an asset such as `catalog.json`. */
export function assetPath(name: string): string {
  return fileURLToPath(new URL(FOLDER + name, import.meta.url));
}

/** @throws where the package is damaged or was never built. */
export function readAsset(name: string): Buffer {
  return readFileSync(assetPath(name));
}
