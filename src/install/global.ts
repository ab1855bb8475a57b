/** Hooks for every repository of a user: a folder of them that the user's own Git configuration names. */
import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { KeyfenceError } from '../errors.js';
import type { Change, Plan } from './change.js';
import { sectionOf } from './config-hooks.js';
import { readFileState } from './files.js';
import { type ConfigFile, planSettings, planSettingsRemoval } from './git-config.js';
import { COMMANDS, HOOK_NAMES, type Recorded } from './manager.js';
import { recordPaths } from './record.js';
import { composeGlobalHook, quoteForShell, separateGlobalHook } from './script.js';

/** What is known of the user. */
export interface User {
  home: string;
  env: NodeJS.ProcessEnv;
  /** The core.hooksPath that holds outside of any repository; null where none does. */
  hooksPath: string | null;
}

const WHY = 'every repository';

/**
 * Every hook that a repository may have, since core.hooksPath hides all of them. Left out are those that Git runs so often
 * that a process more is felt (reference-transaction, post-index-change), and those whose presence alone changes what Git does
 * (push-to-checkout, proc-receive).
 */
const PASSED_ON = [
  ...['applypatch-msg', 'pre-applypatch', 'post-applypatch', 'prepare-commit-msg', 'post-commit'],
  ...['pre-rebase', 'post-checkout', 'post-merge', 'pre-auto-gc', 'post-rewrite', 'sendemail-validate'],
  ...['pre-receive', 'update', 'post-receive', 'post-update'],
];
const NAMES = [...HOOK_NAMES, ...PASSED_ON];

/** @throws KeyfenceError where keyfence is no program of the user's own, or another core.hooksPath holds. */
export async function planGlobal(user: User, found: Recorded): Promise<Plan> {
  refuseProject(user, found);
  const folder = hooksFolder(user);
  if (user.hooksPath !== null && resolve(user.hooksPath) !== resolve(folder)) {
    throw new KeyfenceError(
      `core.hooksPath has Git look for the hooks of every repository in ${user.hooksPath} already`,
      `unset it (git config --global --unset core.hooksPath), then run keyfence init --global again; or add keyfence to what is there: keyfence init --hook-manager git`,
    );
  }
  const { recorded, notes } = recordPaths(found);
  const text = composeGlobalHook(recorded);
  const changes = NAMES.map((name) => planHook(join(folder, name), text));
  const settings = [{ name: 'core', settings: [['hooksPath', folder.replaceAll('\\', '/')]] as const }];
  return {
    changes: [...changes, await planSettings(configFile(user), settings)],
    notes: [
      ...notes,
      'The hooks in .git/hooks of a repository are run by these, all but reference-transaction, post-index-change, push-to-checkout and proc-receive.',
      'A repository with a core.hooksPath of its own, as husky sets it, does not run these: run keyfence init in there.',
      'While core.hooksPath is set, pre-commit and lefthook refuse to install their hooks; those that are installed are run.',
    ],
    next: [],
  };
}

/** The same for Git 2.54 and newer, by commands in the configuration, which hide no hook. */
export async function planGlobalCommands(user: User, found: Recorded): Promise<Plan> {
  refuseProject(user, found);
  const { recorded, notes } = recordPaths(found);
  const start = `${quoteForShell(recorded.node)} ${quoteForShell(recorded.bin)}`;
  const sections = HOOK_NAMES.map((hook) => ({
    name: sectionOf(hook),
    settings: [
      ['command', Buffer.from(`${start} ${COMMANDS[hook]}`, 'latin1').toString('utf8')],
      ['event', hook],
    ] as const,
  }));
  return { changes: [await planSettings(configFile(user), sections)], notes, next: [] };
}

export function planGlobalRemoval(user: User): Plan {
  const folder = hooksFolder(user);
  const hooks = NAMES.flatMap((name) => planHookRemoval(join(folder, name)) ?? []);
  const config = planSettingsRemoval(configFile(user));
  return { changes: config ? [...hooks, config] : hooks, notes: [], next: [] };
}

/** Whether a folder of hooks is the one that `planGlobal` makes. */
export function isGlobalFolder(directory: string): boolean {
  const state = readFileState(join(directory, 'pre-commit'));
  return state.kind === 'file' && separateGlobalHook(state.text) !== null;
}

function planHook(path: string, text: string): Change {
  const state = readFileState(path);
  const change = { path, why: WHY, isExecutable: true, withDirectory: false };
  if (state.kind === 'absent') return { ...change, before: null, after: text };
  if (state.kind === 'file' && separateGlobalHook(state.text) === '') {
    return { ...change, before: state.text, after: text };
  }
  throw new KeyfenceError(
    `${path}: this is no hook that keyfence wrote`,
    'move it away, then run keyfence init --global again',
  );
}

/** A file that somebody wrote lines into keeps them. */
function planHookRemoval(path: string): Change | null {
  const state = readFileState(path);
  const foreign = state.kind === 'file' ? separateGlobalHook(state.text) : null;
  if (state.kind !== 'file' || foreign === null) return null;
  const change = { path, why: WHY, isExecutable: true, before: state.text };
  return foreign === ''
    ? { ...change, after: null, withDirectory: true }
    : { ...change, after: foreign, withDirectory: false };
}

function hooksFolder({ home, env }: User): string {
  const configured = env.XDG_CONFIG_HOME;
  if (configured && isAbsolute(configured)) return join(configured, 'keyfence-hooks');
  // A folder that was made for this alone would stay behind.
  return existsSync(join(home, '.config'))
    ? join(home, '.config/keyfence-hooks')
    : join(home, '.keyfence-hooks');
}

/** The file that `git config --global` writes to; what it is a link to, where people keep it elsewhere. */
function configFile({ home, env }: User): ConfigFile {
  const usual = join(home, '.gitconfig');
  const other = join(env.XDG_CONFIG_HOME || join(home, '.config'), 'git', 'config');
  const chosen = existsSync(usual) || !existsSync(other) ? usual : other;
  const path = env.GIT_CONFIG_GLOBAL ? resolve(env.GIT_CONFIG_GLOBAL) : chosen;
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return {
    path: isLink && existsSync(path) ? realpathSync(path) : path,
    why: WHY,
    writtenBy: 'keyfence init --global',
    takenAwayBy: 'keyfence uninstall --global',
  };
}

/** What a repository brings along must not be what guards every other. */
function refuseProject({ home }: User, { bin }: Recorded): void {
  const owner = bin.slice(0, Math.max(bin.indexOf(`${sep}node_modules${sep}`), 0));
  const isPassing = bin.includes(`${sep}_npx${sep}`) || bin.includes(`${sep}.yarn${sep}`);
  if (!isPassing && (owner === '' || !isInRepository(owner, home))) return;
  throw new KeyfenceError(
    'keyfence was started from the packages of a project, and what guards every repository must be no part of one',
    'npm install --global keyfence, then run keyfence init --global by that name',
  );
}

function isInRepository(folder: string, home: string): boolean {
  if (folder === home || folder === dirname(folder)) return false; // a home may be a repository of settings
  return existsSync(join(folder, '.git')) || isInRepository(dirname(folder), home);
}
