/** What is known when it is asked why a hook did not guard. */
import type { HooksPlace } from '../../git/hooks-path.js';
import type { HookName } from '../../install/manager.js';
import type { HookScripts } from '../hook-files.js';
import type { HookOwner, ManagerFacts } from '../report.js';
import type { Setting } from '../scratch/configuration.js';

export interface Around {
  place: HooksPlace;
  /** Why Git finds no hooks there at all. */
  problem: string | null;
  settings: readonly Setting[];
  env: NodeJS.ProcessEnv;
  gitVersion: string;
  managers: readonly ManagerFacts[];
  hooks: readonly HookScripts[];
}

export function scriptsOf({ hooks }: Around, hook: HookName): HookScripts {
  return hooks.find(({ facts }) => facts.hook === hook) as HookScripts;
}

/** Who wrote the hook that Git starts, null where there is none. */
export function ownerOf(around: Around, hook: HookName): HookOwner | null {
  return scriptsOf(around, hook).facts.owner;
}

/** What each manager is told to write its hooks. */
export const INSTALL_COMMANDS: Record<string, (hook: HookName) => string> = {
  husky: () => 'npm install (or npx husky)',
  lefthook: () => 'npx lefthook install',
  'pre-commit': (hook) => `pre-commit install --hook-type ${hook}`,
  'simple-git-hooks': () => 'npx simple-git-hooks',
};
