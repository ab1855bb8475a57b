/** Where the scan of a history begins: what refs, HEADs and logs name. */
import { KeyfenceError } from '../errors.js';
import {
  allLoggedCommits,
  listAllRefs,
  loggedCommits,
  type Ref,
  readHead,
  resolveNames,
  worktreeHeads,
} from '../git/all-refs.js';
import type { ObjectReader } from '../git/objects.js';
import { toBytes } from '../sources/read-file.js';
import { followTags } from '../sources/tag-chain.js';
import type { CommitFacts, Skip } from '../types.js';
import { readSome } from './read-some.js';

const STASH = 'refs/stash';
const SHORT = 12; // digits of an object id that tell it from all others

/** What of a history is asked for. */
export interface HistoryChoice {
  cwd: string;
  /** Every ref with all that it keeps, and the HEAD of every working tree. */
  all: boolean;
  /** As a person types them; with none of them, and without `all`, it is HEAD. */
  refs: readonly string[];
  /** All that `all` means, and whatever else is in the object store. */
  unreachable: boolean;
}

/** A tree or a blob that something names without any commit. */
export interface LooseTip {
  oid: string;
  type: 'tree' | 'blob';
  /** The tag that names it, if it is an annotated one. */
  facts: CommitFacts | null;
}

export interface Tips {
  /** Object ids of commits, each once. */
  commits: string[];
  loose: LooseTip[];
  /** The annotated tags on the way to all of these, each once. */
  tags: string[];
  /** Every ref of the repository, whether or not it is asked for. */
  refs: Ref[];
  /**
   * These, and what else a person would look for a commit in: the stash once for each of its entries, and as "HEAD" each
   * HEAD that is on no branch.
   */
  holders: Ref[];
  /** The commit that HEAD names; null where there is none. */
  head: string | null;
  skips: Skip[];
}

/**
 * Finds them.
 * @throws KeyfenceError where a given ref names nothing, or HEAD is asked for and has no commit while other refs have.
 * @throws GitError
 */
export async function findTips(choice: HistoryChoice, reader: ObjectReader): Promise<Tips> {
  const { cwd } = choice;
  const [{ refs, broken }, head] = await Promise.all([listAllRefs(cwd), readHead(cwd)]);
  const isAll = choice.all || choice.unreachable;
  const kept = isAll ? await keptBesides(choice, refs) : NOTHING_BESIDES;
  const heads = head === null ? kept.heads : [head, ...kept.heads];
  const wanted = isAll
    ? [...refs.map(({ oid }) => oid), ...heads, ...kept.stashes, ...kept.logged]
    : await givenNames(choice, { refs, broken, head });
  const skips: Skip[] = [];
  if (isAll && broken > 0) {
    const reason = `${broken} ${broken === 1 ? 'ref' : 'refs'} that Git cannot read`;
    skips.push({ file: '(refs)', reason, listed: false });
  }
  const holders = [...refs, ...kept.stashes.map((oid) => ({ name: STASH, oid })), ...detached(heads, refs)];
  return { ...(await follow(wanted, reader, skips)), refs, holders, head, skips };
}

/** The HEADs whose commit is that of no branch. */
function detached(heads: readonly string[], refs: readonly Ref[]): Ref[] {
  const branches = new Set(refs.filter(({ name }) => name.startsWith('refs/heads/')).map(({ oid }) => oid));
  return heads.filter((oid) => !branches.has(oid)).map((oid) => ({ name: 'HEAD', oid }));
}

/** The refs that were typed; each given one that has several meanings has Git's. */
async function givenNames(
  { cwd, refs }: HistoryChoice,
  found: { refs: readonly Ref[]; broken: number; head: string | null },
): Promise<string[]> {
  if (refs.length === 0) {
    if (found.head !== null) return [found.head];
    if (found.refs.length === 0 && found.broken === 0) return []; // no commits at all
    throw new KeyfenceError('HEAD has no commit yet', 'name a branch, or scan everything with --all');
  }
  const ids = await resolveNames(refs.map(toBytes), cwd);
  return ids.map((oid, index) => {
    if (oid !== null) return oid;
    // What was typed may be a secret that slipped into the command line: it is not repeated.
    throw new KeyfenceError(
      `the refs: number ${index + 1} of them names nothing here`,
      'check its spelling (git for-each-ref lists all refs); in CI, fetch it first',
    );
  });
}

/** Object ids that are kept, though no ref names them now. */
interface KeptBesides {
  heads: string[];
  stashes: string[];
  logged: string[];
}

const NOTHING_BESIDES: KeptBesides = { heads: [], stashes: [], logged: [] };

async function keptBesides({ cwd, unreachable }: HistoryChoice, refs: readonly Ref[]): Promise<KeptBesides> {
  const [heads, stashes, logged] = await Promise.all([
    worktreeHeads(cwd),
    refs.some(({ name }) => name === STASH) ? loggedCommits(STASH, cwd) : [],
    unreachable ? allLoggedCommits(cwd) : [],
  ]);
  return { heads, stashes, logged };
}

/** Sorts what was named, tags followed. */
async function follow(
  wanted: readonly string[],
  reader: ObjectReader,
  skips: Skip[],
): Promise<Pick<Tips, 'commits' | 'loose' | 'tags'>> {
  const commits = new Set<string>();
  const loose = new Map<string, LooseTip>();
  const tags = new Set<string>();
  for await (const [oid, named] of readSome([...new Set(wanted)], (one) => followTags(one, reader))) {
    if (named === null) {
      const reason = `object ${oid.slice(0, SHORT)}, or one that it names, is missing from this clone`;
      skips.push({ file: '(ref)', reason, listed: false });
      continue;
    }
    for (const tag of named.tags) tags.add(tag);
    if (named.type === 'commit') commits.add(named.oid);
    else if (!loose.get(named.oid)?.facts) {
      loose.set(named.oid, { oid: named.oid, type: named.type, facts: named.tagFacts });
    }
  }
  return { commits: [...commits], loose: [...loose.values()], tags: [...tags] };
}
