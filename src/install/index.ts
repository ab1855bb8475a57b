/** Installs the hooks and takes them away again, with the manager that the project uses. */
import { UsageError } from '../errors.js';
import { askGit } from '../git/ask.js';
import { findHooksPlace, type HooksPlace } from '../git/hooks-path.js';
import { applyChange } from './files.js';
import { husky } from './husky.js';
import { lefthook } from './lefthook.js';
import { type InstallReport, MANAGER_NAMES, type Manager, type Plan } from './manager.js';
import { plainGit } from './plain-git.js';

/** In the order they are looked for; plain Git is always there. */
const MANAGERS: readonly Manager[] = [lefthook, husky, plainGit];

export interface InitOptions {
  /** A directory in the working tree. */
  cwd: string;
  /** One of MANAGER_NAMES; found out where left out. */
  hookManager?: string | undefined;
  /** Plan and report, write nothing. */
  dryRun: boolean;
  /** Absolute path of keyfence's executable. */
  bin: string;
  /** Absolute path of the Node binary. */
  node: string;
}

/**
 * Adds keyfence to the hooks of the repository. All or nothing: every file is checked before the first is written.
 * @throws UsageError on an unknown manager, KeyfenceError where a file cannot be changed safely, GitError.
 */
export async function init(options: InitOptions): Promise<InstallReport> {
  const { hookManager } = options;
  if (hookManager !== undefined && !MANAGERS.some((manager) => manager.name === hookManager)) {
    throw new UsageError('unknown hook manager', `--hook-manager takes one of: ${MANAGER_NAMES.join(', ')}`);
  }
  const place = await findPlace(options.cwd);
  const found = MANAGERS.filter((manager) => manager.detect(place));
  const manager = MANAGERS.find(({ name }) => name === hookManager) ?? chooseManager(found, place);
  const request = { bin: options.bin, node: options.node, named: hookManager !== undefined };
  const plan = manager.add(place, request);
  for (const other of found) {
    if (other === manager || other === plainGit) continue;
    plan.notes.push(
      `${other.name} is here too and was left alone: --hook-manager ${other.name} adds keyfence to it.`,
    );
  }
  return finish(plan, { place, dryRun: options.dryRun });
}

/**
 * Takes every block of keyfence out of the hooks of the repository, whichever manager they belong to.
 * @throws KeyfenceError where the marker lines of a file do not pair up or the disk refuses, GitError.
 */
export async function uninstall(options: { cwd: string }): Promise<InstallReport> {
  const place = await findPlace(options.cwd);
  const changes = new Map(
    MANAGERS.flatMap((manager) => manager.remove(place)).map((change) => [change.path, change]),
  );
  return finish({ changes: [...changes.values()], notes: [] }, { place, dryRun: false });
}

/** What Git starts as things stand goes before what merely lies there, such as the sample file lefthook's package leaves. */
function chooseManager(found: Manager[], place: HooksPlace): Manager {
  const managers = found.filter((manager) => manager !== plainGit);
  return managers.find((manager) => manager.isActive(place)) ?? managers[0] ?? plainGit;
}

function finish(plan: Plan, options: { place: HooksPlace; dryRun: boolean }): InstallReport {
  if (!options.dryRun) for (const change of plan.changes) applyChange(change);
  const files = plan.changes.map(({ path, manager, action }) => ({ path, manager, action }));
  return { topLevel: options.place.topLevel, dryRun: options.dryRun, files, notes: plan.notes };
}

function findPlace(cwd: string): Promise<HooksPlace> {
  return findHooksPlace((args) => askGit(args, { cwd }));
}
