/** The files that the build puts beside the bundles: found from a bundle and from the sources alike. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

declare const BUNDLED: boolean | undefined; // set by the build

const FOLDER = typeof BUNDLED === 'undefined' ? join(import.meta.dirname, '../../dist') : import.meta.dirname;

/** The absolute path of an asset such as `catalog.json`. */
export function assetPath(name: string): string {
  return join(FOLDER, name);
}

/** @throws where the package is damaged or was never built. */
export function readAsset(name: string): Buffer {
  return readFileSync(assetPath(name));
}

/** Loads a package that is found from here when the program runs; the bin's own `require` loads what it compiled in an earlier run. */
export const requireModule: (name: string) => unknown =
  typeof BUNDLED === 'undefined' ? createRequire(import.meta.filename) : require;

/** The exports of a CommonJS file among them. */
export function loadAsset(name: string): unknown {
  return requireModule(typeof BUNDLED === 'undefined' ? assetPath(name) : `./${name}`);
}
