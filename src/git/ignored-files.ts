/** What lies in the working tree and Git does not look at. */
import type { ByteString } from '../types.js';
import { splitNulList } from './nul-list.js';
import { runGit } from './run.js';

/**
 * Untracked files that Git ignores, from the top level. Of a folder that is ignored as a whole only its name is there, with a
 * `/` at its end.
 * @throws GitError
 */
export async function listIgnored(top: string): Promise<ByteString[]> {
  const args = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
  return splitNulList(await runGit(args, { cwd: top }));
}
