/** Where the findings that were shown last are kept, and whether there are any. */
import { lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Their file, in the Git directory. */
export const KEPT_FINDINGS = 'keyfence/last';

/** Whether it is plain without Git that nothing is kept: a hook that finds nothing starts no process for this. */
export function hasNothingKept(cwd: string): boolean {
  if (process.env.GIT_DIR !== undefined) return false;
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const git = lstatSync(join(folder, '.git'), { throwIfNoEntry: false });
    if (git)
      return git.isDirectory() && !lstatSync(join(folder, '.git', KEPT_FINDINGS), { throwIfNoEntry: false });
    if (folder === dirname(folder)) return true;
  }
}
