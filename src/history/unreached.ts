/** What is in the object store and nothing names any more: what was staged once, dropped, rewritten, or fetched in vain. */
import { listStoredObjects } from '../git/object-store.js';
import type { History } from './history.js';

/** Object ids of what people wrote words into. */
export interface UnreachedWords {
  commits: string[];
  tags: string[];
}

/**
 * Adds every blob of the object store that the history does not have, as "(unreachable blob)": which path it had is not
 * known, as no tree of the history names it.
 * @returns the commits and annotated tags that the history does not have.
 * @throws GitError
 */
export async function addUnreached(history: History, cwd: string): Promise<UnreachedWords> {
  const { table, tips, loose } = history;
  const known = new Set(tips.tags);
  const words: UnreachedWords = { commits: [], tags: [] };
  const begin = table.eventCount;
  for await (const { oid, type } of listStoredObjects(cwd)) {
    if (type === 'blob') {
      if (table.blobs.find(Buffer.from(oid, 'hex')) < 0) table.addLoose(oid, '(unreachable blob)', '100644');
    } else if (type === 'commit') {
      if (table.commits.find(oid) < 0) words.commits.push(oid);
    } else if (type === 'tag' && !known.has(oid)) {
      words.tags.push(oid);
    }
  }
  loose.push({ oid: null, facts: null, begin, end: table.eventCount });
  return words;
}
