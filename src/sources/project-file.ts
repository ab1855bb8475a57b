/** The files of a commit that say what to look for in it. */
import { KeyfenceError } from '../errors.js';
import type { CommitTree } from '../git/commit-tree.js';
import type { ByteString } from '../types.js';
import { whyUnread } from './commit-skips.js';
import { toText } from './read-file.js';

/**
 * @param tree null where there is no commit.
 * @returns null where it has no such file.
 * @throws KeyfenceError where it is there, and cannot be read.
 */
export async function readProjectFile(tree: CommitTree | null, path: ByteString): Promise<Buffer | null> {
  const file = tree ? await tree.read(path) : { kind: 'absent' as const };
  if (file.kind === 'found') return file.bytes;
  if (file.kind === 'absent') return null;
  throw new KeyfenceError(
    `${toText(path)}: ${whyUnread(file)}`,
    file.kind === 'too-large'
      ? 'it says what to look for: make it smaller, then try again'
      : 'it says what to look for: fetch what this clone lacks (git fetch --refetch; git fsck tells what is damaged)',
  );
}
