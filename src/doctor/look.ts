/** Looks at files that may not be there: no way leads to them, and none through what is a file, are the same answer. */
import { lstatSync, type Stats, statSync } from 'node:fs';

/** @returns null where nothing is there. @throws what the disk says otherwise. */
export function statOf(path: string): Stats | null {
  return unlessAbsent(() => statSync(path));
}

/** The same of a link itself. */
export function linkStatOf(path: string): Stats | null {
  return unlessAbsent(() => lstatSync(path));
}

export function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

function unlessAbsent(look: () => Stats): Stats | null {
  try {
    return look();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return null;
    throw error;
  }
}
