/** Everything by which Git keeps commits: refs, the HEAD of each working tree, and the logs of what refs named before. */

import { GitError } from '../errors.js';
import type { ByteString } from '../types.js';
import { runGit } from './run.js';
import { runGitWarned } from './warned.js';

export interface Ref {
  /** In full: "refs/heads/main". */
  name: ByteString;
  /** What it names itself: an annotated tag is not followed. */
  oid: string;
}

const OID = /^[0-9a-f]{40,64}$/;

/**
 * Every ref, without looking at the objects.
 * @returns `broken`: how many Git cannot read; it leaves them out, says so, and goes on.
 * @throws GitError
 */
export async function listAllRefs(cwd: string): Promise<{ refs: Ref[]; broken: number }> {
  const format = '--format=%(objectname) %(refname)';
  const { output, warnings } = await runGitWarned(['for-each-ref', format], cwd);
  // No name of a ref holds a newline.
  const lines = output.toString('latin1').split('\n').slice(0, -1);
  const refs = lines.map((line) => {
    const space = line.indexOf(' ');
    const ref = { oid: line.slice(0, space), name: line.slice(space + 1) };
    if (!OID.test(ref.oid)) throw new Error('git for-each-ref: an entry that keyfence cannot read');
    return ref;
  });
  // LC_ALL=C keeps the words stable. A symbolic ref to a branch that does not exist ("dangling") holds nothing.
  return { refs, broken: warnings.match(/^(?:warning|error): (?!.*dangling)/gm)?.length ?? 0 };
}

/**
 * What HEAD names, whether or not the object is there; null where its branch has no commit yet, or cannot be read.
 * @throws GitError
 */
export async function readHead(cwd: string): Promise<string | null> {
  const output = await runGit(['rev-parse', '--verify', '--quiet', 'HEAD'], { cwd, answers: [1] });
  const oid = output.toString('latin1').trim();
  return OID.test(oid) ? oid : null;
}

/**
 * What HEAD names in every working tree of the repository that has a commit.
 * @throws GitError
 */
export async function worktreeHeads(cwd: string): Promise<string[]> {
  const output = (await runGit(['worktree', 'list', '--porcelain'], { cwd })).toString('latin1');
  const heads = [...output.matchAll(/^HEAD ([0-9a-f]{40,64})$/gm)].map((match) => match[1] as string);
  return heads.filter((oid) => !/^0+$/.test(oid));
}

/**
 * The commits that the log of a ref still knows, of which Git has the objects.
 * @param ref in full.
 * @throws GitError
 */
export async function loggedCommits(ref: string, cwd: string): Promise<string[]> {
  return oids(await runGit(['rev-list', '--walk-reflogs', ref, '--'], { cwd }));
}

/**
 * The commits that the log of any ref still knows, of which Git has the objects.
 * @throws GitError
 */
export async function allLoggedCommits(cwd: string): Promise<string[]> {
  return oids(await runGit(['rev-list', '--no-walk=unsorted', '--reflog', '--'], { cwd }));
}

/**
 * What names stand for, in their order, tags not followed; null for those that name nothing here.
 * @param names as `git rev-parse` reads them, options excepted.
 * @throws GitError
 */
export async function resolveNames(names: readonly ByteString[], cwd: string): Promise<(string | null)[]> {
  // Through standard input no name can be an option; but each is one line.
  const asked = names.map((name) => (/[\n\0]/.test(name) || name === '' ? '?' : name));
  const input = Buffer.from(asked.map((name) => `${name}\n`).join(''), 'latin1');
  const output = await runGit(['cat-file', '--batch-check'], { cwd, input });
  const answers = output.toString('latin1').split('\n').slice(0, -1);
  if (answers.length !== names.length) {
    throw new GitError({ command: 'cat-file', exitCode: 0, signal: null, stderr: '' });
  }
  return answers.map((answer) => /^([0-9a-f]{40,64}) [a-z]+ \d+$/.exec(answer)?.[1] ?? null);
}

function oids(output: Buffer): string[] {
  return output
    .toString('latin1')
    .split('\n')
    .filter((line) => OID.test(line));
}
