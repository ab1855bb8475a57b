/** The commits between two others. */
import { ObjectReader } from '../git/objects.js';
import { listRefs, trackedBranches } from '../git/refs.js';
import type { ByteString, Source } from '../types.js';
import { HELD_BLOB } from './blob-chunk.js';
import { CommitSource } from './commits.js';
import { readRange } from './range-ends.js';
import { toBytes } from './read-file.js';
import { followTags } from './tag-chain.js';

export interface RangeOptions {
  cwd: string;
  /** `A..B` or `A...B`, an end left out being HEAD: what B has and A does not. */
  range: string;
  /** The name or URL of a remote: what its remote-tracking branches have is left out, too. Null for none. */
  knownTo: string | null;
}

/**
 * @throws KeyfenceError where the range names no commits.
 * @throws GitError
 */
export async function openRange({ cwd, range, knownTo }: RangeOptions): Promise<Source> {
  const reader = new ObjectReader(HELD_BLOB, { cwd });
  try {
    const { from, to, named } = await readRange(range, reader);
    const [known, tagsOfCommits, end] = await Promise.all([
      knownTo === null ? [] : trackedBranches(toBytes(knownTo), cwd),
      annotatedTags(reader, cwd),
      followTags(named, reader),
    ]);
    const tags = end?.tags ?? [];
    return new CommitSource(
      reader,
      {
        range: { tips: [to], excluded: [from, ...(known ?? [])] },
        newest: to,
        bases: [from],
        names: [],
        tags,
        tagsOfCommits: without(tags, tagsOfCommits),
        loose: [],
        refs: null,
      },
      cwd,
    );
  } catch (error) {
    await reader.close().catch(() => {});
    throw error;
  }
}

/** The annotated tags of the repository, by the commit that they name in the end. */
export async function annotatedTags(reader: ObjectReader, cwd: string): Promise<Map<string, ByteString[]>> {
  const byCommit = new Map<string, string[]>();
  const annotated = (await listRefs('refs/tags/', cwd)).filter(({ type }) => type === 'tag');
  for (const named of await Promise.all(annotated.map(({ oid }) => followTags(oid, reader)))) {
    if (named?.type !== 'commit') continue;
    byCommit.set(named.oid, [...(byCommit.get(named.oid) ?? []), ...named.tags]);
  }
  return byCommit;
}

/** Each tag once, however many refs name it. */
export function without(
  told: readonly string[],
  byCommit: ReadonlyMap<string, string[]>,
): Map<string, string[]> {
  const once = ([commit, tags]: [string, string[]]): [string, string[]] => [
    commit,
    [...new Set(tags)].filter((oid) => !told.includes(oid)),
  ];
  return new Map([...byCommit].map(once));
}
