/** How large objects are, without reading them. */
import { GitError } from '../errors.js';
import { recordsOf } from './records.js';
import { startGit } from './run.js';

const AT_ONCE = 10_000; // ids handed to Git before it is waited for
const MOST_ENDS = 100; // times that Git may end at something damaged, in so many ids

/**
 * The sizes in bytes, in the order of the ids; 0 for an object that is missing or damaged.
 * @param ids as text. @param count how many there are.
 * @throws GitError
 */
export async function objectSizes(ids: Iterable<string>, count: number, cwd: string): Promise<Float64Array> {
  const sizes = new Float64Array(count);
  let done = 0;
  let batch: string[] = [];
  const flush = async () => {
    sizes.set(await sizesOf(batch, cwd), done);
    done += batch.length;
    batch = [];
  };
  for (const id of ids) {
    batch.push(id);
    if (batch.length === AT_ONCE) await flush();
  }
  if (batch.length > 0) await flush();
  return sizes;
}

/** Git ends at some objects that are damaged: what comes behind is asked anew. */
async function sizesOf(ids: readonly string[], cwd: string): Promise<number[]> {
  const sizes: number[] = [];
  for (let ends = 0; sizes.length < ids.length; ends++) {
    try {
      await readSizes(ids.slice(sizes.length), cwd, sizes);
    } catch (error) {
      const isAtObject = error instanceof GitError && error.exitCode !== null && sizes.length < ids.length;
      if (!isAtObject || ends === MOST_ENDS) throw error;
      sizes.push(0);
    }
  }
  return sizes;
}

/** Adds a size for each line that Git prints: one for each id that it comes to. */
async function readSizes(ids: readonly string[], cwd: string, sizes: number[]): Promise<void> {
  const { child, ended } = startGit(['cat-file', '--batch-check=%(objectname) %(objectsize)'], { cwd });
  ended.catch(() => {}); // awaited below
  child.stdin?.end(`${ids.join('\n')}\n`);
  try {
    for await (const line of recordsOf(child.stdout as NonNullable<typeof child.stdout>, '\n')) {
      sizes.push(Number(/^[0-9a-f]{40,64} ([0-9]+)$/.exec(line)?.[1] ?? 0));
    }
    await ended;
  } finally {
    child.kill();
  }
  if (sizes.length === 0) throw new GitError({ command: 'cat-file', exitCode: 0, signal: null, stderr: '' });
}
