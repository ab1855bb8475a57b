/** Repositories of random commits: merges of up to four parents, files, links and submodules that come and go. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { Repository } from './repository.js';

export const PATHS = ['a', 'b', 'd/a', 'd/b', 'd/e/a', 'e', 'e/a'];
const MODES = ['100644', '100755', '120000', '160000'];

/** One commit. */
export interface Made {
  /** How far back its parents stand in the list. */
  parents: number[];
  /** Per path: a mode and a content, or nothing. */
  files: (null | { mode: number; content: number })[];
}

export const made: fc.Arbitrary<Made> = fc.record({
  parents: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
  files: fc.tuple(
    ...PATHS.map(() =>
      fc.option(fc.record({ mode: fc.nat({ max: MODES.length - 1 }), content: fc.nat({ max: 2 }) }), {
        freq: 3,
      }),
    ),
  ),
});

/** Commits them all, each on a branch `c<position>`. */
export function commitAll(commits: readonly Made[]): Repository {
  const repository = new Repository();
  const stream = commits.map(({ parents, files }, position) => {
    const before = parents.map((back) => position - back).filter((at) => at >= 0);
    const entries = files.flatMap((file, at) => {
      if (!file) return [];
      const mode = MODES[file.mode] as string;
      if (mode === '160000') return [`M ${mode} ${String(file.content + 1).repeat(40)} ${PATHS[at]}`];
      return [`M ${mode} inline ${PATHS[at]}`, `data 9\ncontent ${file.content}`];
    });
    return [
      `commit refs/heads/c${position}`,
      `mark :${position + 1}`,
      `committer A <a@b> ${1_700_000_000 + position} +0000`,
      'data 0',
      // Without a parent of its own a branch begins anew.
      ...before.map((at, index) => `${index === 0 ? 'from' : 'merge'} :${at + 1}`),
      'deleteall',
      ...entries,
      '',
    ].join('\n');
  });
  const imported = spawnSync('git', ['fast-import', '--quiet', '--force'], {
    cwd: repository.top,
    env: repository.env,
    input: stream.join('\n'),
    encoding: 'latin1',
  });
  if (imported.status !== 0) throw new Error(imported.stderr);
  return repository;
}

/** `path mode oid` of each file of a commit. */
export function filesOf(repository: Repository, commit: string): Map<string, string> {
  const entries = repository.git('ls-tree', '-r', '-z', '--full-tree', commit).split('\0').slice(0, -1);
  return new Map(
    entries.map((entry) => {
      const [facts = '', path = ''] = entry.split('\t');
      const [mode, , oid] = facts.split(' ');
      return [path, `${mode} ${oid}`];
    }),
  );
}
