/** The packs of a repository. */
import { readdirSync } from 'node:fs';
import type { ByteString } from '../../types.js';
import { damaged } from './damage.js';
import { readIndex } from './index-file.js';
import { readMultiPackIndex } from './multi-pack-index.js';
import { findObjectFolders } from './object-folders.js';
import { Pack } from './pack.js';

const MULTI = 'multi-pack-index';

/**
 * Opens those of a repository, and of those that it borrows objects from. Each is to be closed.
 * @param cwd a folder of the repository.
 * @throws GitError outside a repository.
 * @throws KeyfenceError where a pack, an index or a list of alternates cannot be relied on.
 */
export async function openAllPacks(cwd: string): Promise<Pack[]> {
  const { folders, hashLength } = await findObjectFolders(cwd);
  return folders.flatMap((folder) => openPacks(folder, hashLength));
}

/**
 * Opens those that have an index of their own or stand in a multi-pack index; Git does not see any others.
 * @param folder of objects, absolute.
 * @param hashLength of an object id: 20 or 32 bytes.
 * @throws KeyfenceError where a pack or an index cannot be relied on.
 */
export function openPacks(folder: ByteString, hashLength: number): Pack[] {
  const names = namesIn(`${folder}/pack`);
  const stems = [...names].filter((name) => name.endsWith('.pack')).map((name) => name.slice(0, -5));
  const pathOf = (stem: ByteString) => `${folder}/pack/${stem}`;
  const alone = stems.filter((stem) => !names.has(`${stem}.idx`));
  const multi =
    alone.length > 0 && names.has(MULTI) ? readMultiPackIndex(pathOf(MULTI), alone, hashLength) : new Map();
  return stems.sort().flatMap((stem) => {
    if (names.has(`${stem}.idx`)) {
      return [Pack.open(`${pathOf(stem)}.pack`, readIndex(`${pathOf(stem)}.idx`, hashLength))];
    }
    const tables = multi.get(stem);
    return tables ? [Pack.open(`${pathOf(stem)}.pack`, { ...tables, packChecksum: null })] : [];
  });
}

function namesIn(folder: ByteString): Set<ByteString> {
  try {
    const names = readdirSync(Buffer.from(folder, 'latin1'), { encoding: 'buffer' });
    return new Set(names.map((name) => name.toString('latin1')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set();
    throw damaged(`${folder}/pack`, 'cannot be read', { cause: error });
  }
}
