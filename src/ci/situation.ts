/** What a rule decides by: the facts of the run, and what this clone has of the commits that they name. */
import { KeyfenceError } from '../errors.js';
import { resolveNames } from '../git/all-refs.js';
import { parentsOf, resolveCommits } from '../git/ancestry.js';
import { listRefs, mainRemote, type Ref, remoteHead } from '../git/refs.js';
import { toBytes } from '../sources/read-file.js';
import type { ByteString } from '../types.js';
import type { Lack } from './chosen.js';
import type { CiFacts } from './facts.js';
import { isZeros } from './values.js';

/** What was asked for on the command line, as names of commits; null for what was left out. */
export interface Asked {
  base: string | null;
  head: string | null;
}

export interface SituationOptions {
  cwd: string;
  asked: Asked;
  /** Commits that the server does not have, either. */
  gone: ReadonlySet<string>;
  /** Whether what is not here may still be fetched: else what was asked for by name must be here. */
  mayFetch: boolean;
}

const TRACKED = 'refs/remotes/';
const USUAL_DEFAULTS = ['main', 'master'];
const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export class Situation {
  readonly facts: CiFacts;
  readonly cwd: string;
  readonly asked: Asked;
  readonly notes: string[] = [];
  readonly lacks: Lack[] = [];
  readonly missed: string[] = [];
  /** What the run is for; null where it is not here. */
  head: string | null = null;
  /** The commit by which the service tried the pull request, where it is here. */
  merge: string | null = null;
  /** What that joins the head with. */
  joined: string[] = [];
  /** What the pushed tag names, an annotated tag not followed. */
  tag: string | null = null;
  private readonly options: SituationOptions;
  private remote: ByteString | null = null;
  private tracked: Ref[] = [];
  private defaultName: ByteString | null = null;

  private constructor(facts: CiFacts, options: SituationOptions) {
    this.facts = facts;
    this.options = options;
    this.cwd = options.cwd;
    this.asked = options.asked;
  }

  /**
   * @throws KeyfenceError where a head was asked for that is not here, or there is no commit at all.
   * @throws GitError
   */
  static async read(facts: CiFacts, options: SituationOptions): Promise<Situation> {
    const situation = new Situation(facts, options);
    await situation.readRefs();
    await situation.readHead();
    return situation;
  }

  /** Commits to scan from: the head, and the service's merge. */
  get tips(): string[] {
    return [this.head, this.merge].filter((oid) => oid !== null);
  }

  /** Whether the branch is the one to which all others come. */
  get isDefaultBranch(): boolean {
    return this.branch !== null && this.branch === this.defaultName;
  }

  /** The branch that was set. */
  get branch(): ByteString | null {
    return this.facts.branch === null ? null : toBytes(this.facts.branch);
  }

  /** What the default branch names; null where this clone does not have it. */
  get defaultTip(): string | null {
    return this.defaultName === null ? null : this.tipOf(this.defaultName);
  }

  /** What a branch of the server names, as far as this clone has been told. */
  tipOf(branch: ByteString): string | null {
    const name = `${TRACKED}${this.remote ?? 'origin'}/${branch}`;
    return this.tracked.find((ref) => ref.name === name)?.oid ?? null;
  }

  /** What the other branches of the server name. */
  otherTips(): string[] {
    const { branch, facts, remote, tips } = this;
    const isOwn = ({ name, oid }: Ref) => {
      // A pull request's own; GitHub's checkout makes it.
      if (name.startsWith(`${TRACKED}pull/`) || name.endsWith('/HEAD')) return true;
      // Without a name it is one of those that are where the run is.
      if (branch === null) return facts.tag === null && tips.includes(oid);
      return remote === null ? name.endsWith(`/${branch}`) : name === `${TRACKED}${remote}/${branch}`;
    };
    return [...new Set(this.tracked.filter((ref) => !isOwn(ref)).map(({ oid }) => oid))];
  }

  /** The default branch, where this clone should have it and does not. */
  lackDefaultBranch(): void {
    if (this.defaultName !== null && this.defaultTip === null) this.lackBranch(this.defaultName);
  }

  lackCommit(oid: string): void {
    if (!this.options.gone.has(oid)) this.lacks.push({ kind: 'commit', oid });
  }

  /** Where a commit is lacking, too, that is fetched first: it may be enough. */
  lackBranch(name: ByteString): void {
    if (this.lacks.length === 0 && !this.options.gone.has(name)) this.lacks.push({ kind: 'branch', name });
  }

  /**
   * A commit that was asked for by a name.
   * @returns null where it may still be fetched.
   * @throws KeyfenceError where it is not here. What was typed is not repeated.
   */
  async find(name: string, option: 'base' | 'head'): Promise<string | null> {
    const [oid = null] = await resolveCommits([toBytes(name)], this.cwd);
    if (oid !== null) return oid;
    const isId = OBJECT_ID.test(name);
    if (isId && this.options.mayFetch && !this.options.gone.has(name)) {
      this.lackCommit(name);
      return null;
    }
    throw new KeyfenceError(
      `--${option} names no commit here`,
      `check its spelling; in a shallow clone: ${this.facts.remedy}, or keyfence ci --deepen with whole object ids`,
    );
  }

  private async readRefs(): Promise<void> {
    const { cwd, facts } = this;
    const [remote, refs] = await Promise.all([mainRemote(cwd), listRefs(TRACKED, cwd)]);
    this.remote = remote;
    this.tracked = refs.filter(({ type }) => type === 'commit');
    const usual = USUAL_DEFAULTS.filter((name) => this.tipOf(name) !== null);
    this.defaultName =
      (facts.defaultBranch === null ? null : toBytes(facts.defaultBranch)) ??
      (remote === null ? null : await remoteHead(remote, cwd)) ??
      (usual.length === 1 ? (usual[0] as string) : null);
  }

  private async readHead(): Promise<void> {
    const { facts, cwd, asked } = this;
    if (asked.head !== null) {
      this.head = await this.find(asked.head, 'head');
      return;
    }
    if (facts.tag !== null) [this.tag = null] = await resolveNames([`refs/tags/${toBytes(facts.tag)}`], cwd);
    const named = facts.head ?? this.tag ?? 'HEAD';
    const [head = null, merge = null] = await resolveCommits([named, facts.merge ?? ''], cwd);
    this.head = head;
    if (merge !== null) await this.readMerge(merge);
    if (head !== null) return;
    if (named === 'HEAD') {
      throw new KeyfenceError('HEAD has no commit', 'check out what is to be scanned');
    }
    const what = facts.kind === 'pull-request' ? 'the head of the pull request' : 'the commit of this run';
    this.missed.push(`${what} (${named.slice(0, 12)}) is not in this clone`);
    this.lackCommit(named);
  }

  private async readMerge(merge: string): Promise<void> {
    const { facts, cwd } = this;
    const parents = await parentsOf(merge, cwd);
    // Another one: of a head that came later, which has a run of its own.
    if (facts.head === null || isZeros(facts.head) || !parents.includes(facts.head)) return;
    this.merge = merge;
    const here = await resolveCommits(
      parents.filter((oid) => oid !== facts.head),
      cwd,
    );
    this.joined = here.filter((oid) => oid !== null);
  }
}
