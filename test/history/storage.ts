/** The same history stored in other ways: as loose objects, in packs of every shape, bare, cut off, without some objects. */
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Repository, scratch } from '../support/repository.js';

/** One way to store a repository. `change` works on a copy. */
export interface Storage {
  title: string;
  change: (repository: Repository) => void;
}

const PACKS = '.git/objects/pack';

/** Those in which nothing is lost that a ref reaches. */
export const STORAGES: Storage[] = [
  { title: 'as fast-import packs it', change: () => {} },
  { title: 'loose only', change: unpack },
  ...[0, 10, 250].flatMap((window) =>
    [1, 50, 250].map((depth) => ({
      title: `repacked with a window of ${window} and a depth of ${depth}`,
      change: (repository: Repository) => repack(repository, window, depth),
    })),
  ),
  {
    title: 'deltas that name their base by its id',
    change: (repository) => {
      repository.git('config', 'repack.useDeltaBaseOffset', 'false');
      repack(repository, 10, 50);
    },
  },
  { title: 'several packs, and loose objects', change: spread },
  {
    title: 'several packs and an index over all of them',
    change: (repository) => {
      spread(repository);
      repository.git('multi-pack-index', 'write');
    },
  },
  {
    title: 'objects of another repository',
    change: (repository) => {
      const other = join(scratch(), 'other');
      mkdirSync(join(other, 'objects'), { recursive: true });
      renameSync(join(repository.top, PACKS), join(other, 'objects/pack'));
      repository.write({ '.git/objects/info/alternates': `${join(other, 'objects')}\n` });
    },
  },
  {
    title: 'an index of the first version',
    change: (repository) => {
      repository.git('config', 'pack.indexVersion', '1');
      repack(repository, 10, 50);
    },
  },
];

/** A copy of the repository, stored in that way. */
export function stored(repository: Repository, { change }: Storage): Repository {
  const top = join(scratch(), 'repo');
  // Node's own copying cannot read names that are no UTF-8.
  const { status } = repository.run('cp', ['-a', '--', repository.top, top]);
  if (status !== 0) throw new Error(`cp ended with ${status}`);
  const copy = new Repository({ top });
  change(copy);
  return copy;
}

/** A bare one with all refs, by way of the protocol: it has what they reach, and nothing else. */
export function mirrored(repository: Repository): Repository {
  return cloned(repository, '--mirror');
}

/**
 * A clone by way of the protocol.
 * @param options such as `--depth=3` (shallow) or `--filter=blob:none` (partial; nothing is checked out).
 */
export function cloned(repository: Repository, ...options: string[]): Repository {
  const top = join(scratch(), 'clone');
  // Git gives nothing away from a repository with grafts.
  const change = (one: Repository) => rmSync(join(one.top, '.git/info/grafts'), { force: true });
  const served = stored(repository, { title: 'served', change });
  served.git('config', 'uploadpack.allowFilter', 'true');
  served.git('clone', '-q', '--no-checkout', ...options, `file://${served.top}`, top);
  return new Repository({ top });
}

function repack(repository: Repository, window: number, depth: number): void {
  const words = ['-a', '-d', '-f', '-k', `--window=${window}`, `--depth=${depth}`];
  repository.git('repack', '-q', ...words);
}

/** Takes all packs apart. */
function unpack(repository: Repository): void {
  const away = join(scratch(), 'packs');
  renameSync(join(repository.top, PACKS), away);
  mkdirSync(join(repository.top, PACKS));
  for (const name of packsIn(away)) {
    const { status } = repository.run('sh', ['-c', 'git unpack-objects -q < "$0"', join(away, name)]);
    if (status !== 0) throw new Error(`git unpack-objects ended with ${status}`);
  }
  rmSync(away, { recursive: true });
}

/** Three packs, each with the objects of some commits, and the rest loose. */
function spread(repository: Repository): void {
  unpack(repository);
  const ids = repository.git('rev-list', '--all', '--objects', '--no-object-names').trim().split('\n');
  const third = Math.ceil(ids.length / 4);
  for (let part = 0; part < 3; part++) {
    const input = Buffer.from(`${ids.slice(part * third, (part + 1) * third).join('\n')}\n`);
    const words = ['pack-objects', '-q', '--window=10', join(repository.top, PACKS, 'pack')];
    const { status } = repository.run('git', words, { stdin: input });
    if (status !== 0) throw new Error(`git pack-objects ended with ${status}`);
  }
  repository.git('prune-packed', '-q');
}

/** The one of `STORAGES` with that title, done to a copy. @throws where there is none. */
export function storedAs(repository: Repository, title: string): Repository {
  const storage = STORAGES.find((one) => one.title === title);
  if (storage === undefined) throw new Error(`no storage ${title}`);
  return stored(repository, storage);
}

/** The names of the packs in a folder. */
export function packsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.pack'));
}
