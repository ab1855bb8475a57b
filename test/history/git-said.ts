/** What keyfence reads of a history, and Git's own word on the same. */
import { ObjectReader } from '../../src/git/objects.js';
import { type Attribution, attribute, type Place } from '../../src/history/attribution.js';
import { type History, readHistory } from '../../src/history/history.js';
import { findTips, type HistoryChoice, type Tips } from '../../src/history/tips.js';
import { addUnreached, type UnreachedWords } from '../../src/history/unreached.js';
import { Repository } from '../support/repository.js';

const HELD = 64 * 1024 * 1024; // bytes
const AS_STORED = { GIT_NO_REPLACE_OBJECTS: '1', GIT_GRAFT_FILE: '/dev/null', GIT_NO_LAZY_FETCH: '1' };

export type Asked = Partial<HistoryChoice>;

export interface Told extends History {
  words: UnreachedWords | null;
}

/** With nothing asked: `--all`. */
export async function readAll(
  repository: Repository,
  { all = true, ...more }: Asked = {},
  places: readonly (readonly Place[])[] = [],
): Promise<{ told: Told; attributions: Attribution[] }> {
  const cwd = more.cwd ?? repository.top;
  const reader = new ObjectReader(HELD, { cwd });
  try {
    const choice = { all, refs: [], unreachable: false, ...more, cwd };
    const history = await readHistory(await findTips(choice, reader), { reader, cwd });
    const words = choice.unreachable ? await addUnreached(history, cwd) : null;
    return {
      told: { ...history, words },
      attributions: await attribute(places, history, { reader, cwd }),
    };
  } finally {
    await reader.close();
  }
}

export async function read(repository: Repository, asked: Asked = {}): Promise<Told> {
  return (await readAll(repository, asked)).told;
}

export async function tipsOf(repository: Repository, asked: Asked = {}): Promise<Tips> {
  return (await read(repository, asked)).tips;
}

/** What it says of one secret that stands in each of these. */
export async function attributionOf(
  repository: Repository,
  places: readonly Place[],
  asked: Asked = {},
): Promise<Attribution> {
  return (await readAll(repository, asked, [places])).attributions[0] as Attribution;
}

/** The ids of all blobs, sorted. */
export function blobsTold({ table }: History): string[] {
  return Array.from({ length: table.blobs.length }, (_, blob) => table.blobs.textOf(blob)).sort();
}

/** The paths at which a blob is born, each with the commit, sorted. */
export function birthsTold({ table }: History, oid: string): string[] {
  return [...table.birthsOf(table.blobs.find(Buffer.from(oid, 'hex')))]
    .map(({ commit, path, mode }) => {
      const at = commit === null ? 'no commit' : table.commits.oidOf(commit);
      return `${at} ${mode} ${table.paths.textOf(path)}`;
    })
    .sort();
}

/** All blobs that the tips reach, by Git, sorted. */
export function blobsReached(repository: Repository, tips: readonly string[]): string[] {
  if (tips.length === 0) return [];
  const words = ['rev-list', '--objects', '--no-object-names', '--filter=object:type=blob'];
  const { status, stdout, stderr } = repository.run('git', [...words, '--filter-provided-objects', ...tips], {
    env: AS_STORED,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\n').filter(Boolean).sort();
}

/** What a commit, a tree or a name holds at a path. */
export function blobAt(repository: Repository, name: string): string {
  return repository.git('rev-parse', '--verify', name).trim();
}

/** A repository with one commit. */
export function begun(): Repository {
  const repository = new Repository();
  repository.stage({ a: 'base\n' }).commit();
  return repository;
}

/** The id of a blob with that text, stored now. */
export function store(repository: Repository, text: string): string {
  const stdin = Buffer.from(text);
  return repository.run('git', ['hash-object', '-w', '--stdin'], { stdin }).stdout.trim();
}

/** A commit on top of HEAD that nothing names. */
export function commitAside(repository: Repository, text: string): string {
  repository.stage({ aside: text });
  const tree = repository.git('write-tree').trim();
  repository.git('reset', '-q', '--hard');
  return repository.git('commit-tree', '-p', 'HEAD', '-m', 'aside', tree).trim();
}
