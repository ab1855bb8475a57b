/** Reads one blob of any size through a Git process of its own, as fast as it is wanted. */
import { type GitOptions, startGit } from './run.js';

/**
 * The bytes of a blob in parts. Git is started by the first one and killed when no more are wanted.
 * @param oid of an object that is known to be there.
 * @throws GitError when Git fails.
 */
export async function* readBlob(oid: string, options: GitOptions = {}): AsyncIterable<Buffer> {
  const { child, ended } = startGit(['cat-file', 'blob', oid], options);
  ended.catch(() => {}); // awaited below
  child.stdin?.end();
  try {
    for await (const data of child.stdout ?? []) yield data as Buffer;
    await ended;
  } finally {
    child.kill(); // does nothing to a process that has ended
    await ended.catch(() => {}); // thrown above, unless it is the end that was just made
  }
}
