/** Where the findings that were shown last are kept, and whether there are any. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { plainGitFolder } from '../git/plain-folder.js';

/** Their file, in the Git directory. */
export const KEPT_FINDINGS = 'keyfence/last';

/** Whether it is plain without Git that nothing is kept: a hook that finds nothing starts no process for this. */
export function hasNothingKept(cwd: string): boolean {
  const folder = plainGitFolder(cwd);
  return folder !== null && !lstatSync(join(folder, KEPT_FINDINGS), { throwIfNoEntry: false });
}
