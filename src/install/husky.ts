/** husky: committed scripts in `.husky`, which a generated directory below it (`.husky/_`) starts. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { KeyfenceError } from '../errors.js';
import type { HooksPlace } from '../git/hooks-path.js';
import type { Change, Plan } from './change.js';
import { planHookFile, planHookRemoval } from './hook-file.js';
import { type AddRequest, HOOK_NAMES, type Manager } from './manager.js';
import { choosePortablePaths } from './record.js';

export const husky: Manager = {
  name: 'husky',
  detect: (place) => findHuskyDirectory(place) !== null,
  isActive,
  add,
  remove,
};

/**
 * The directory of the committed scripts (husky may be told another one than `.husky`), null where there is none. What Git
 * does not run yet is looked for from where keyfence was started up to the top level.
 */
export function findHuskyDirectory(place: HooksPlace): string | null {
  const isGenerated = ['h', 'husky.sh'].some((name) => existsSync(join(place.directory, name)));
  if (basename(place.directory) === '_' && isGenerated) return dirname(place.directory);
  const usual = place.folders.map((folder) => join(folder, '.husky'));
  return usual.find((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory()) ?? null;
}

/** husky 9 has Git look in `.husky/_`, older ones in `.husky`. */
function isActive(place: HooksPlace): boolean {
  const directory = findHuskyDirectory(place);
  return directory !== null && [directory, join(directory, '_')].includes(place.directory);
}

function add(place: HooksPlace, request: AddRequest): Plan {
  const directory = findHuskyDirectory(place);
  if (directory === null) {
    throw new KeyfenceError(
      `${place.topLevel}: no .husky directory here`,
      'set husky up first (npx husky init), or leave --hook-manager out',
    );
  }
  const recorded = choosePortablePaths(place, request);
  const changes = HOOK_NAMES.map((hook) => {
    const path = join(directory, hook);
    const isStartedByGit = directory === place.directory;
    return planHookFile({ path, hook, manager: 'husky', recorded, asks: 'project', isStartedByGit });
  });
  const notes: string[] = [];
  const next = isActive(place)
    ? []
    : ['NOT ACTIVE YET: Git does not run husky in this clone. Run: npx husky'];
  const starters = join(directory, '_');
  if (existsSync(join(starters, 'pre-commit')) && !existsSync(join(starters, 'pre-merge-commit'))) {
    notes.push(
      'This husky does not start pre-merge-commit, so merges are not checked: update it to 9.1.7 or newer.',
    );
  }
  return { changes, notes, next };
}

function remove(place: HooksPlace): Change[] {
  const directories = new Set([findHuskyDirectory(place), join(place.topLevel, '.husky')]);
  return [...directories].flatMap((directory) =>
    directory === null
      ? []
      : HOOK_NAMES.flatMap(
          (hook) => planHookRemoval({ path: join(directory, hook), manager: 'husky' }) ?? [],
        ),
  );
}
