/** What a push sends: all that the pushed refs reach and the remote does not have, as one scan. */
import { KeyfenceError, UsageError } from '../errors.js';
import { ObjectReader } from '../git/objects.js';
import { allTrackedBranches, trackedBranches } from '../git/refs.js';
import { runGit } from '../git/run.js';
import type { ByteString, Source } from '../types.js';
import { HELD_BLOB } from './blob-chunk.js';
import { type CommitPlan, CommitSource, type LooseObject } from './commits.js';
import { resolveName } from './range-ends.js';
import { toBytes } from './read-file.js';
import { followTags, type Named } from './tag-chain.js';

/** One line that Git gives a pre-push hook. An object id of zeros: nothing is there. */
export interface PushedRef {
  localOid: string;
  /** As a byte string, such as "refs/heads/main". */
  remoteRef: ByteString;
  remoteOid: string;
}

export interface PushOptions {
  cwd: string;
  /** The remote's name, or its URL where it has none; null where it is not known. */
  remote: string | null;
  /** Null where it is not known what is pushed: then it is what `tip` has. */
  refs: readonly PushedRef[] | null;
  /** A name of the commit that is pushed where `refs` is null. */
  tip: string;
}

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const ZEROS = /^0+$/;

/**
 * @throws KeyfenceError where an object that is pushed is not here.
 * @throws GitError
 */
export async function openPush(options: PushOptions): Promise<Source> {
  const reader = new ObjectReader(HELD_BLOB, { cwd: options.cwd });
  try {
    const { refs } = options;
    const plan = refs === null ? await planOfTip(options, reader) : await planOfRefs(refs, options, reader);
    return new CommitSource(reader, plan, options.cwd);
  } catch (error) {
    await reader.close().catch(() => {});
    throw error;
  }
}

const NOTHING: CommitPlan = {
  range: { tips: [], excluded: [] },
  newest: null,
  bases: [],
  names: [],
  tags: [],
  tagsOfCommits: new Map(),
  loose: [],
  refs: null,
};

async function planOfRefs(
  refs: readonly PushedRef[],
  options: PushOptions,
  reader: ObjectReader,
): Promise<CommitPlan> {
  for (const { localOid, remoteOid } of refs) {
    if (OBJECT_ID.test(localOid) && OBJECT_ID.test(remoteOid)) continue;
    throw new UsageError('a pushed ref: expected two object ids', 'give them whole, as Git does');
  }
  const sent = refs.filter(({ localOid }) => !ZEROS.test(localOid));
  if (sent.length === 0) return { ...NOTHING, refs: refs.length };
  const known = distinct(refs.map(({ remoteOid }) => remoteOid)).filter((oid) => !ZEROS.test(oid));
  const [named, theirs, tracked] = await Promise.all([
    Promise.all(distinct(sent.map(({ localOid }) => localOid)).map((oid) => pushed(oid, reader))),
    Promise.all(known.map((oid) => followTags(oid, reader))),
    options.remote === null ? [] : trackedBranches(toBytes(options.remote), options.cwd),
  ]);
  const commits = named.filter(({ type }) => type === 'commit');
  const excluded = theirs.filter((one) => one?.type === 'commit').map((one) => (one as Named).oid);
  return {
    range: { tips: distinct(commits.map(({ oid }) => oid)), excluded: [...excluded, ...(tracked ?? [])] },
    newest: newestOf(commits),
    bases:
      known.length === 1 && excluded.length === 1 ? excluded : distinct([...excluded, ...(tracked ?? [])]),
    names: distinct(sent.filter(({ remoteOid }) => ZEROS.test(remoteOid)).map(({ remoteRef }) => remoteRef)),
    tags: distinct(named.flatMap(({ tags }) => tags)),
    tagsOfCommits: new Map(),
    loose: named.flatMap(({ oid, type, tagFacts }): LooseObject[] =>
      type === 'commit' ? [] : [{ oid, type, facts: tagFacts }],
    ),
    refs: refs.length,
  };
}

/** Where nobody said what is pushed: what the tip has, and no remote-tracking branch of that remote (or of any). */
async function planOfTip({ tip, remote, cwd }: PushOptions, reader: ObjectReader): Promise<CommitPlan> {
  const oid = await resolveName(toBytes(tip), 'commit', reader);
  if (oid === null) {
    if (tip === 'HEAD' && (await isUnborn(cwd))) return NOTHING;
    throw new KeyfenceError(
      'what is pushed names no commit here',
      'give keyfence pre-push the standard input of the hook (lefthook: use_stdin)',
    );
  }
  const tracked = remote === null ? null : await trackedBranches(toBytes(remote), cwd);
  const excluded = tracked ?? (await allTrackedBranches(cwd));
  return { ...NOTHING, range: { tips: [oid], excluded }, newest: oid, bases: distinct(excluded) };
}

/** Whether HEAD is a branch that has no commit yet. */
async function isUnborn(cwd: string): Promise<boolean> {
  const output = await runGit(['rev-parse', '--verify', '--quiet', 'HEAD'], { cwd, answers: [1] });
  return output.length === 0;
}

async function pushed(oid: string, reader: ObjectReader): Promise<Named> {
  const named = await followTags(oid, reader);
  if (named) return named;
  throw new KeyfenceError(
    'an object that is pushed is missing from this clone',
    'fetch it, or check the repository with git fsck; nothing was passed as clean',
  );
}

/** The commit that was made last. */
function newestOf(commits: readonly Named[]): string | null {
  const [first, ...others] = commits;
  return (
    others.reduce((newest, one) => (one && newest && one.time > newest.time ? one : newest), first)?.oid ??
    null
  );
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
