/**
 * All commits that some commits reach, newest first, each with the paths in which it differs from its first parent: one
 * process. Every blob that a commit holds was brought by a commit of its chain of first parents, so nothing is left out.
 */
import { GitError, KeyfenceError } from '../errors.js';
import type { CommitRange } from './commit-listing.js';
import { HistoryParser, type HistoryReceiver } from './history-records.js';
import { FIXED_OPTIONS } from './raw-diff.js';
import { startGit } from './run.js';

// `git log` obeys more settings than the plumbing (some of them run programs), so each of those is undone here, too. A
// commit-graph file can say other parents than the commits do, and costs nothing to do without.
const LIST: readonly string[] = [
  '-c',
  'core.commitGraph=false',
  'log',
  '--stdin',
  '--format=%H %P',
  '--diff-merges=first-parent',
  '--root',
  '-r',
  '--no-show-signature',
  '--no-mailmap',
  '--no-notes',
  '--no-decorate',
  ...FIXED_OPTIONS,
];

/**
 * Lists them to the receiver.
 * @param range what the tips reach and the excluded commits do not, by object id.
 * @throws GitError
 * @throws KeyfenceError where a commit or a tree is missing or damaged, or the list ends early.
 */
export async function listHistory(
  { tips, excluded }: CommitRange,
  cwd: string,
  receiver: HistoryReceiver,
): Promise<void> {
  if (tips.length === 0) return; // without any, Git would list HEAD
  const { child, ended } = startGit(LIST, { cwd });
  ended.catch(() => {}); // awaited below
  child.stdin?.end([...tips, ...excluded.map((oid) => `^${oid}`), ''].join('\n'));
  const parser = new HistoryParser(receiver);
  try {
    for await (const data of child.stdout as AsyncIterable<Buffer>) parser.take(data);
    await ended;
    parser.end();
  } catch (error) {
    throw explain(error);
  } finally {
    child.kill();
  }
}

/** Git has no exit code of its own for this; LC_ALL=C keeps the words stable. */
function explain(error: unknown): unknown {
  if (!(error instanceof GitError)) return error;
  const unread =
    /(?:unable to read tree|unable to read object|[Cc]ould not read|could not fetch|bad object|unable to parse commit|bad tree object|loose object) \(?([0-9a-f]{40,64})\b/.exec(
      error.stderr,
    );
  const isDamaged = /corrupt|too-short tree|malformed|empty filename|inflate|unable to unpack/.test(
    error.stderr,
  );
  if (!unread && !isDamaged) return error;
  const name = unread ? ` (${unread[1]})` : '';
  return new KeyfenceError(
    `a commit or a tree of the history is missing or damaged${name}`,
    'in a partial clone fetch what is missing (git fetch --refetch --filter=blob:none, or a full clone), else git fsck tells more; nothing was passed as clean',
    { cause: error },
  );
}
