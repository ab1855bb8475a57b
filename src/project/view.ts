/** The project as Git sees it, read once for whoever looks at it as a whole: its files, and their text within limits. */

import { splitNulList } from '../git/nul-list.js';
import { runGit } from '../git/run.js';
import { listWithGit } from '../sources/git-listing.js';
import { joinBytes, readRegularFile, toBytes, toText } from '../sources/read-file.js';
import type { ByteString } from '../types.js';

const LARGEST = 1024 * 1024; // bytes of a file that is looked into

export interface ProjectView {
  /** The top level, absolute. */
  top: string;
  /** Tracked and untracked files that Git does not ignore, from the top level. */
  files: readonly ByteString[];
  /** Those of them that are in the index. */
  tracked: ReadonlySet<ByteString>;
  /** The bytes of a regular file of at most 1 MB; null for anything else, and where nothing is. */
  read(path: ByteString): Buffer | null;
  /** Whether anything stands in that place, readable or not. */
  has(path: ByteString): boolean;
}

/**
 * @param top the top level of the working tree, absolute.
 * @throws GitError
 */
export async function viewProject(top: string): Promise<ProjectView> {
  const { files } = await listWithGit('', { cwd: top, includeIgnored: false });
  const output = await runGit(['ls-files', '-z', '--full-name', '--cached', '--', ':/'], { cwd: top });
  const at = (path: ByteString) => readRegularFile(joinBytes(toBytes(top), path), LARGEST);
  return {
    top,
    files,
    tracked: new Set(splitNulList(output)),
    read(path) {
      const result = at(path);
      return result.kind === 'read' && !result.isLink ? result.bytes : null;
    },
    has: (path) => at(path).kind !== 'absent',
  };
}

/** The absolute path of a file of the project. */
export function absolute(view: ProjectView, path: ByteString): string {
  return toText(joinBytes(toBytes(view.top), path));
}

/** The last part of a path. */
export function baseName(path: ByteString): ByteString {
  return path.slice(path.lastIndexOf('/') + 1);
}
