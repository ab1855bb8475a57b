/** Hooks in the configuration of a repository: each names a file, which Git runs beside all other hooks. */
import { join } from 'node:path';
import { KeyfenceError } from '../errors.js';
import type { HooksPlace } from '../git/hooks-path.js';
import type { Change, Plan } from './change.js';
import { planSettings, planSettingsRemoval } from './git-config.js';
import { planHookFile, planHookRemoval } from './hook-file.js';
import { type AddRequest, HOOK_NAMES, type HookName, type Manager } from './manager.js';
import { recordPaths } from './record.js';
import { quoteForShell } from './script.js';

export const configHooks: Manager = {
  name: 'git-config',
  detect: ({ configHooks: hooks }) => hooks.areRun && hooks.areUsed,
  isActive: ({ configHooks: hooks }) => hooks.areRun && hooks.areUsed,
  add,
  remove,
};

async function add(place: HooksPlace, request: AddRequest): Promise<Plan> {
  refuseOlderGit(place.configHooks.areRun);
  const { recorded, notes } = recordPaths(request);
  const files = HOOK_NAMES.map((hook) =>
    planHookFile({
      path: fileOf(place, hook),
      hook,
      manager: 'git-config',
      recorded,
      asks: 'project',
      isStartedByGit: true,
    }),
  );
  const sections = HOOK_NAMES.map((hook) => ({
    name: sectionOf(hook),
    settings: [
      ['command', commandOf(fileOf(place, hook))],
      ['event', hook],
    ] as const,
  }));
  const config = await planSettings({ ...configOf(place), ...WRITTEN_BY }, sections);
  return { changes: [...files, config], notes, next: [] };
}

/** The name of a hook's section; a name that Git has for an event itself would be an error there. */
export function sectionOf(hook: HookName): string {
  return `hook "keyfence-${hook}"`;
}

/** @throws KeyfenceError for a Git that would not run such hooks, and would not say so. */
export function refuseOlderGit(areRun: boolean): void {
  if (areRun) return;
  throw new KeyfenceError(
    'this Git runs no hooks that stand in its configuration: 2.54 and newer do',
    'leave --hook-manager out, or run keyfence init again with a newer Git',
  );
}

function remove(place: HooksPlace): Change[] {
  const files = HOOK_NAMES.map((hook) =>
    planHookRemoval({ path: fileOf(place, hook), manager: 'git-config' }),
  );
  return [...files, planSettingsRemoval(configOf(place))].filter((change) => change !== null);
}

const WRITTEN_BY = { writtenBy: 'keyfence init', takenAwayBy: 'keyfence uninstall' };

function configOf({ gitDirectory }: HooksPlace): { path: string; why: string } {
  return { path: join(gitDirectory, 'config'), why: 'git-config' };
}

function fileOf({ gitDirectory }: HooksPlace, hook: HookName): string {
  return join(gitDirectory, 'keyfence-hooks', hook);
}

/** A line of shell, whose arguments Git adds. */
function commandOf(path: string): string {
  return Buffer.from(quoteForShell(path.replaceAll('\\', '/')), 'latin1').toString('utf8');
}
