/** A typed path as a configuration names it: from the top level, with a `/` at its end where it is a folder. */
import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { KeyfenceError } from '../errors.js';
import { isInside } from '../git/hooks-path.js';

/**
 * @param typed relative to `cwd`, or absolute; nothing need be there.
 * @param top the top level: absolute and real.
 * @throws KeyfenceError for what is not below the top level. What was typed is not repeated: a secret may have slipped in.
 */
export function toProjectPath(typed: string, { cwd, top }: { cwd: string; top: string }): string {
  if (typed.includes('\ufffd')) {
    throw new KeyfenceError(
      '--skip: the name is no UTF-8, which JSON cannot hold',
      'name the folder around it instead',
    );
  }
  const absolute = resolve(cwd, typed);
  const real = join(realFolder(dirname(absolute)), basename(absolute));
  const path = relative(top, real);
  if (path === '' || !isInside(top, real)) {
    throw new KeyfenceError(
      '--skip: expected a file or folder inside the repository',
      'give a path below the top level; nothing was written',
    );
  }
  const isFolder = typed.endsWith('/') || typed.endsWith(sep) || isFolderThere(real);
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
