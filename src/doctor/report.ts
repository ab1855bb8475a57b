/** The nouns of `keyfence doctor`: what it looked at, what it tried, and what came of it. `--json` has the same shape. */
import type { HookName } from '../install/manager.js';

/**
 * Version 1 of a contract: fields are only ever added. Paths are absolute unless something else is said; texts may hold
 * anything that a path can hold.
 */
export interface DoctorReport {
  version: 1;
  /**
   * `proven`: every hook refused the canary, and keyfence named it. `open`: at least one is known not to guard. `unknown`:
   * none of these, but of at least one hook it could not be found out.
   */
  outcome: Outcome;
  topLevel: string;
  versions: {
    keyfence: string;
    /** Of the keyfence that the hooks find; null where that cannot be told. */
    hooks: string | null;
    node: string;
    git: string;
  };
  engine: {
    /** Null where none loads. */
    name: 're2' | 're2js' | null;
    reason: string;
  };
  /** How many formats the built-in catalog has. */
  formats: number;
  cache: CacheFacts;
  configuration: FileFacts;
  schemas: FileFacts[];
  baseline: FileFacts;
  /** Whether Git ignores a file named `.env` at the top level. */
  isEnvIgnored: boolean;
  hooksPlace: HooksPlaceFacts;
  managers: ManagerFacts[];
  hookFiles: HookFileFacts[];
  canary: CanaryFacts;
  trials: Trial[];
  /** Where the throw-away repository is left, because it could not be removed; null where it is gone. */
  leftBehind: string | null;
}

export type Outcome = 'proven' | 'open' | 'unknown';

/** The folder for compiled code. */
export interface CacheFacts {
  /** Null where there is no place that is only the user's. */
  folder: string | null;
  /** `used`: code is kept there. `empty`: none yet. `off`: switched off by NODE_DISABLE_COMPILE_CACHE. `none`: no place. */
  state: 'used' | 'empty' | 'off' | 'none';
}

/** A file that the project writes for keyfence. */
export interface FileFacts {
  /** From the top level. */
  file: string;
  state: 'sound' | 'broken' | 'none';
  /** What a sound one holds ("5 names"), or what is wrong where in a broken one; empty where there is none. */
  says: string;
}

export interface HooksPlaceFacts {
  /** Where Git looks for hooks. */
  directory: string;
  /** The scope of configuration that sets core.hooksPath ("local", "worktree", "global", …), null where none does. */
  configuredIn: string | null;
  /** Why Git finds no hooks there at all; null where nothing speaks against it. */
  problem: string | null;
}

export const MANAGER_WORDS = ['husky', 'lefthook', 'pre-commit', 'simple-git-hooks'] as const;
export type ManagerWord = (typeof MANAGER_WORDS)[number];

export interface ManagerFacts {
  name: ManagerWord;
  /** The file or folder that shows it, from the top level. */
  file: string;
  /** Whether Git starts at least one hook of it. */
  isActive: boolean;
}

/** Who wrote a hook: by the words that stand in it. */
export type HookOwner = ManagerWord | 'keyfence' | 'other';

export interface HookFileFacts {
  hook: HookName;
  /** The file in which Git looks. */
  file: string;
  /** `sample`: only Git's sample is there. `no-file`: something else than a file. */
  state: 'present' | 'absent' | 'sample' | 'not-executable' | 'no-file';
  /** Null where there is no file. */
  owner: HookOwner | null;
}

export interface CanaryFacts {
  /** The name of the file that was staged, in the throw-away repository. */
  file: string;
  /** The fingerprint that proves that keyfence saw it. */
  fingerprint: string;
  /** Of the built-in catalog. */
  pattern: string;
  /** Files that were copied, and those that were left out because the work tree is too large. */
  copied: number;
  leftOut: number;
}

export type PathKind = 'user' | 'bare';

export type TrialResult =
  /** The hook refused, and keyfence named the canary. */
  | 'proven'
  /** The hook ran and let the canary through. */
  | 'passed'
  /** Git started no such hook. */
  | 'not-run'
  /** The hook refused, but keyfence did not name the canary. */
  | 'refused-otherwise'
  /** The hook had not ended when time was up. */
  | 'hung'
  /** Another hook ended the command before Git came to this one. */
  | 'not-reached'
  /** Git itself did not do what it was asked to. */
  | 'failed';

export interface Trial {
  hook: HookName;
  /** `user`: with the PATH of the shell. `bare`: with that of a program with windows. */
  path: PathKind;
  result: TrialResult;
  /** The first word of what Git started: paths in the throw-away repository from its top level. Null where it started nothing. */
  started: string | null;
  /** Of the hook; null where it did not end by itself. */
  exitCode: number | null;
  durationMs: number;
  /** Where it is not proven: why, the likeliest first. */
  causes: Cause[];
}

export interface Cause {
  /** Stable, for programs: "husky-switched-off". */
  id: string;
  /** What is in the way. */
  says: string;
  /** What to do. */
  remedy: string;
}

const GRAVE: Record<TrialResult, Outcome> = {
  proven: 'proven',
  passed: 'open',
  'not-run': 'open',
  'refused-otherwise': 'open',
  hung: 'unknown',
  'not-reached': 'unknown',
  failed: 'unknown',
};

/** What the trials say together. One known hole outweighs whatever could not be found out: it is there in any case. */
export function outcomeOf(trials: readonly Trial[]): Outcome {
  const outcomes = trials.map(({ result }) => GRAVE[result]);
  if (outcomes.includes('open')) return 'open';
  return outcomes.includes('unknown') || outcomes.length === 0 ? 'unknown' : 'proven';
}
