/** What Git knows of the working tree: its top level, and which files are tracked or would be added. */
import { GitError } from '../errors.js';
import type { ByteString } from '../types.js';
import { runGit } from './run.js';

/**
 * The top level of the working tree around `folder`, or null outside of one.
 * @throws GitError when Git refuses or fails for any other reason (dubious ownership, a broken repository).
 */
export async function topLevelOf(folder: string): Promise<string | null> {
  try {
    const output = await runGit(['rev-parse', '--show-toplevel'], { cwd: folder });
    return output.toString('utf8').replace(/\n$/, '');
  } catch (error) {
    // Git has no exit code of its own for "no repository here"; LC_ALL=C keeps the words stable. A broken `.git` or a
    // wrong GIT_DIR is reported in other words, and stays an error.
    if (error instanceof GitError && /not a git repository \(or any /.test(error.stderr)) return null;
    throw error;
  }
}

/**
 * Tracked and untracked files below `folder`, without the ignored ones unless asked for.
 * @returns paths relative to `folder`, as bytes; a nested repository is listed as its folder.
 * @throws GitError
 */
export async function listWorkingTree(
  folder: string,
  options: { includeIgnored: boolean },
): Promise<ByteString[]> {
  const exclude = options.includeIgnored ? [] : ['--exclude-standard'];
  const output = await runGit(['ls-files', '-z', '--cached', '--others', ...exclude], { cwd: folder });
  const files = output.toString('latin1').split('\0');
  files.pop();
  return [...new Set(files.map((file) => file.replace(/\/$/, '')))];
}

/**
 * Those of `paths` (relative to `top`) that an ignore rule covers, tracked or not.
 * @throws GitError
 */
export async function ignoredPaths(paths: readonly ByteString[], top: string): Promise<Set<ByteString>> {
  if (paths.length === 0) return new Set();
  const output = await runGit(['check-ignore', '--no-index', '-z', '--stdin'], {
    cwd: top,
    // With `./` before it, no path is read as pathspec magic.
    input: Buffer.from(paths.map((path) => `./${path}\0`).join(''), 'latin1'),
    answers: [1], // none of them is ignored
  });
  const ignored = output.toString('latin1').split('\0');
  return new Set(ignored.map((path) => path.slice('./'.length)));
}
