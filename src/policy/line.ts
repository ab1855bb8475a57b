/** The nouns of the checklist: what a line asks, and what it is answered. */
import type { Change } from '../install/change.js';
import type { ByteString } from '../types.js';
import type { PolicyProject } from './project.js';

/** The points of the security checklist, in its order. */
export const POINTS = [
  { id: 'storage', title: 'Secrets live in a manager or in CI secrets' },
  { id: 'hardcoded', title: 'None is hardcoded' },
  { id: 'ignored', title: '.env files stay out of Git' },
  { id: 'names', title: 'Schema, template, code and CI name the same secrets' },
  { id: 'privilege', title: 'Least privilege' },
  { id: 'rotation', title: 'Rotation' },
  { id: 'auditing', title: 'Auditing' },
  { id: 'encryption', title: 'Encryption at rest' },
] as const;

export type Point = (typeof POINTS)[number]['id'];

/** `manual`: no program can know; a person has to look. It is never a pass. */
export type Outcome = 'pass' | 'fail' | 'not-applicable' | 'manual';

/** One thing that is wrong. */
export interface Problem {
  /** From the top level; a file of the user's from the root. Null where it is about no file. */
  file: ByteString | null;
  /** 1-based; null for the whole file. */
  line: number | null;
  /** What is wrong, without a full stop. Nothing of a secret, and of a text that was read only what reads as a name. */
  says: string;
  /** What to do about it, with the command or the right spelling; null where the line's own remedy says it. */
  remedy: string | null;
}

export interface Answer {
  outcome: Outcome;
  /** What the outcome rests on: "5 patterns of .gitignore cover them", without a full stop. */
  says: string;
  /** Where the outcome is `fail`: at least one. */
  problems: Problem[];
  /** What to do where it is no pass; null where each problem says it, or where there is nothing to do. */
  remedy: string | null;
  /** What `--fix` writes: safe in any case, and none of two lines at once. */
  changes: Change[];
}

/** One line of the checklist. */
export interface Line {
  /** Stable, in kebab case. */
  id: string;
  point: Point;
  /** What holds where it passes: "No env file is tracked". */
  title: string;
  /** Only reads. @throws KeyfenceError where it cannot find out: the whole check ends as failed then. */
  look(project: PolicyProject): Promise<Answer> | Answer;
}

export function pass(says: string): Answer {
  return { outcome: 'pass', says, problems: [], remedy: null, changes: [] };
}

/** @param says why there is nothing to look at. */
export function notApplicable(says: string): Answer {
  return { outcome: 'not-applicable', says, problems: [], remedy: null, changes: [] };
}

/** @param remedy what a person has to look at, and where. */
export function manual(says: string, remedy: string): Answer {
  return { outcome: 'manual', says, problems: [], remedy, changes: [] };
}

export function fail(
  says: string,
  problems: Problem[],
  { remedy = null, changes = [] }: { remedy?: string | null; changes?: Change[] } = {},
): Answer {
  return { outcome: 'fail', says, problems, remedy, changes };
}
