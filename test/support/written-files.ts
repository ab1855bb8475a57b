/** What the program writes: its configuration, its baseline, imported patterns, its log, its last findings, hooks. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES = ['.keyfence.json', '.keyfence-baseline'];
const FOLDERS = ['secrets', '.git/keyfence', '.git/hooks', '.husky'];

/** The contents of these files as they are now, by path. */
export function readWritable(top: string): Map<string, string> {
  const inFolders = FOLDERS.flatMap((folder) => namesIn(join(top, folder)).map((name) => join(folder, name)));
  const contents = new Map<string, string>();
  for (const path of [...FILES, ...inFolders]) {
    const file = join(top, path);
    // A test may have put a pipe in its place, which nobody would ever write to.
    if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) continue;
    try {
      contents.set(path, readFileSync(file, 'latin1'));
    } catch {
      // It may not be read, so the program did not write it just now.
    }
  }
  return contents;
}

/** The contents that were not there before. */
export function writtenSince(before: ReadonlyMap<string, string>, top: string): string {
  return [...readWritable(top)]
    .filter(([path, content]) => before.get(path) !== content)
    .map(([, content]) => content)
    .join('\n');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
