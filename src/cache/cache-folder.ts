/** The folder for what may be thrown away: the user's own, never a shared one, and never inside of a repository. */
import { lstatSync, mkdirSync, readdirSync, rmSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

const MODE = 0o700;
const OTHERS_WRITE = 0o022;
const MONTH = 30 * 24 * 60 * 60 * 1000; // milliseconds

/**
 * The folder's path, which may not be there yet; null where there is no place that is only the user's.
 * @param name of the folder below those of keyfence.
 */
export function openCacheFolder(name: string): string | null {
  const base = cacheBase();
  if (base === null || isInRepository(base)) return null;
  const folder = join(base, 'keyfence', name);
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  return stats === undefined || (stats.isDirectory() && isOurs(stats)) ? folder : null;
}

/**
 * Makes a folder that `openCacheFolder` named, and removes those beside it that were made long ago: of other versions.
 * @throws where it cannot be made.
 */
export function makeCacheFolder(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })) return;
  mkdirSync(folder, { recursive: true, mode: MODE });
  const above = dirname(folder);
  for (const name of readdirSync(above)) {
    const other = join(above, name);
    if (lstatSync(other).mtimeMs < Date.now() - MONTH) rmSync(other, { recursive: true, force: true });
  }
}

/** Whether nobody else can have written it. */
export function isOurs({ uid, mode }: Stats): boolean {
  // Windows has neither; there the folder lies in the user's profile.
  return process.getuid === undefined || (uid === process.getuid() && (mode & OTHERS_WRITE) === 0);
}

/** Where this system has such folders, if the user has a home that is theirs. */
function cacheBase(): string | null {
  const { env, platform } = process;
  if (platform === 'win32') return absolute(env.LOCALAPPDATA);
  const home = absolute(env.HOME);
  if (home === null || !isOurs(statSync(home))) return null;
  const own = platform === 'darwin' ? 'Library/Caches' : '.cache';
  return absolute(env.XDG_CACHE_HOME) ?? join(home, own);
}

function absolute(path: string | undefined): string | null {
  return path !== undefined && isAbsolute(path) ? path : null;
}

/** A repository could bring files with it. */
function isInRepository(folder: string): boolean {
  for (let above = folder; ; above = dirname(above)) {
    if (lstatSync(join(above, '.git'), { throwIfNoEntry: false })) return true;
    if (above === dirname(above)) return false;
  }
}
