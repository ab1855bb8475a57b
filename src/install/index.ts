/** Installs the hooks and takes them away again, with the manager that the project uses. */
import { homedir } from 'node:os';
import { UsageError } from '../errors.js';
import { askGit } from '../git/ask.js';
import { hasConfigHooks } from '../git/config-hooks.js';
import { findHooksPlace, findUserHooksPath, type HooksPlace } from '../git/hooks-path.js';
import { applyPlan } from './apply.js';
import { actionOf, type InstallReport, joinPlans, type Offer, type Plan } from './change.js';
import { configHooks, refuseOlderGit } from './config-hooks.js';
import { planGlobal, planGlobalCommands, planGlobalRemoval, type User } from './global.js';
import { husky } from './husky.js';
import { lefthook } from './lefthook.js';
import { noteLintStaged } from './lint-staged.js';
import { MANAGER_NAMES, type Manager } from './manager.js';
import { plainGit } from './plain-git.js';
import { nextForPlugAndPlay } from './plug-and-play.js';
import { preCommitFramework } from './pre-commit-framework.js';
import { simpleGitHooks } from './simple-git-hooks.js';

/** In the order they are looked for; plain Git is always there. */
const MANAGERS: readonly Manager[] = [
  preCommitFramework,
  lefthook,
  husky,
  simpleGitHooks,
  configHooks,
  plainGit,
];

export type Proposal = (plan: Plan, topLevel: string | null) => Promise<boolean>;

export interface InitOptions {
  /** A directory in the working tree. */
  cwd: string;
  /** One of MANAGER_NAMES; found out where left out. */
  hookManager?: string | undefined;
  /** Plan and report, write nothing. */
  dryRun: boolean;
  /** What else is proposed, or taken away, in this order; its files come after those of the hooks. */
  offers?: readonly Offer[];
  /** Is shown the whole plan, where it changes anything. @returns false: nothing is written then. */
  propose?: Proposal;
  /** Absolute path of keyfence's executable. */
  bin: string;
  /** Absolute path of the Node binary. */
  node: string;
}

export type UninstallOptions = Pick<InitOptions, 'cwd' | 'offers' | 'propose'> & { dryRun?: boolean };

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
  const plan = await manager.add(place, request);
  plan.notes.push(...noteLintStaged(place, manager.name));
  plan.next.push(...nextForPlugAndPlay(place));
  for (const other of found) {
    if (other === manager || other === plainGit || other === configHooks) continue;
    plan.notes.push(
      `${other.name} is here too and was left alone: --hook-manager ${other.name} adds keyfence to it.`,
    );
  }
  return carryOut(await withOffers(plan, place, options.offers), { ...options, topLevel: place.topLevel });
}

/**
 * Takes every block of keyfence out of the hooks of the repository, whichever manager they belong to.
 * @throws KeyfenceError where the marker lines of a file do not pair up or the disk refuses, GitError.
 */
export async function uninstall(options: UninstallOptions): Promise<InstallReport> {
  const place = await findPlace(options.cwd);
  const changes = new Map(
    MANAGERS.flatMap((manager) => manager.remove(place)).map((change) => [change.path, change]),
  );
  const next = MANAGERS.flatMap((manager) => manager.afterRemoval?.(place) ?? []);
  const plan = { changes: [...changes.values()], notes: [], next };
  return carryOut(await withOffers(plan, place, options.offers), { ...options, topLevel: place.topLevel });
}

async function withOffers(plan: Plan, place: HooksPlace, offers: readonly Offer[] = []): Promise<Plan> {
  const plans = [plan];
  for (const offer of offers) plans.push(await offer(place));
  return joinPlans(plans);
}

/** What Git starts as things stand goes before what merely lies there, such as the sample file lefthook's package leaves. */
function chooseManager(found: Manager[], place: HooksPlace): Manager {
  const managers = found.filter((manager) => manager !== plainGit);
  return managers.find((manager) => manager.isActive(place)) ?? managers[0] ?? plainGit;
}

/**
 * Adds keyfence to every repository of the user.
 * @throws UsageError on another manager than git or git-config, KeyfenceError where it cannot be done safely, GitError.
 */
export async function initGlobal(options: Omit<InitOptions, 'offers'>): Promise<InstallReport> {
  const { hookManager = 'git' } = options;
  if (hookManager !== 'git' && hookManager !== 'git-config') {
    throw new UsageError(
      'this manager of hooks belongs to a project',
      '--global takes --hook-manager git or git-config',
    );
  }
  const user = await findUser(options.cwd);
  if (hookManager === 'git-config') {
    refuseOlderGit(await hasConfigHooks((args) => askGit(args, { cwd: options.cwd })));
  }
  const planned = hookManager === 'git' ? planGlobal : planGlobalCommands;
  return carryOut(await planned(user, options), { ...options, topLevel: null });
}

/** Takes away what `initGlobal` wrote. @throws KeyfenceError where it was changed or the disk refuses, GitError. */
export async function uninstallGlobal(options: UninstallOptions): Promise<InstallReport> {
  return carryOut(planGlobalRemoval(await findUser(options.cwd)), { ...options, topLevel: null });
}

async function findUser(cwd: string): Promise<User> {
  const { HOME } = process.env;
  const hooksPath = await findUserHooksPath((args) => askGit(args, { cwd }));
  return { home: HOME || homedir(), env: process.env, hooksPath };
}

async function carryOut(
  plan: Plan,
  { topLevel, dryRun = false, propose }: Omit<UninstallOptions, 'cwd'> & { topLevel: string | null },
): Promise<InstallReport> {
  const { changes, notes, next } = plan;
  const files = changes.map((change) => ({ path: change.path, action: actionOf(change), why: change.why }));
  const report = { topLevel, files, notes, next };
  const isChange = files.some(({ action }) => action !== 'unchanged');
  const isAgreed = !isChange || !propose || (await propose(plan, topLevel));
  if (dryRun) return { ...report, outcome: 'dry run' };
  if (!isAgreed) return { ...report, outcome: 'declined' };
  applyPlan(plan);
  return { ...report, outcome: 'written' };
}

function findPlace(cwd: string): Promise<HooksPlace> {
  return findHooksPlace((args) => askGit(args, { cwd }));
}
