/** What a merge that is under way brings into HEAD. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { KeyfenceError } from '../errors.js';
import type { ObjectReader } from '../git/objects.js';
import { plainGitFolder } from '../git/plain-folder.js';
import { runGit } from '../git/run.js';

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * The commits being merged into HEAD: from MERGE_HEAD, or while `git merge` runs pre-merge-commit, before MERGE_HEAD is
 * written, from the GITHEAD_<oid> variables it sets (git/builtin/merge.c).
 * @throws GitError outside a repository.
 * @throws KeyfenceError in a bare one.
 */
export async function readMergedHeads(reader: ObjectReader, cwd: string): Promise<string[]> {
  const file = await findMergeHead(cwd);
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) {
    const text = readFileSync(file, 'latin1');
    return text.split('\n').filter((line) => OBJECT_ID.test(line));
  }
  const announced = Object.keys(process.env)
    .filter((name) => name.startsWith('GITHEAD_'))
    .map((name) => name.slice('GITHEAD_'.length))
    .filter((oid) => OBJECT_ID.test(oid));
  return announced.length > 0 ? stillToMerge(announced, reader, cwd) : [];
}

async function findMergeHead(cwd: string): Promise<string | Buffer> {
  const folder = plainGitFolder(cwd);
  return folder === null ? askForMergeHead(cwd) : join(folder, 'MERGE_HEAD');
}

/**
 * Where Git keeps them, whether there are any or not.
 * @throws as above.
 */
export async function askForMergeHead(cwd: string): Promise<Buffer> {
  const answers = await runGit(
    ['rev-parse', '--is-bare-repository', '--path-format=absolute', '--git-path', 'MERGE_HEAD'],
    { cwd },
  );
  const end = answers.indexOf('\n');
  if (answers.toString('latin1', 0, end) === 'false') return answers.subarray(end + 1, -1);
  throw new KeyfenceError(
    'this repository is bare: nothing is staged in it',
    'run keyfence in a working tree',
  );
}

/** Variables outlive the merge: in what its hooks and its editor start, in this repository and in others. */
async function stillToMerge(announced: string[], reader: ObjectReader, cwd: string): Promise<string[]> {
  const objects = await Promise.all(announced.map((oid) => reader.read(oid)));
  const known = announced.filter((_, position) => objects[position]?.kind === 'found');
  if (known.length === 0) return [];
  const output = await runGit(['merge-base', '--independent', 'HEAD', ...known], { cwd });
  const independent = output.toString('latin1').split('\n');
  return known.filter((oid) => independent.includes(oid));
}
