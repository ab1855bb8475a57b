/** Commits by object id, chosen by somebody else: what some tips have and some other commits have not. */
import { ObjectReader } from '../git/objects.js';
import type { ByteString, Source } from '../types.js';
import { HELD_BLOB } from './blob-chunk.js';
import { CommitSource } from './commits.js';
import { annotatedTags, without } from './range.js';
import { followTags } from './tag-chain.js';

export interface CommitSet {
  /** Object ids of commits that are here. */
  tips: readonly string[];
  /** The same; what these have is left out. */
  excluded: readonly string[];
  /** The commit whose files say what to look for; null where there is none. */
  newest: string | null;
  /** Commits that the newest is compared with, to tell which exceptions are only being added. */
  bases: readonly string[];
  /** Full names of refs that are new. */
  names: readonly ByteString[];
  /** Annotated tags that are new, by object id; anything else is passed over. */
  tags: readonly string[];
  /** What should be scanned and is not in this clone: the scan is incomplete for it. */
  missed: readonly string[];
}

/** @throws GitError */
export async function openCommitSet(set: CommitSet, { cwd }: { cwd: string }): Promise<Source> {
  const reader = new ObjectReader(HELD_BLOB, { cwd });
  try {
    const [tagsOfCommits, named] = await Promise.all([
      annotatedTags(reader, cwd),
      Promise.all(set.tags.map((oid) => followTags(oid, reader))),
    ]);
    const tags = [...new Set(named.flatMap((one) => one?.tags ?? []))];
    return new CommitSource(
      reader,
      {
        range: { tips: set.tips, excluded: set.excluded },
        newest: set.newest,
        bases: set.bases,
        names: set.names,
        tags,
        tagsOfCommits: without(tags, tagsOfCommits),
        loose: [],
        refs: null,
        missed: set.missed,
      },
      cwd,
    );
  } catch (error) {
    await reader.close().catch(() => {});
    throw error;
  }
}
