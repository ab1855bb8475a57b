/**
 * The commits of a range, oldest first, each with the paths in which it differs from every parent. Plumbing only: no
 * setting of `log.*` or `diff.*` changes what it prints, and neither of the two processes looks into a file unless it is
 * asked for lines.
 */
import { pipeline } from 'node:stream/promises';
import { GitError, KeyfenceError } from '../errors.js';
import { type CommitChange, parseChange } from './commit-changes.js';
import { FIXED_OPTIONS } from './raw-diff.js';
import { recordsOf } from './records.js';
import { type GitProcess, startGit } from './run.js';

/** Commits by object id: what the tips reach and the excluded ones do not. */
export interface CommitRange {
  tips: readonly string[];
  excluded: readonly string[];
}

/** Which changes are wanted; all where left out. */
export interface ChangeFilter {
  /** Pathspecs. A commit that changes none of them is left out, unless it is a merge. */
  paths?: readonly string[];
  /** A text that is a POSIX extended regex, too, and that a line which comes or goes must hold, in whatever kind of file. */
  line?: string;
}

export interface ListedCommit {
  oid: string;
  /** Those that this clone has: where a shallow clone ends, none. With `paths`, the nearest that are listed. */
  parents: string[];
  changes: CommitChange[];
}

const WALK = ['rev-list', '--reverse', '--topo-order', '--parents', '--stdin'];
const COMPARE = ['diff-tree', '--stdin', '--root', '--always', '-r', '-c', ...FIXED_OPTIONS];

/**
 * Lists them as they are asked for; what is held in memory does not grow with their number.
 * @throws GitError, also where a tip or an excluded commit is not here.
 * @throws KeyfenceError where this clone lacks a tree, or a list ends early.
 */
export async function* listCommits(
  range: CommitRange,
  cwd: string,
  { paths, line }: ChangeFilter = {},
): AsyncIterable<ListedCommit> {
  if (range.tips.length === 0) return;
  const below = paths === undefined ? [] : ['--', ...paths];
  const holding = line === undefined ? [] : ['--text', `-G${line}`];
  const walk = startGit([...WALK, ...(paths === undefined ? [] : ['--full-history']), ...below], { cwd });
  const compare = startGit([...COMPARE, ...holding, ...below], { cwd });
  for (const { ended } of [walk, compare]) ended.catch(() => {}); // awaited below
  walk.child.stdin?.end([...range.tips, ...range.excluded.map((oid) => `^${oid}`), ''].join('\n'));
  try {
    yield* joined(walk, compare);
  } catch (error) {
    throw explain(error);
  } finally {
    walk.child.kill();
    compare.child.kill();
  }
}

/** Each commit of the walk with what the comparison says of it. */
async function* joined(walk: GitProcess, compare: GitProcess): AsyncIterable<ListedCommit> {
  const walked: string[][] = [];
  const feeding = feed(walk, compare, walked);
  feeding.catch(() => {}); // awaited below
  let commit: ListedCommit | null = null;
  let facts: string | null = null;
  for await (const record of recordsOf(outputOf(compare), '\0')) {
    if (facts !== null) {
      commit?.changes.push(parseChange(facts, record));
      facts = null;
    } else if (record.startsWith(':')) {
      facts = record;
    } else {
      if (commit) yield commit;
      const [oid, ...parents] = walked.shift() ?? [];
      if (oid === undefined || oid !== record)
        throw new Error('git diff-tree: another commit than the one asked');
      commit = { oid, parents, changes: [] };
    }
  }
  // Why the one ended explains the other.
  await compare.ended;
  await feeding;
  await walk.ended;
  if (facts !== null || walked.length > 0) {
    throw new KeyfenceError(
      'Git printed a list that ends in the middle',
      'run keyfence again; nothing was passed as clean',
    );
  }
  if (commit) yield commit;
}

/** Gives each commit of the walk to the comparison, no faster than it takes them. */
function feed(walk: GitProcess, compare: GitProcess, walked: string[][]): Promise<void> {
  async function* names() {
    for await (const line of recordsOf(outputOf(walk), '\n')) {
      const oids = line.split(' ');
      walked.push(oids);
      yield `${oids[0]}\n`;
    }
  }
  return pipeline(names, compare.child.stdin as NodeJS.WritableStream);
}

function outputOf({ child }: GitProcess) {
  return child.stdout as NonNullable<typeof child.stdout>;
}

/** Git has no exit code of its own for this; LC_ALL=C keeps the words stable. */
function explain(error: unknown): unknown {
  const isTreeless =
    error instanceof GitError &&
    error.command === 'diff-tree' &&
    /unable to read tree|could not fetch|unable to read object/.test(error.stderr);
  return isTreeless
    ? new KeyfenceError(
        'this clone lacks a tree of the commits to scan (a partial clone with --filter=tree:0?)',
        'fetch what is missing (git fetch --refetch --filter=blob:none, or a full clone); nothing was passed as clean',
        { cause: error },
      )
    : error;
}
