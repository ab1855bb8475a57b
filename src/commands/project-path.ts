/** A typed path as a configuration names it: from the top level, with a `/` at its end where it is a folder. */
import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { KeyfenceError } from '../errors.js';
import { isInside } from '../git/hooks-path.js';

/**
 * @param typed relative to `cwd`, or absolute; nothing need be there.
 * @param place `top`: the top level, absolute and real. `option`: as which it was typed; only `skip` takes folders.
 * @throws KeyfenceError for what is not below the top level. What was typed is not repeated: a secret may have slipped in.
 */
export function toProjectPath(
  typed: string,
  { cwd, top, option }: { cwd: string; top: string; option: 'file' | 'skip' },
): string {
  if (typed.includes('\ufffd')) {
    throw new KeyfenceError(
      `--${option}: the name is no UTF-8, which JSON cannot hold`,
      'name the folder around it instead',
    );
  }
  const absolute = resolve(cwd, typed);
  const real = join(realFolder(dirname(absolute)), basename(absolute));
  const path = relative(top, real);
  if (path === '' || !isInside(top, real)) {
    throw new KeyfenceError(
      `--${option}: expected a file${option === 'skip' ? ' or folder' : ''} inside the repository`,
      'give a path below the top level; nothing was written',
    );
  }
  const isFolder = typed.endsWith('/') || typed.endsWith(sep) || isFolderThere(real);
  if (isFolder && option === 'file') {
    throw new KeyfenceError('--file: expected a file, not a folder', 'name one file; nothing was written');
  }
  return path.split(sep).join('/') + (isFolder ? '/' : '');
}

/** With its links resolved as far as there is something: the rest need not exist. */
function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    const above = dirname(folder);
    return above === folder ? folder : join(realFolder(above), basename(folder));
  }
}

function isFolderThere(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}
