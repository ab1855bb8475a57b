/** What is in the object store and nothing names any more: what was staged once, dropped, rewritten, or fetched in vain. */
import { isKnown } from '../errors.js';
import { listHistory } from '../git/history-listing.js';
import type { RawChange } from '../git/history-records.js';
import { idBytes } from '../git/object-id.js';
import { listStoredObjects } from '../git/object-store.js';
import { type BirthTable, isText } from './birth-table.js';
import type { History } from './history.js';
import { IdTable } from './id-table.js';

const NO_PATH = '(unreachable blob)';

/** Object ids of what people wrote words into. */
export interface UnreachedWords {
  commits: string[];
  tags: string[];
}

/**
 * Adds every blob of the object store that the history does not have: at the paths that commits outside of the history
 * give it, where there are such, else as "(unreachable blob)".
 * @returns the commits and annotated tags that the history does not have.
 * @throws GitError
 */
export async function addUnreached(history: History, cwd: string): Promise<UnreachedWords> {
  const { table, tips, loose } = history;
  const known = new Set(tips.tags);
  const words: UnreachedWords = { commits: [], tags: [] };
  const unborn = new IdTable(table.width);
  for await (const { oid, type } of listStoredObjects(cwd)) {
    const id = idBytes(oid);
    if (type === 'blob' && table.blobs.find(id) < 0) unborn.add(id);
    else if (type === 'commit' && table.commits.find(oid) < 0) words.commits.push(oid);
    else if (type === 'tag' && !known.has(oid)) words.tags.push(oid);
  }
  const begin = table.eventCount;
  await addWithPaths(unborn, { tips: words.commits, excluded: tips.commits }, table, cwd);
  for (let number = 0; number < unborn.length; number++) {
    const id = unborn.bytesOf(number);
    if (table.blobs.find(id) < 0) table.addLoose(id, NO_PATH, 0o100644);
  }
  loose.push({ oid: null, facts: null, begin, end: table.eventCount });
  return words;
}

/** As far as Git gets: what such commits grew from may be gone, and is then no loss. */
async function addWithPaths(
  unborn: IdTable,
  range: { tips: readonly string[]; excluded: readonly string[] },
  table: BirthTable,
  cwd: string,
): Promise<void> {
  const change = ({ newId, newMode, path }: RawChange) => {
    if (isText(newMode) && unborn.find(newId) >= 0) table.addLoose(newId, path, newMode);
  };
  try {
    await listHistory(range, cwd, { commit() {}, change });
  } catch (error) {
    if (!isKnown(error)) throw error;
  }
}
