/** Files of the cache: the user's own, replaced as a whole, and never needed. Whatever is wrong with one, it is not there. */
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { isOurs } from './cache-folder.js';

export interface Wanted {
  /** In bytes. */
  largest: number;
  /** Whether a file of this age will do. */
  isWanted?: ((stats: Stats) => boolean) | undefined;
}

/** The bytes of a file; null where there is none, somebody else can have written it, or it is not wanted. */
export function readCachedFile(file: string, { largest, isWanted = () => true }: Wanted): Buffer | null {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let descriptor: number | null = null;
  try {
    descriptor = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || !isOurs(stats) || stats.size > largest || !isWanted(stats)) return null;
    const bytes = Buffer.allocUnsafeSlow(stats.size);
    return readSync(descriptor, bytes, 0, stats.size, 0) === stats.size ? bytes : null;
  } catch {
    return null;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/**
 * Others see the file as it was, or as it is now.
 * @param parts what it will hold, one after the other.
 * @throws where it cannot be written.
 */
export function writeCachedFile(file: string, parts: readonly Buffer[]): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, Buffer.concat(parts), { mode: 0o600, flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
