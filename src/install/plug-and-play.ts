/** Yarn's Plug'n'Play: packages stand in no folder, and a loader at the top level (`.pnp.cjs`) finds them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { HooksPlace } from '../git/hooks-path.js';
import { readFileState } from './files.js';
import { readCommands } from './json-commands.js';

const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies'];

export function isPlugAndPlay({ topLevel }: Pick<HooksPlace, 'topLevel'>): boolean {
  return existsSync(join(topLevel, '.pnp.cjs'));
}

/** The loader gives the hooks what the package at the top level depends on, and nothing else. */
export function nextForPlugAndPlay({ topLevel }: Pick<HooksPlace, 'topLevel'>): string[] {
  if (!isPlugAndPlay({ topLevel })) return [];
  const state = readFileState(join(topLevel, 'package.json'));
  const text = state.kind === 'file' ? state.text : '';
  const hasIt = DEPENDENCIES.some((name) => readCommands(text, [name])?.keyfence !== undefined);
  if (hasIt) return [];
  return [
    'NOT ACTIVE YET: the package at the top level does not depend on keyfence, so the hooks do not find it. Run there: yarn add --dev keyfence',
  ];
}
