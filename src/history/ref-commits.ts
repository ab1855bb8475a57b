/** The refs of the repository, by the commit of a history that each names in the end. */
import type { Ref } from '../git/all-refs.js';
import type { ObjectReader } from '../git/objects.js';
import { followTags } from '../sources/tag-chain.js';
import type { ByteString } from '../types.js';
import type { History } from './history.js';
import { readSome } from './read-some.js';

export interface KnownRefs {
  /** Commits by position, each once. */
  commits: number[];
  /** The names of the refs that name a commit, by its index in `commits`. */
  namesOf(index: number): ByteString[];
  /** The names of the refs that name the tree or the blob that an event without a commit comes from. */
  namesOfLoose(event: number): ByteString[];
}

/**
 * Those refs that name a commit of the history, or a tree or a blob that was scanned with it.
 * @throws GitError
 */
export async function locateRefs({ table, tips, loose }: History, reader: ObjectReader): Promise<KnownRefs> {
  const byCommit = new Map<number, ByteString[]>();
  const byLoose = new Map<string, ByteString[]>();
  for (const { name, oid } of await peel(tips.holders, table.commits, reader)) {
    const commit = table.commits.find(oid);
    if (commit >= 0) addTo(byCommit, commit, name);
    else addTo(byLoose, oid, name);
  }
  const names = [...byCommit.values()];
  return {
    commits: [...byCommit.keys()],
    namesOf: (index) => names[index] ?? [],
    namesOfLoose: (event) => {
      const from = loose.find(({ begin, end }) => event >= begin && event < end);
      return from === undefined || from.oid === null ? [] : (byLoose.get(from.oid) ?? []);
    },
  };
}

function addTo<Key>(names: Map<Key, ByteString[]>, key: Key, name: ByteString): void {
  const there = names.get(key);
  if (there) there.push(name);
  else names.set(key, [name]);
}

/** Each ref with what it names once all tags are followed; without those whose objects are not here. */
async function peel(
  refs: readonly Ref[],
  commits: { find(oid: string): number },
  reader: ObjectReader,
): Promise<Ref[]> {
  const peeled: Ref[] = [];
  const follow = async ({ oid }: Ref) =>
    commits.find(oid) >= 0 ? oid : ((await followTags(oid, reader))?.oid ?? null);
  for await (const [{ name }, oid] of readSome(refs, follow)) {
    if (oid !== null) peeled.push({ name, oid });
  }
  return peeled;
}
