/** Whether a file that is to be written lies in the project: a folder on the way to it can be a link that leads out. */
import { lstatSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isInside } from '../git/hooks-path.js';

/**
 * @param path of the file, absolute; nothing has to be there.
 * @param top the folder that it must not leave, absolute.
 */
export function staysInside(path: string, top: string): boolean {
  if (!isInside(top, path)) return false;
  const folders = relative(top, path).split(sep).slice(0, -1);
  return folders.every((_, position) => {
    const folder = join(top, ...folders.slice(0, position + 1));
    try {
      return lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() !== true;
    } catch {
      return false; // what cannot be looked at is not written to
    }
  });
}
