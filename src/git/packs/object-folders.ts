/** Where a repository has its objects: its own folder, and those of the repositories that it borrows from. */

import { realpathSync } from 'node:fs';
import type { ByteString } from '../../types.js';
import { C_ESCAPES } from '../c-escapes.js';
import { runGit } from '../run.js';
import { damaged } from './damage.js';
import { PositionedFile } from './positioned-file.js';

const DEEPEST = 5; // alternates of alternates, as Git follows them
const LONGEST = 1024 * 1024; // bytes of a list of alternates

export interface ObjectFolders {
  /** Absolute, each once; those that Git passes over because they are not there are left out. */
  folders: ByteString[];
  /** Of an object id, in bytes: 20 (SHA-1) or 32 (SHA-256). */
  hashLength: number;
}

/**
 * @throws GitError outside a repository.
 * @throws KeyfenceError where a list of alternates cannot be read.
 */
export async function findObjectFolders(cwd: string): Promise<ObjectFolders> {
  const ask = async (...args: string[]) =>
    (await runGit(['rev-parse', ...args], { cwd })).toString('latin1').replace(/\n$/, '');
  const [own, format] = [await ask('--git-path', 'objects'), await ask('--show-object-format')];
  const folders = withAlternates(absolute(own, Buffer.from(cwd, 'utf8').toString('latin1')));
  return { folders, hashLength: format === 'sha256' ? 32 : 20 };
}

function withAlternates(own: ByteString): ByteString[] {
  const named = alternatesInEnvironment().map((folder) => ({ folder, depth: 0 }));
  const found = new Set<ByteString>();
  const waiting = [{ folder: own, depth: -1 }, ...named];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const folder = realPath(next.folder);
    if (folder === null || found.has(folder) || next.depth > DEEPEST) continue;
    found.add(folder);
    const depth = next.depth + 1;
    waiting.push(...alternatesOf(folder).map((one) => ({ folder: absolute(one, folder), depth })));
  }
  return [...found];
}

/** Only whole paths: from where Git reads the others depends on where it is started. Git itself reads what is missed. */
function alternatesInEnvironment(): ByteString[] {
  const value = Buffer.from(process.env.GIT_ALTERNATE_OBJECT_DIRECTORIES ?? '', 'utf8').toString('latin1');
  return readList(value, process.platform === 'win32' ? ';' : ':').filter(isAbsolute);
}

function alternatesOf(folder: ByteString): ByteString[] {
  const path = `${folder}/info/alternates`;
  if (realPath(path) === null) return [];
  const file = new PositionedFile(path);
  try {
    if (file.size > LONGEST) throw damaged(path, 'is too long');
    return readList(file.read(0, file.size).toString('latin1'), '\n');
  } finally {
    file.close();
  }
}

/** Paths, each ended by a sign; those that begin with "#" are comments, those in quotes have escapes as in C. */
function readList(list: ByteString, end: string): ByteString[] {
  return list
    .split(end)
    .filter((entry) => entry !== '' && !entry.startsWith('#'))
    .map((entry) => (/^"(?:[^"\\]|\\.)*"$/.test(entry) ? unquoted(entry.slice(1, -1)) : entry));
}

function unquoted(text: ByteString): ByteString {
  return text.replace(/\\([0-3][0-7]{2}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (C_ESCAPES[code] ?? code),
  );
}

function isAbsolute(path: ByteString): boolean {
  return path.startsWith('/') || (process.platform === 'win32' && /^(?:[A-Za-z]:)?[\\/]/.test(path));
}

function absolute(path: ByteString, folder: ByteString): ByteString {
  return isAbsolute(path) ? path : `${folder}/${path}`;
}

/** Null where nothing is there that can be reached. */
function realPath(path: ByteString): ByteString | null {
  try {
    const real: unknown = realpathSync(Buffer.from(path, 'latin1'), { encoding: 'buffer' });
    return (real as Buffer).toString('latin1');
  } catch {
    return null;
  }
}
