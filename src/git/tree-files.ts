/** Every file of a tree that no commit is known for. */
import type { ByteString } from '../types.js';
import { recordsOf } from './records.js';
import { startGit } from './run.js';

export interface ListedFile {
  mode: string;
  oid: string;
  path: ByteString;
}

/**
 * Lists them as they are asked for.
 * @param tree an object id.
 * @throws GitError
 */
export async function* listTreeFiles(tree: string, cwd: string): AsyncIterable<ListedFile> {
  const { child, ended } = startGit(['ls-tree', '-r', '-z', '--full-tree', tree], { cwd });
  ended.catch(() => {}); // awaited below
  child.stdin?.end();
  try {
    for await (const record of recordsOf(child.stdout as NonNullable<typeof child.stdout>, '\0')) {
      const tab = record.indexOf('\t');
      const [mode, , oid] = record.slice(0, tab).split(' ');
      if (tab < 0 || mode === undefined || oid === undefined) {
        throw new Error('git ls-tree: an entry that keyfence cannot read');
      }
      yield { mode, oid, path: record.slice(tab + 1) };
    }
    await ended;
  } finally {
    child.kill();
  }
}
