/** Where a repository keeps what is its own, and where it stands. */
import type { ByteString } from '../types.js';
import { runGit } from './run.js';

/**
 * The Git directory that all linked worktrees share: an absolute path.
 * @throws GitError outside a repository.
 */
export async function commonFolder(cwd: string): Promise<ByteString> {
  const output = await runGit(['rev-parse', '--path-format=absolute', '--git-common-dir'], { cwd });
  return output.toString('latin1').replace(/\n$/, '');
}

/**
 * The object id of HEAD's commit; null where there is none yet.
 * @throws GitError
 */
export async function headCommit(cwd: string): Promise<string | null> {
  const output = await runGit(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { cwd, answers: [1] });
  return output.toString('latin1').trim() || null;
}

/**
 * Whether the history of this clone is cut off.
 * @throws GitError
 */
export async function isShallow(cwd: string): Promise<boolean> {
  const output = await runGit(['rev-parse', '--is-shallow-repository'], { cwd });
  return output.toString('latin1').trim() === 'true';
}
