/** All that some tips reach: the births of every blob, and what of it is not here. */
import { SUBMODULE } from '../git/commit-changes.js';
import { type KnownCommits, listHistory } from '../git/history-listing.js';
import { idBytes } from '../git/object-id.js';
import type { ObjectReader } from '../git/objects.js';
import { listTreeFiles } from '../git/tree-files.js';
import { parseWritten } from '../git/written-objects.js';
import { CommitSkips } from '../sources/commit-skips.js';
import type { CommitFacts, Skip } from '../types.js';
import { BirthTable } from './birth-table.js';
import { readSome } from './read-some.js';
import type { Tips } from './tips.js';

const SHA1 = 20; // bytes

/** The events of the table that come from one tree or blob which no commit holds. */
export interface LooseEvents {
  /** The tree or the blob; null for what nothing names. */
  oid: string | null;
  facts: CommitFacts | null;
  begin: number;
  /** Exclusive. */
  end: number;
}

export interface History {
  tips: Tips;
  table: BirthTable;
  loose: LooseEvents[];
  skips: Skip[];
}

/**
 * Reads it, with what is known of commits from earlier. No blob is looked at, and of the commits only those that have no parents.
 * @throws KeyfenceError where a commit or a tree is missing or damaged.
 * @throws GitError
 */
export async function readHistory(
  tips: Tips,
  { reader, cwd, known = null }: { reader: ObjectReader; cwd: string; known?: KnownCommits | null },
): Promise<History> {
  const [any] = [...tips.commits, ...tips.loose.map(({ oid }) => oid)];
  const table = new BirthTable(any === undefined ? SHA1 : any.length / 2);
  await listHistory({ tips: tips.commits, excluded: [] }, cwd, table, known);
  table.finish();
  const skips = new CommitSkips();
  const loose: LooseEvents[] = [];
  for (const { oid, type, facts } of tips.loose) {
    const begin = table.eventCount;
    if (type === 'blob') table.addLoose(idBytes(oid), '(blob)', 0o100644);
    else await addTree(oid, cwd, table);
    loose.push({ oid, facts, begin, end: table.eventCount });
  }
  for (const path of table.submodules) skips.submodule(path);
  await findBoundaries(table, reader, skips);
  return { tips, table, loose, skips: [...tips.skips, ...skips.list] };
}

async function addTree(tree: string, cwd: string, table: BirthTable): Promise<void> {
  for await (const { oid, path, mode } of listTreeFiles(tree, cwd)) {
    if (mode === SUBMODULE) table.submodules.add(path);
    else table.addLoose(idBytes(oid), path, Number.parseInt(mode, 8));
  }
}

/** Where a clone is shallow, Git lists a commit without the parents that are written in it. */
async function findBoundaries(table: BirthTable, reader: ObjectReader, skips: CommitSkips): Promise<void> {
  const { commits } = table;
  const roots: string[] = [];
  for (let position = 0; position < commits.length; position++) {
    if (commits.isRoot(position)) roots.push(commits.oidOf(position));
  }
  for await (const [oid, object] of readSome(roots, (one) => reader.read(one))) {
    const parents = object.kind === 'found' ? parseWritten(oid, object.bytes).parents : [];
    if (parents.length > 0) skips.boundary(oid);
  }
  skips.finish();
}
