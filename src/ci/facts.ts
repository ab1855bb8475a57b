/** What a CI service says of its run, in words that are the same for all of them. */

export interface CiFacts {
  /** The service, as people call it. */
  system: string;
  /** Whether it is a CI run at all, and not somebody at a terminal. */
  isCi: boolean;
  /** What started the run, in the service's own word where that is a plain one. */
  event: string;
  /**
   * - `pull-request`: commits that are proposed for a branch (a merge queue's, too)
   * - `push`, `tag`: commits that a branch, or a tag, was set to
   * - `deletion`: a ref that is gone; no commit came
   * - `whole`: nothing says which commits are new (a schedule, a run by hand)
   */
  kind: 'pull-request' | 'push' | 'tag' | 'deletion' | 'whole';
  /** The object id of what the run is for, of a pull request its newest commit; null for HEAD. */
  head: string | null;
  /** The commit by which the service joined a pull request with its target, to try it. */
  merge: string | null;
  /** Commits of the target, as the service names them. */
  bases: string[];
  targetBranch: string | null;
  /** What the branch named before. */
  before: string | null;
  /** Whether the service says that there was nothing before. */
  isNew: boolean;
  /** The branch that was set. */
  branch: string | null;
  tag: string | null;
  defaultBranch: string | null;
  /** How a run of this service gets the whole history. */
  remedy: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** One service. */
export interface CiSystem {
  /** Whether the run is one of this service's. */
  isHere(env: Environment): boolean;
  /** @throws KeyfenceError where a variable or the event payload holds what cannot be, or cannot be read. */
  read(env: Environment): CiFacts;
}

/** The facts of a run about which nothing is known. */
export function unknownFacts(facts: Pick<CiFacts, 'system' | 'remedy'> & Partial<CiFacts>): CiFacts {
  return {
    isCi: true,
    event: 'unknown',
    kind: 'push',
    head: null,
    merge: null,
    bases: [],
    targetBranch: null,
    before: null,
    isNew: false,
    branch: null,
    tag: null,
    defaultBranch: null,
    ...facts,
  };
}
