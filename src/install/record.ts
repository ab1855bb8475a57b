/** What of this machine may be written into a hook: all where the file stays in the clone, next to nothing elsewhere. */
import { accessSync, constants } from 'node:fs';
import { sep } from 'node:path';
import { type HooksPlace, isInside } from '../git/hooks-path.js';
import type { Recorded } from './manager.js';

/** For a hook that never leaves this machine. Notes tell why a path will not be of use. */
export function recordPaths(found: Recorded): { recorded: Recorded; notes: string[] } {
  const notes: string[] = [];
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
  return { recorded: { bin: toShellPath(found.bin), node: toShellPath(found.node) }, notes };
}

/**
 * For a hook that is committed: no path of this machine. Only where keyfence belongs to a package below the top level,
 * its place relative to the top level is worth telling.
 */
export function choosePortablePaths(place: HooksPlace, found: Recorded): Recorded {
  const cut = found.bin.indexOf(`${sep}node_modules${sep}`);
  const owner = found.bin.slice(0, Math.max(cut, 0));
  const isBelow = owner !== '' && owner !== place.topLevel && isInside(place.topLevel, owner);
  if (!isBelow || !isPrintable(owner)) return { bin: '', node: '' };
  const below = owner.slice(place.topLevel.length + 1).replaceAll(sep, '/');
  return { bin: `${below}/node_modules/.bin/keyfence`, node: '' };
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
function toShellPath(path: string): string {
  if (!isPrintable(path)) return '';
  if (process.platform !== 'win32') return path;
  return path
    .replaceAll('\\', '/')
    .replace(/^([A-Za-z]):\//, (_, drive: string) => `/${drive.toLowerCase()}/`);
}

function isPrintable(path: string): boolean {
  return !/[\u0000-\u001f\u007f]/.test(path);
}
