/**
 * Copies the work tree: every file that Git knows or would add, as it stands there now. Hooks read their own settings,
 * and much else, from it. What Git ignores is left out (builds, and the `.env` files, whose secrets are not to be written
 * anywhere), but for what hooks cannot do without.
 */
import {
  constants,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  type Stats,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { isInside } from '../../git/hooks-path.js';
import { splitNulList } from '../../git/nul-list.js';
import { runGit } from '../../git/run.js';
import { toText } from '../../sources/read-file.js';
import { linkStatOf } from '../look.js';

export interface CopyRequest {
  /** Top level of the work tree. */
  from: string;
  to: string;
  /** What is copied first, where there is not room for all: folders, from the top level. */
  first: readonly string[];
}

export interface Copied {
  files: number;
  leftOut: number;
  /** Those of them that Git ignores, and so does not bring back. */
  ignored: string[];
  /** The folders with a package.json among them, from the top level; the top level itself is ''. */
  packages: string[];
}

/** Beyond these, what hooks hardly need is left out, and told. */
const MOST_FILES = 20_000;
const MOST_BYTES = 256 * 1024 * 1024;

/** What hooks read, though it is often ignored: by its name at the top level. */
const WANTED =
  /^(?:\.?lefthook-local\.\w+|\.pre-commit-config\.yaml|\.?simple-git-hooks\.\w+|\.pnp\.c?js|\.pnp\.loader\.mjs|\.yarnrc\.yml)$/;
const WANTED_DEEPER = ['.config/lefthook-local'];

/** @throws GitError, or what the disk says. */
export async function copyTree({ from, to, first }: CopyRequest): Promise<Copied> {
  const listed = new Set(await listFiles(from));
  const wanted = [...wantedIn(from), ...first.flatMap((folder) => below(from, folder))];
  const ignored = [...new Set(wanted)].filter((path) => !listed.has(path));
  const paths = [...listed, ...ignored];
  const isFirst = (path: string) =>
    !path.includes('/') || path.startsWith('.') || first.some((folder) => path.startsWith(`${folder}/`));
  const ordered = [...paths.filter(isFirst), ...paths.filter((path) => !isFirst(path))];
  const copied: Copied = { files: 0, leftOut: 0, ignored, packages: [''] };
  let bytes = 0;
  for (const path of ordered) {
    const stat = linkStatOf(join(from, path));
    if (!stat?.isFile() && !stat?.isSymbolicLink()) continue; // deleted, or a submodule
    if (copied.files >= MOST_FILES || bytes + stat.size > MOST_BYTES) {
      copied.leftOut++;
      continue;
    }
    copyEntry({ from, to }, path, stat);
    bytes += stat.size;
    copied.files++;
    if (path.endsWith('/package.json')) copied.packages.push(dirname(path));
  }
  return copied;
}

/**
 * Copies one file or link. A link out of the folder is left out, since a hook could write through it; one that names a
 * place in the folder absolutely names the same place of the copy.
 */
export function copyEntry({ from, to }: { from: string; to: string }, path: string, stat: Stats): void {
  const source = join(from, path);
  const copy = join(to, path);
  mkdirSync(dirname(copy), { recursive: true });
  rmSync(copy, { recursive: true, force: true });
  if (!stat.isSymbolicLink()) {
    copyFileSync(source, copy, constants.COPYFILE_FICLONE);
    // lefthook and others compare times.
    utimesSync(copy, stat.atime, stat.mtime);
    return;
  }
  const target = resolve(dirname(source), readlinkSync(source));
  if (isInside(from, target)) symlinkSync(relative(dirname(source), target) || '.', copy);
}

/** All files and links below a folder, from the top level; none where it is none. */
function below(top: string, folder: string): string[] {
  if (!linkStatOf(join(top, folder))?.isDirectory()) return [];
  return readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(top, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}

async function listFiles(top: string): Promise<string[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const output = await runGit([...args, '--', ':(top,exclude,glob)**/node_modules/**'], { cwd: top });
  return splitNulList(output).map(toText);
}

function wantedIn(top: string): string[] {
  const deeper = WANTED_DEEPER.flatMap((start) =>
    ['.yml', '.yaml', '.json', '.jsonc', '.toml'].map((ending) => start + ending),
  );
  const isThere = (path: string) => linkStatOf(join(top, path))?.isFile() === true;
  return [...readdirSync(top).filter((name) => WANTED.test(name)), ...deeper].filter(isThere);
}
