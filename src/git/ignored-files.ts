/** The files that Git leaves out of everything and that are there all the same. */
import type { ByteString } from '../types.js';
import { splitNulList } from './nul-list.js';
import { runGitWarned } from './warned.js';

/** Other people's packages: large, and nobody's own secrets. */
const FOREIGN = ['node_modules', '.venv', 'venv', 'vendor', '.git'];

/**
 * @param globs patterns for paths from the top level ("**\/.env*"); what lies in folders of packages is left out.
 * @param top the top level, absolute.
 * @returns files from the top level that Git ignores and does not track, sorted.
 * @throws GitError
 */
export async function listIgnored(globs: readonly string[], top: string): Promise<ByteString[]> {
  const wanted = globs.map((glob) => `:(top,glob)${glob}`);
  const foreign = FOREIGN.map((folder) => `:(top,exclude,glob)**/${folder}/**`);
  const { output } = await runGitWarned(
    [
      'ls-files',
      '-z',
      '--full-name',
      '--others',
      '--ignored',
      '--exclude-standard',
      '--',
      ...wanted,
      ...foreign,
    ],
    top,
  );
  return splitNulList(output)
    .filter((path) => !path.endsWith('/'))
    .sort();
}
