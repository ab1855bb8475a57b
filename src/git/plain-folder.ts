/** The Git directory of the most ordinary repository, found without asking Git. */
import { lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The `.git` folder that Git would find from here; null where only Git can tell: variables say where, a linked worktree, a
 * submodule, a bare repository, none at all.
 */
export function plainGitFolder(cwd: string): string | null {
  const { GIT_DIR, GIT_WORK_TREE, GIT_COMMON_DIR } = process.env;
  if (GIT_DIR !== undefined || GIT_WORK_TREE !== undefined || GIT_COMMON_DIR !== undefined) return null;
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const git = join(folder, '.git');
    const found = lstatSync(git, { throwIfNoEntry: false });
    if (found) return found.isDirectory() && isThere(join(git, 'HEAD')) ? git : null;
    // A folder may be a Git directory itself.
    if (isThere(join(folder, 'HEAD')) || folder === dirname(folder)) return null;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
