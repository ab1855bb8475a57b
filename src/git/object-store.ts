/** Everything that the object store holds, reached or not. */
import { recordsOf } from './records.js';
import { startGit } from './run.js';

export interface StoredObject {
  oid: string;
  type: string;
}

/**
 * Lists it as it is asked for, alternates included, each object once.
 * @throws GitError
 */
export async function* listStoredObjects(cwd: string): AsyncIterable<StoredObject> {
  const format = '--batch-check=%(objecttype) %(objectname)';
  const { child, ended } = startGit(['cat-file', '--batch-all-objects', format], { cwd });
  ended.catch(() => {}); // awaited below
  child.stdin?.end();
  try {
    for await (const line of recordsOf(child.stdout as NonNullable<typeof child.stdout>, '\n')) {
      const [type = '', oid = ''] = line.split(' ');
      if (!/^[a-z]+$/.test(type) || !/^[0-9a-f]{40,64}$/.test(oid)) {
        throw new Error('git cat-file: an entry that keyfence cannot read');
      }
      yield { oid, type };
    }
    await ended;
  } finally {
    child.kill();
  }
}
