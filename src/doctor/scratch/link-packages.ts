/**
 * Gives the copy its `node_modules`: a folder of its own with a link to each package, because to copy them takes minutes.
 * What is written beside the packages (`.cache`) stays in the copy; only what would write into a package's own folder,
 * which hooks do not, would reach the real one.
 */
import {
  copyFileSync,
  type Dirent,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { linkStatOf } from '../look.js';

export interface Folders {
  /** Top level of the work tree, and of its copy. */
  from: string;
  to: string;
}

/** Where package managers keep the packages themselves; any other hidden folder holds what tools write. */
const STORES = new Set(['.pnpm', '.store', '.bun']);
const LARGEST = 1024 * 1024; // bytes of a file that is copied, not left out: lists of what is installed

/** Anew, whatever is there. @param packages the folders that may have one, from the top level. */
export function linkPackages(folders: Folders, packages: readonly string[]): void {
  for (const folder of packages) {
    const path = join(folder, 'node_modules');
    rmSync(join(folders.to, path), { recursive: true, force: true });
    // What Git knows of it, if anything, is left out of the copy.
    if (linkStatOf(join(folders.from, path))?.isDirectory()) linkAll(folders, path);
  }
  for (const name of ['.yarn/cache', '.yarn/unplugged']) {
    if (existsSync(join(folders.from, name)) && !existsSync(join(folders.to, name))) link(folders, name);
  }
}

function linkAll(folders: Folders, path: string): void {
  mkdirSync(join(folders.to, path), { recursive: true });
  const entries = readdirSync(join(folders.from, path), { withFileTypes: true });
  // Links to programs lead into the packages, so these are there first.
  const ordered = [...entries.filter((entry) => !isBin(entry)), ...entries.filter(isBin)];
  for (const entry of ordered) linkEntry(folders, join(path, entry.name), entry);
}

function isBin({ name }: Dirent): boolean {
  return name === '.bin';
}

function linkEntry(folders: Folders, path: string, entry: Dirent): void {
  const { name } = entry;
  if (entry.isSymbolicLink()) linkLink(folders, path);
  else if (entry.isFile()) copySmall(folders, path);
  else if (!entry.isDirectory()) return;
  else if (isBin(entry) || name.startsWith('@')) linkAll(folders, path);
  else if (!name.startsWith('.') || STORES.has(name)) link(folders, path);
}

function copySmall({ from, to }: Folders, path: string): void {
  if (lstatSync(join(from, path)).size <= LARGEST) copyFileSync(join(from, path), join(to, path));
}

/** A link stays as it is where it leads to something in the copy: a package of the same repository, a program. */
function linkLink(folders: Folders, path: string): void {
  const target = readlinkSync(join(folders.from, path));
  const isKept = !target.startsWith('/') && existsSync(resolve(dirname(join(folders.to, path)), target));
  if (isKept) symlinkSync(target, join(folders.to, path));
  else link(folders, path);
}

function link({ from, to }: Folders, path: string): void {
  mkdirSync(dirname(join(to, path)), { recursive: true });
  symlinkSync(join(from, path), join(to, path), 'junction');
}
