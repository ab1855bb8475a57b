/** What of this machine may be written into a hook: all where the file stays in the clone, next to nothing elsewhere. */
import { accessSync, constants } from 'node:fs';
import nativePath, { type PlatformPath } from 'node:path';
import type { HooksPlace } from '../git/hooks-path.js';
import type { Recorded } from './manager.js';
import type { OneLine } from './one-line.js';
import { isPlugAndPlay } from './plug-and-play.js';

/** For a hook that never leaves this machine. Notes tell why a path will not be of use. */
export function recordPaths(
  found: Recorded,
  path: PlatformPath = nativePath,
): { recorded: Recorded; notes: string[] } {
  const notes: string[] = [];
  const { sep } = path;
  const node = toShellPath(found.node, path);
  if (isInYarn(found.bin, path)) return { recorded: { bin: '', node }, notes };
  if (!isPrintable(found.bin)) {
    notes.push('The path of keyfence holds control characters, so it is not recorded in the hooks.');
  } else if (!isExecutable(found.bin)) {
    notes.push(
      `${found.bin} is no executable file, so the hooks pass it over (chmod +x helps where it is there).`,
    );
  } else if (found.bin.includes(`${sep}_npx${sep}`)) {
    notes.push(
      'keyfence was started from the cache of npx, which npm may empty, and then commits are refused: npm install --save-dev keyfence',
    );
  }
  return { recorded: { bin: toShellPath(found.bin, path), node }, notes };
}

/**
 * For a hook that is committed: no path of this machine. Only where keyfence belongs to a package below the top level,
 * its place relative to the top level is worth telling.
 */
export function choosePortablePaths(
  { topLevel }: Pick<HooksPlace, 'topLevel'>,
  found: Recorded,
  path: PlatformPath = nativePath,
): Recorded {
  const { sep } = path;
  const cut = found.bin.indexOf(`${sep}node_modules${sep}`);
  const owner = found.bin.slice(0, Math.max(cut, 0));
  const below = owner === '' ? '' : path.relative(topLevel, owner);
  const isBelow = below !== '' && below.split(sep)[0] !== '..' && !path.isAbsolute(below);
  if (!isBelow || isInYarn(found.bin, path) || !isPrintable(owner)) return { bin: '', node: '' };
  return { bin: `${below.replaceAll(sep, '/')}/node_modules/.bin/keyfence`, node: '' };
}

/** The same for a file that holds a command and no script. */
export function findBin(place: HooksPlace, found: Recorded): Omit<OneLine, 'hook'> {
  const { bin } = choosePortablePaths(place, found);
  // What would need more than double quotes, or is special in YAML, is left to PATH.
  const isPlain = bin !== '' && !/["'$`\\:#{}]/.test(bin);
  const bytes = Buffer.from(bin, 'utf8').toString('latin1');
  return { bin: isPlain ? bytes : null, isPlugAndPlay: isPlugAndPlay(place) };
}

/** Yarn moves a package in there with each version, and only its loader finds what the package needs itself. */
function isInYarn(bin: string, { sep }: PlatformPath): boolean {
  return bin.includes(`${sep}.yarn${sep}`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `C:\x` is `/c/x` to the shell of Git for Windows. Empty where a line of shell cannot hold the path. */
function toShellPath(path: string, { sep }: PlatformPath): string {
  if (!isPrintable(path)) return '';
  if (sep === '/') return path;
  return path
    .replaceAll('\\', '/')
    .replace(/^([A-Za-z]):\//, (_, drive: string) => `/${drive.toLowerCase()}/`);
}

function isPrintable(path: string): boolean {
  return !/[\u0000-\u001f\u007f]/.test(path);
}
