/**
 * All commits that some commits reach, newest first, each with the paths in which it differs from its first parent: one
 * process. Every blob that a commit holds was brought by a commit of its chain of first parents, so nothing is left out.
 */
import { GitError, KeyfenceError } from '../errors.js';
import type { ByteString } from '../types.js';
import type { CommitRange } from './commit-listing.js';
import { HistoryParser, type HistoryReceiver, recordsOf } from './history-records.js';
import { FIXED_OPTIONS } from './raw-diff.js';
import { startGit } from './run.js';

// `git log` obeys more settings than the plumbing (some of them run programs), so each of those is undone here, too. A
// commit-graph file can say other parents than the commits do, and costs nothing to do without.
const LOG: readonly string[] = ['-c', 'core.commitGraph=false', 'log', '--stdin', '--format=%H %P'];
const CHANGES: readonly string[] = ['--diff-merges=first-parent', '--root', '-r', ...FIXED_OPTIONS];
/** Nothing but the commits. */
const NO_CHANGES: readonly string[] = ['--no-patch', '-z'];
const PLAIN: readonly string[] = ['--no-show-signature', '--no-mailmap', '--no-notes', '--no-decorate'];

/** What Git printed of commits in earlier runs. What a commit brings never changes, as long as its parents are the same. */
export interface KnownCommits {
  readonly isEmpty: boolean;
  /** @param words "<id> <parent> <parent>". @returns all that Git prints of it, these words included. */
  find(words: ByteString): Buffer | null;
  /** Takes what Git printed of commits that were not known, in parts of any size. */
  add(printed: Buffer): void;
  /** To be called when all is added. */
  keep(): void;
}

/**
 * Lists them to the receiver.
 * @param range what the tips reach and the excluded commits do not, by object id.
 * @param known of these, Git is asked only whose parents they are.
 * @throws GitError
 * @throws KeyfenceError where a commit or a tree is missing or damaged, or the list ends early.
 */
export async function listHistory(
  { tips, excluded }: CommitRange,
  cwd: string,
  receiver: HistoryReceiver,
  known: KnownCommits | null = null,
): Promise<void> {
  if (tips.length === 0) return; // without any, Git would list HEAD
  const ends = [...tips, ...excluded.map((oid) => `^${oid}`)];
  const parser = new HistoryParser(receiver);
  if (known !== null && !known.isEmpty) {
    const order = await listWords(ends, cwd);
    const fresh = order.filter((words) => known.find(words) === null);
    if (fresh.length < order.length / 2) {
      for await (const data of print(['--no-walk=unsorted', ...CHANGES], fresh.map(idOf), cwd))
        known.add(data);
      known.keep();
      for (const words of order) parser.take(known.find(words) ?? Buffer.alloc(0));
      return parser.end();
    }
  }
  for await (const data of print(CHANGES, ends, cwd)) {
    known?.add(data);
    parser.take(data);
  }
  parser.end();
  known?.keep();
}

/** Of each commit, in the order of the listing, "<id> <parent> <parent>". */
async function listWords(ends: readonly string[], cwd: string): Promise<ByteString[]> {
  const parts: Buffer[] = [];
  for await (const data of print(NO_CHANGES, ends, cwd)) parts.push(Buffer.from(data));
  return Array.from(recordsOf(Buffer.concat(parts)), ({ words }) => words);
}

function idOf(words: ByteString): string {
  return words.split(' ', 1)[0] as string;
}

/** What `git log` prints. @param ends what it is told on its standard input. */
async function* print(
  options: readonly string[],
  ends: readonly string[],
  cwd: string,
): AsyncIterable<Buffer> {
  if (ends.length === 0) return; // without any, Git would list HEAD
  const { child, ended } = startGit([...LOG, ...PLAIN, ...options], { cwd });
  ended.catch(() => {}); // awaited below
  child.stdin?.end([...ends, ''].join('\n'));
  try {
    for await (const data of child.stdout as AsyncIterable<Buffer>) yield data;
    await ended;
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
