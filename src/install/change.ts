/**
 * What `init` and `uninstall` do to a project: changes of whole files, and the plan that they make up. A plan is shown,
 * agreed to and carried out as one (`apply.ts`). Whoever has more to propose hands in changes of this kind.
 */
import type { HooksPlace } from '../git/hooks-path.js';
import type { ByteString } from '../types.js';

/** One file, before anything is written. There is one change for each path in a plan. */
export interface Change {
  /** Absolute. */
  path: string;
  /** What stands there now; null where there is no file. */
  before: ByteString | null;
  /** What is to stand there; null where the file goes. */
  after: ByteString | null;
  /** What for, in a few words: "husky", "keeps .env files out of Git". */
  why: string;
  /** Of a file that is made: whether it is one to run. */
  isExecutable: boolean;
  /** Of a file that goes: whether its folder goes with it, where nothing else is in there. */
  withDirectory: boolean;
}

export interface Plan {
  changes: Change[];
  /** Whole sentences that a person should read. */
  notes: string[];
  /** What a person is to do next, or nothing works: whole sentences with the command in them. */
  next: string[];
}

/** Something else that `init` proposes. @throws KeyfenceError where it cannot tell; nothing is written then. */
export type Offer = (place: HooksPlace) => Promise<Plan>;

export type Action = 'created' | 'updated' | 'unchanged' | 'removed';

export function actionOf({ before, after }: Change): Action {
  if (before === after) return 'unchanged';
  if (after === null) return 'removed';
  return before === null ? 'created' : 'updated';
}

/** All of several plans, in their order. */
export function joinPlans(plans: readonly Plan[]): Plan {
  return {
    changes: plans.flatMap(({ changes }) => changes),
    notes: plans.flatMap(({ notes }) => notes),
    next: plans.flatMap(({ next }) => next),
  };
}

/** What was done, or would have been. */
export interface InstallReport {
  /** Top level of the working tree; null where the plan is about no repository. */
  topLevel: string | null;
  /** `declined`: a person was shown the plan and said no. Nothing was written then, and none in a `dry run`. */
  outcome: 'written' | 'dry run' | 'declined';
  /** Paths are absolute. */
  files: { path: string; action: Action; why: string }[];
  notes: string[];
  next: string[];
}
