/** Tracked and untracked files as Git lists them, and the folders that it could not look into. */
import { splitNulList } from '../git/nul-list.js';
import { runGitWarned } from '../git/warned.js';
import type { ByteString, Skip } from '../types.js';

/** Git's words where it cannot open a folder (dir.c); it goes on and exits with 0. LC_ALL=C keeps them stable. */
const WARNING = "warning: could not open directory '";

export interface Listing {
  /** Relative to the top level; a nested repository is listed as its folder. */
  files: ByteString[];
  skipped: Skip[];
}

/**
 * @param folder relative to the top level; empty for the whole working tree.
 * @throws GitError
 */
export async function listWithGit(
  folder: string,
  options: { cwd: string; includeIgnored: boolean },
): Promise<Listing> {
  const { output, warnings } = await runGitWarned(
    [
      'ls-files',
      '-z',
      '--full-name',
      '--cached',
      '--others',
      ...(options.includeIgnored ? [] : ['--exclude-standard']),
      '--',
      folder === '' ? ':/' : `:(top,literal)${folder}`,
    ],
    options.cwd,
  );
  const names = splitNulList(output);
  return { files: [...new Set(names.map((name) => name.replace(/\/$/, '')))], skipped: unopened(warnings) };
}

/** One skip for each folder that Git names; its files are in no listing. */
function unopened(warnings: string): Skip[] {
  return warnings
    .split(WARNING)
    .slice(1)
    .map((text) => {
      const end = text.lastIndexOf("': ");
      // A folder that went away meanwhile holds nothing any more.
      const isGone = text.slice(end).startsWith("': No such file");
      return { file: text.slice(0, end).replace(/\/$/, ''), reason: 'unreadable folder', listed: isGone };
    });
}
