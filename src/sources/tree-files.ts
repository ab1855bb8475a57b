/** Which files a tree scan looks at: those of the working tree, or those that were named. */
import { existsSync, lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { KeyfenceError } from '../errors.js';
import { ignoredPaths, topLevelOf } from '../git/working-tree.js';
import type { ByteString, Skip } from '../types.js';
import { listFolder } from './folder.js';
import { listWithGit } from './git-listing.js';
import { joinBytes, toBytes } from './read-file.js';

export interface TreeFiles {
  /** The top level of the working tree, or outside a repository the folder itself. */
  root: string;
  /** Absolute, each once, in a stable order. */
  files: ByteString[];
  /** Those of `files` that were asked for by name. */
  named: ReadonlySet<ByteString>;
  /** Those of `files` that may be pipes or devices, which must not even be opened. */
  special: ReadonlySet<ByteString>;
  /** What could not be listed; `file` is absolute. */
  skipped: Skip[];
}

interface Request {
  cwd: string;
  paths: readonly string[];
  includeIgnored: boolean;
  /** What the index answers for, where it is scanned too. */
  staged?: StagedPaths;
}

/** Paths that differ from HEAD in the index, relative to the top level. */
export interface StagedPaths {
  /** Scanned as they are staged, and so not read from the working tree. */
  scanned: ReadonlySet<ByteString>;
  /** These, and those whose deletion is staged: their names need lead to no file any more. */
  changed: ReadonlySet<ByteString>;
}

/**
 * @throws KeyfenceError where a path cannot be found.
 * @throws GitError
 */
export async function listTree(request: Request): Promise<TreeFiles> {
  const top = await topLevelOf(request.cwd);
  const lister = new Lister(request, top);
  if (request.paths.length === 0) await lister.addFolder(top ?? resolve(request.cwd));
  for (const [position, path] of request.paths.entries()) await lister.addNamed(path, position);
  const { named, special, skipped } = lister;
  const files = [...lister.files].filter((file) => !lister.isStaged(file, 'scanned'));
  return { root: top ?? resolve(request.cwd), files, named, special, skipped };
}

class Lister {
  readonly files = new Set<ByteString>();
  readonly named = new Set<ByteString>();
  readonly special = new Set<ByteString>();
  readonly skipped: Skip[] = [];
  private readonly request: Request;
  private readonly top: string | null;

  constructor(request: Request, top: string | null) {
    this.request = request;
    this.top = top;
    if (top !== null && !existsSync(top)) {
      throw new KeyfenceError('the top level of the working tree cannot be opened', 'nothing was scanned');
    }
  }

  /** A file that is named is scanned, whether Git ignores it or not. A link that is named is followed, as `grep -r` does. */
  async addNamed(path: string, position: number): Promise<void> {
    const absolute = resolve(this.request.cwd, path);
    const status = path === '' ? 'ENOENT' : lookAt(absolute);
    if (typeof status === 'string') {
      // By its position: what was typed may be a secret that slipped into the command line.
      const isAbsent = status === 'ENOENT' || status === 'ENOTDIR';
      if (isAbsent && path !== '' && this.isStaged(toBytes(resolveFolders(absolute)), 'changed')) return;
      const reason = isAbsent ? 'no such file or folder' : `cannot be read (${status})`;
      throw new KeyfenceError(`path ${position + 1}: ${reason}`, 'nothing was scanned');
    }
    if (status.target?.isDirectory()) return this.addFolder(realpathSync.native(absolute), { isNamed: true });
    const file = join(realpathSync.native(dirname(absolute)), basename(absolute));
    this.addFile(file);
    if (status.isLink && status.target) this.addTarget(file);
  }

  /** @param file absolute and real. */
  isStaged(file: ByteString, set: keyof StagedPaths): boolean {
    const { staged } = this.request;
    if (staged === undefined || this.top === null) return false;
    const start = joinBytes(toBytes(this.top), '');
    return file.startsWith(start) && staged[set].has(file.slice(start.length));
  }

  private addFile(path: string): void {
    this.files.add(toBytes(path));
    this.named.add(toBytes(path));
    this.special.add(toBytes(path));
  }

  private addTarget(link: string): void {
    try {
      this.addFile(realpathSync.native(link));
    } catch {
      // A pipe or a deleted file behind /dev/fd has no path.
      this.skipped.push({ file: toBytes(link), reason: 'leads to no regular file', listed: false });
    }
  }

  /** @param folder absolute and real. */
  async addFolder(folder: string, { isNamed = false } = {}): Promise<void> {
    const repository = await this.repositoryOf(folder);
    const files = repository
      ? await this.listRepository(repository, folder, { isNamed })
      : this.listPlain(folder);
    for (const file of files) this.files.add(file);
  }

  private listPlain(folder: string): ByteString[] {
    const start = toBytes(folder);
    const { includeIgnored } = this.request;
    const listed = listFolder(start, { includeIgnored });
    this.skipped.push(...listed.skipped.map((skip) => ({ ...skip, file: joinBytes(start, skip.file) })));
    for (const file of listed.special) this.special.add(joinBytes(start, file));
    return listed.files.map((file) => joinBytes(start, file));
  }

  /** A named folder that Git ignores, or all of whose files it ignores, is scanned whole. */
  private async listRepository(
    { cwd, top }: Repository,
    folder: string,
    { isNamed }: { isNamed: boolean },
  ): Promise<ByteString[]> {
    const start = toBytes(top);
    const list = async (includeIgnored: boolean) => {
      const listed = await listWithGit(relative(top, folder), { cwd, includeIgnored });
      this.skipped.push(...listed.skipped.map((skip) => ({ ...skip, file: joinBytes(start, skip.file) })));
      return listed.files.map((file) => joinBytes(start, file));
    };
    if (this.request.includeIgnored) return list(true);
    if (!isNamed) return list(false);
    const isIgnored = folder !== top && (await ignoredPaths([toBytes(relative(cwd, folder))], cwd)).size > 0;
    const files = isIgnored ? [] : await list(false);
    return files.length > 0 ? files : list(true);
  }

  /** The repository whose working tree a folder belongs to; null for a plain folder. */
  private async repositoryOf(folder: string): Promise<Repository | null> {
    // From where keyfence was started wherever that is possible: GIT_DIR and GIT_WORK_TREE may be relative to it.
    if (this.top !== null && isInside(folder, this.top) && !hasOwnRepository(folder, this.top)) {
      return { cwd: this.request.cwd, top: this.top };
    }
    // Git would take every folder for the working tree of a GIT_DIR.
    const top = process.env.GIT_DIR === undefined ? await topLevelOf(folder) : null;
    return top === null ? null : { cwd: folder, top };
  }
}

interface Repository {
  /** Where Git is to be run. */
  cwd: string;
  top: string;
}

interface Status {
  isLink: boolean;
  /** What is there, links followed; null where they lead nowhere. */
  target: Stats | null;
}

/** @returns the error code where nothing can be seen there. */
function lookAt(path: string): Status | string {
  try {
    const status = lstatSync(path);
    if (!status.isSymbolicLink()) return { isLink: false, target: status };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
  try {
    return { isLink: true, target: statSync(path) };
  } catch {
    return { isLink: true, target: null };
  }
}

/** The path with the links of its folders followed, as far as they are there. */
function resolveFolders(path: string): string {
  const folder = dirname(path);
  if (folder === path) return path;
  try {
    return join(realpathSync.native(folder), basename(path));
  } catch {
    return join(resolveFolders(folder), basename(path));
  }
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** Whether a folder below the top level is in another repository, or in the inside of one: then Git is asked there. */
function hasOwnRepository(folder: string, top: string): boolean {
  for (let at = folder; at !== top && at !== dirname(at); at = dirname(at)) {
    if (basename(at) === '.git' || existsSync(join(at, '.git'))) return true;
  }
  return false;
}
