/** What a benchmark is told, and what it tells. */
import { BARE_NODE } from './ours.js';
import type { InstalledRival } from './rivals.js';
import type { Contest, Timed } from './timing.js';

/** How a benchmark is to run. */
export interface Plan {
  /** `quick`: small sizes and few rounds, to see that all works; its numbers mean little. */
  pace: 'full' | 'quick';
  /** Null for the benchmark's own number. */
  rounds: number | null;
  /** MB of generated text; null for the benchmark's own. */
  megabytes: number | null;
  /** A folder in the place of the generated tree. */
  tree: string | null;
  /** A repository in the place of the generated history. */
  repository: string | null;
  /** A folder of npm packages. */
  packages: string | null;
  rivals: readonly InstalledRival[];
  /** The most seconds that one run may take. */
  patience: number;
}

/** One program at one work. */
export interface Measured extends Timed {
  work: string;
  megabytesPerSecond: number | null;
  /** Such as the version of a rival. */
  note: string;
}

/** A number that is to be at most, or at least, another. */
export interface Target {
  what: string;
  is: number;
  bound: 'at most' | 'at least';
  limit: number;
  unit: string;
}

export interface Results {
  /** What the benchmark ran on: files, bytes, kinds. */
  ground: string;
  measured: Measured[];
  targets: Target[];
  /** What was wrong, such as a finding that is missing; speed that is not met is told by `targets`. */
  faults: string[];
  /** Further JSON files beside the results, by their names without the ending. */
  details: Record<string, object>;
}

export type Benchmark = (plan: Plan) => Promise<Results>;

/** The rounds and the patience of a plan, with the benchmark's own numbers where it has none. */
export function contestOf(
  plan: Plan,
  own: { full: number; quick: number; memory: Contest['memory'] },
): Contest {
  return { rounds: plan.rounds ?? own[plan.pace], patience: plan.patience, memory: own.memory };
}

export function isMet({ is, bound, limit }: Target): boolean {
  return bound === 'at most' ? is <= limit : is >= limit;
}

/**
 * The rows of one work.
 * @param bytes of the work, for the speed; null where that tells nothing.
 * @param notes by the names of the contestants.
 */
export function rowsOf(
  work: string,
  timed: readonly Timed[],
  { bytes = null, notes = {} }: { bytes?: number | null; notes?: Record<string, string> } = {},
): Measured[] {
  return timed.map((one) => ({
    work,
    ...one,
    megabytesPerSecond:
      bytes === null || one.milliseconds === null || one.name === BARE_NODE
        ? null
        : bytes / 1e6 / (one.milliseconds / 1000),
    note: notes[one.name] ?? '',
  }));
}

/** The median of that contestant; null where it did not take part or did not end. */
export function timeOf(timed: readonly Timed[], name: string): number | null {
  return timed.find((one) => one.name === name)?.milliseconds ?? null;
}

/** `is` times `than`, at most `limit`; nothing where one of the two is not known. */
export function atMost(what: string, is: number | null, than: number | null, limit: number): Target[] {
  if (is === null || than === null) return [];
  return [{ what, is: is / than, bound: 'at most', limit, unit: 'x' }];
}
