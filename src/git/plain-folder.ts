/** The Git directory of the most ordinary repository, found without asking Git. */
import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The `.git` folder that Git would find from here; null where only Git can tell: variables say where, a linked worktree, a
 * submodule, a bare repository, none at all.
 */
export function plainGitFolder(cwd: string): string | null {
  const { GIT_DIR, GIT_WORK_TREE, GIT_COMMON_DIR, GIT_OBJECT_DIRECTORY } = process.env;
  const said = [GIT_DIR, GIT_WORK_TREE, GIT_COMMON_DIR, GIT_OBJECT_DIRECTORY];
  if (said.some((one) => one !== undefined)) return null;
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const git = join(folder, '.git');
    const found = lstatSync(git, { throwIfNoEntry: false });
    if (found) return found.isDirectory() && isGitFolder(git) ? git : null;
    // A folder may be a Git directory itself.
    if (isThere(join(folder, 'HEAD')) || folder === dirname(folder)) return null;
  }
}

/** Settings by which the files lie elsewhere, or nowhere. */
const ELSEWHERE = /worktree|bare(?!\s*=\s*false\b)|include|\\/i;

/** The top level of the most ordinary repository around a folder, as Git names it; null where only Git can tell. */
export function plainTopLevel(cwd: string): string | null {
  if (process.platform === 'win32') return null; // Git writes paths in its own way there
  const folder = plainGitFolder(realpathSync(cwd));
  const config = folder === null ? null : join(folder, 'config');
  if (folder === null || config === null || !statSync(config, { throwIfNoEntry: false })?.isFile())
    return null;
  return ELSEWHERE.test(readFileSync(config, 'latin1')) ? null : dirname(folder);
}

/** What a commit or a branch is checked out by. */
const HEAD = /^(?:ref:\s*refs\/|[0-9a-f]{40})/;

/** What Git asks of a Git directory (setup.c): beyond one that has not all of it, Git looks further up. */
function isGitFolder(folder: string): boolean {
  if (!isFolder(join(folder, 'objects')) || !isFolder(join(folder, 'refs'))) return false;
  const head = join(folder, 'HEAD');
  return (
    statSync(head, { throwIfNoEntry: false })?.isFile() === true && HEAD.test(readFileSync(head, 'latin1'))
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
