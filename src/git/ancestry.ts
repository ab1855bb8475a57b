/** How commits of this clone hang together, and where its history is cut off. */
import { readFileSync } from 'node:fs';
import { GitError } from '../errors.js';
import type { ByteString } from '../types.js';
import { resolveNames } from './all-refs.js';
import type { CommitRange } from './commit-listing.js';
import { gitPath } from './git-path.js';
import { recordsOf } from './records.js';
import { runGit, startGit } from './run.js';
import { parseWritten } from './written-objects.js';

/**
 * The commits that names stand for, tags peeled; null for those that name none here.
 * @throws GitError
 */
export function resolveCommits(names: readonly ByteString[], cwd: string): Promise<(string | null)[]> {
  return resolveNames(
    names.map((name) => (name === '' ? '' : `${name}^{commit}`)),
    cwd,
  );
}

/**
 * Whether `older` is `newer` or in its history, as far as this clone has it.
 * @throws GitError also where one of them is not here.
 */
export async function isAncestor(older: string, newer: string, cwd: string): Promise<boolean> {
  const { child, ended } = startGit(['merge-base', '--is-ancestor', older, newer], { cwd, answers: [1] });
  child.stdin?.end();
  return (await ended) === 0;
}

/**
 * The parents of a commit as it names them, whether or not they are here.
 * @throws GitError where it is not here.
 */
export async function parentsOf(commit: string, cwd: string): Promise<string[]> {
  return parseWritten(commit, await runGit(['cat-file', 'commit', commit], { cwd })).parents;
}

/**
 * Whether a range holds no commit at all.
 * @throws GitError
 */
export async function isEmptyRange(range: CommitRange, cwd: string): Promise<boolean> {
  return (await runGit(['rev-list', '--max-count=1', '--stdin'], { cwd, input: lines(range) })).length === 0;
}

/**
 * Whether a range holds a commit whose parents a shallow clone does not have.
 * @throws GitError
 */
export async function isCutOff(range: CommitRange, cwd: string): Promise<boolean> {
  const cut = await shallowCommits(cwd);
  if (cut.size === 0 || range.tips.length === 0) return false;
  const { child, ended } = startGit(['rev-list', '--stdin'], { cwd });
  ended.catch(() => {}); // awaited below
  child.stdin?.end(lines(range));
  let isCut = false;
  for await (const oid of recordsOf(child.stdout as NonNullable<typeof child.stdout>, '\n')) {
    if (cut.has(oid)) isCut = true;
  }
  await ended;
  return isCut;
}

/** Where the history of a shallow clone ends. */
async function shallowCommits(cwd: string): Promise<Set<string>> {
  try {
    return new Set(
      readFileSync(await gitPath('shallow', cwd), 'latin1')
        .split('\n')
        .filter(Boolean),
    );
  } catch (error) {
    if (error instanceof GitError || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return new Set();
  }
}

function lines({ tips, excluded }: CommitRange): string {
  return [...tips, ...excluded.map((oid) => `^${oid}`), ''].join('\n');
}
