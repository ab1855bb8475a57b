/** The nouns of the installer: hooks, and the managers that start them. */
import type { HooksPlace } from '../git/hooks-path.js';
import type { Change, Plan } from './change.js';

/**
 * `pre-commit` sees commits; a merge that needs no help runs `pre-merge-commit` alone. `commit-msg` sees the message of
 * both, and `pre-push` whatever got past them.
 */
export const HOOK_NAMES = ['pre-commit', 'pre-merge-commit', 'commit-msg', 'pre-push'] as const;
export type HookName = (typeof HOOK_NAMES)[number];

/** The command that each hook runs. */
export const COMMANDS = {
  'pre-commit': 'pre-commit',
  'pre-merge-commit': 'pre-commit',
  'commit-msg': 'commit-msg',
  'pre-push': 'pre-push',
} as const satisfies Record<HookName, string>;

export const MANAGER_NAMES = [
  'pre-commit',
  'lefthook',
  'husky',
  'simple-git-hooks',
  'git-config',
  'git',
] as const;
export type ManagerName = (typeof MANAGER_NAMES)[number];

/** What `init` found out about this machine; recorded only in files that never leave it. */
export interface Recorded {
  /** Absolute path of keyfence's executable. */
  bin: string;
  /** Absolute path of the Node binary. */
  node: string;
}

export interface AddRequest extends Recorded {
  /** True where the person named this manager, rather than keyfence finding it. */
  named: boolean;
}

export interface Manager {
  name: ManagerName;
  /** True where the project uses it. */
  detect(place: HooksPlace): boolean;
  /** True where Git starts it as things stand. */
  isActive(place: HooksPlace): boolean;
  /** @throws KeyfenceError where a file cannot be changed without touching foreign lines; nothing is written then. */
  add(place: HooksPlace, request: AddRequest): Plan | Promise<Plan>;
  /** Finds every block of ours. @throws KeyfenceError where the marker lines of a file do not pair up. */
  remove(place: HooksPlace): Change[];
  /** Once that is written, what a person is to do next: whole sentences with the command in them. */
  afterRemoval?(place: HooksPlace): string[];
}
