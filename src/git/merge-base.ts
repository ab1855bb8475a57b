/** The commit from which another one went its own way. */
import { runGit } from './run.js';

const MOST = 500; // commits: a command line has an end

/**
 * What `commit` has in common with all of `others` together: the newest commit that any of them has, too.
 * @param others object ids; of very many only the first ones are asked about.
 * @returns null where there is none.
 * @throws GitError
 */
export async function mergeBase(
  commit: string,
  others: readonly string[],
  cwd: string,
): Promise<string | null> {
  const output = await runGit(['merge-base', commit, ...others.slice(0, MOST)], { cwd, answers: [1] });
  return output.toString('latin1').split('\n')[0] || null;
}
