/** All that the tips of a history reach, as Git's plainest commands list it: slow, and without any cleverness. */
import type { Repository } from '../support/repository.js';

/** Every ref and the stash with all its entries; or those refs alone. */
export type Tips = 'all' | readonly string[];

/** An object under a name. A blob counts once for each path that it has. */
export interface ListedObject {
  oid: string;
  type: 'blob' | 'commit' | 'tag';
  /** UTF-8 bytes, one character each; of a commit or a tag empty. */
  path: string;
  mode: string;
}

export interface ListedHistory {
  objects: ListedObject[];
  /** The ids of all commits, the oldest first. */
  commits: string[];
  /** By object id and path (see `placeKey`): the commits that hold it, the oldest first. */
  holders: Map<string, string[]>;
  /** The files of HEAD. */
  head: { oid: string; path: string }[];
}

/** Neither replaced objects nor grafts change what Git lists. */
const AS_STORED = { GIT_NO_REPLACE_OBJECTS: '1', GIT_GRAFT_FILE: '/dev/null', GIT_NO_LAZY_FETCH: '1' };

/** Names an object under a path. */
export function placeKey({ oid, path }: { oid: string; path: string }): string {
  return `${oid} ${path}`;
}

/** @throws where Git cannot list everything. */
export function listHistory(repository: Repository, tips: Tips): ListedHistory {
  const git = plainGit(repository);
  const wanted = tips === 'all' ? allTips(git) : tips;
  const commits = lines(git(['rev-list', '--date-order', '--reverse', ...wanted]));
  const objects = new Map<string, ListedObject>();
  const holders = new Map<string, string[]>();
  const add = (object: ListedObject) => objects.set(`${placeKey(object)} ${object.mode}`, object);
  for (const commit of commits) {
    add({ oid: commit, type: 'commit', path: '', mode: '' });
    for (const file of filesOf(git, commit)) {
      add(file);
      holders.set(placeKey(file), [...(holders.get(placeKey(file)) ?? []), commit]);
    }
  }
  for (const one of namedObjects(git, wanted)) add(one);
  return { objects: [...objects.values()], commits, holders, head: filesOf(git, 'HEAD') };
}

/** The ids of the blobs that Git itself says the tips reach. */
export function reachableBlobs(repository: Repository, tips: Tips): string[] {
  const git = plainGit(repository);
  const wanted = tips === 'all' ? allTips(git) : tips;
  const words = ['--objects', '--no-object-names', '--filter=object:type=blob', '--filter-provided-objects'];
  return lines(git(['rev-list', ...words, ...wanted])).sort();
}

/** The bytes of these objects; those that are missing are left out. */
export function batchRead(repository: Repository, ids: readonly string[]): Map<string, Buffer> {
  const input = Buffer.from(ids.map((oid) => `${oid}\n`).join(''));
  const output = Buffer.from(plainGit(repository)(['cat-file', '--batch'], input), 'latin1');
  const found = new Map<string, Buffer>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const [oid, type, size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (type === 'missing') continue;
    found.set(oid as string, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

type Git = (args: readonly string[], stdin?: Buffer) => string;

/** What it prints is bytes, one character each. */
function plainGit(repository: Repository): Git {
  return (args, stdin) => {
    const ran = repository.run('git', args, { env: AS_STORED, ...(stdin ? { stdin } : {}) });
    if (ran.status !== 0) throw new Error(`git ${args[0]} ended with ${ran.status}: ${ran.stderr}`);
    return ran.stdout;
  };
}

/** HEAD, each ref, and each entry of the stash. */
function allTips(git: Git): string[] {
  const refs = lines(git(['for-each-ref', '--format=%(objectname)']));
  const stashed = lines(git(['for-each-ref', '--format=%(refname)', 'refs/stash'])).flatMap((ref) =>
    lines(git(['log', '-g', '--format=%H', ref, '--'])),
  );
  return [...new Set([...lines(git(['rev-parse', 'HEAD'])), ...refs, ...stashed])];
}

function filesOf(git: Git, treeish: string): ListedObject[] {
  const rows = git(['ls-tree', '-r', '-z', '--full-tree', treeish])
    .split('\0')
    .filter((row) => row !== '');
  return rows.flatMap((row) => {
    const [mode, type, oid] = row.slice(0, row.indexOf('\t')).split(' ') as [string, string, string];
    return type === 'blob' ? [{ oid, type, path: row.slice(row.indexOf('\t') + 1), mode }] : [];
  });
}

/** Tags, and what tags and refs name that is no commit. */
function namedObjects(git: Git, tips: readonly string[]): ListedObject[] {
  const listed: ListedObject[] = [];
  const waiting = [...tips];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const oid = git(['rev-parse', name]).trim();
    const type = git(['cat-file', '-t', oid]).trim();
    if (type === 'blob') listed.push({ oid, type, path: '(blob)', mode: '100644' });
    if (type === 'tree') listed.push(...filesOf(git, oid));
    if (type !== 'tag') continue;
    listed.push({ oid, type, path: '', mode: '' });
    waiting.push(/^object (\w+)/.exec(git(['cat-file', 'tag', oid]))?.[1] as string);
  }
  return listed;
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
