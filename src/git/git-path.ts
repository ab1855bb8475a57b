/** Paths in the Git directory. */
import { resolve } from 'node:path';
import { runGitNow } from './run.js';

/**
 * @param name such as "keyfence/last"; of a linked worktree it is that worktree's own.
 * @returns absolute.
 * @throws GitError outside a repository.
 */
export async function gitPath(name: string, cwd: string): Promise<string> {
  const output = runGitNow(['rev-parse', '--git-path', name], { cwd });
  return resolve(cwd, output.toString('utf8').replace(/\n$/, ''));
}
