/** What Git knows of the working tree: its top level, and which files are tracked or would be added. */
import { GitError } from '../errors.js';
import type { ByteString } from '../types.js';
import { splitNulList } from './nul-list.js';
import { runGit, runGitNow } from './run.js';

/**
 * The top level of the working tree around `folder`, or null outside of one.
 * @throws GitError when Git refuses or fails for any other reason (dubious ownership, a broken repository).
 */
export async function topLevelOf(folder: string): Promise<string | null> {
  try {
    const output = runGitNow(['rev-parse', '--show-toplevel'], { cwd: folder });
    return output.toString('utf8').replace(/\n$/, '');
  } catch (error) {
    // Git has no exit code of its own for "no repository here"; LC_ALL=C keeps the words stable. A broken `.git` or a
    // wrong GIT_DIR is reported in other words, and stays an error.
    if (error instanceof GitError && /not a git repository \(or any /.test(error.stderr)) return null;
    throw error;
  }
}

/**
 * Those of `paths` (relative to `top`) that an ignore rule covers. A path that Git does not answer for, because it lies
 * behind a link or in a submodule, counts as not covered.
 * @param options `untracked`: only those that the index does not have.
 */
export async function ignoredPaths(
  paths: readonly ByteString[],
  top: string,
  options: { untracked?: boolean } = {},
): Promise<Set<ByteString>> {
  try {
    return new Set(await checkIgnore(paths, top, options));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  // One path that Git refuses costs the answer for all of them, so each is asked by itself.
  const ignored = new Set<ByteString>();
  for (const path of paths) {
    for (const one of await checkIgnore([path], top, options).catch(() => [])) ignored.add(one);
  }
  return ignored;
}

async function checkIgnore(
  paths: readonly ByteString[],
  top: string,
  { untracked = false }: { untracked?: boolean },
): Promise<ByteString[]> {
  if (paths.length === 0) return [];
  const output = await runGit(['check-ignore', ...(untracked ? [] : ['--no-index']), '-z', '--stdin'], {
    cwd: top,
    // With `./` before it, no path is read as pathspec magic.
    input: Buffer.from(paths.map((path) => `./${path}\0`).join(''), 'latin1'),
    answers: [1], // none of them is ignored
  });
  return splitNulList(output).map((path) => path.slice('./'.length));
}
