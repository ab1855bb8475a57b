/** The branch that is checked out. */
import type { ByteString } from '../types.js';
import { runGit } from './run.js';

const PREFIX = 'refs/heads/';

/**
 * Its name without `refs/heads/`, or null where HEAD is detached. A branch without commits has a name, too.
 * @throws GitError
 */
export async function currentBranch(cwd: string): Promise<ByteString | null> {
  const output = await runGit(['symbolic-ref', '--quiet', 'HEAD'], { cwd, answers: [1] });
  const name = output.toString('latin1').replace(/\n$/, '');
  if (name === '') return null;
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
}
