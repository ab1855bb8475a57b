/** The values that some names have in the shell and in every env file of some folders: in memory, for comparing only. */
import { readdirSync } from 'node:fs';
import { joinBytes } from '../sources/read-file.js';
import type { ByteString } from '../types.js';
import { readEnvFileAt, type UnreadEnvFile } from './read-env-file.js';

/** A value of one name, and where it was found. */
export interface CollectedValue {
  name: string;
  /** As UTF-16 text; never for output. */
  value: string;
  /** "shell", or the absolute path of an env file. */
  from: ByteString;
}

/** `.env` and `.env.local`, `.env.production`, ...; `.dev.vars` is what Cloudflare calls them. */
const ENV_FILE = /^\.(?:env|dev\.vars)(?:\..+)?$/;
/** Committed to show which names there are; or encrypted. */
const NO_VALUES = /\.(?:example|sample|template|tmpl|dist|defaults?|schema|vault)$/i;

/** Whether a file of that name holds the environment itself, and is no template of it. */
export function isEnvFileName(name: string): boolean {
  return ENV_FILE.test(name) && !NO_VALUES.test(name);
}

/**
 * Every value of each name, each once for each place it is found in; empty ones are left out.
 * @param search `names`: the variables. `folders`: absolute; their `.env*` files are read, of every mode. `within`: absolute;
 *   where a link may lead, `folders` if left out. `env`: the shell.
 * @param tell is told of each env file that is there and was not read.
 */
export function collectValues(
  search: {
    names: Iterable<string>;
    folders: readonly ByteString[];
    within?: readonly ByteString[];
    env: Readonly<Record<string, string | undefined>>;
  },
  tell: (unread: UnreadEnvFile) => void = () => {},
): CollectedValue[] {
  const { folders, env } = search;
  const names = [...new Set(search.names)];
  if (names.length === 0) return [];
  const collected: CollectedValue[] = [];
  const collect = (from: ByteString, find: (name: string) => string | undefined) => {
    for (const name of names) {
      const value = find(name);
      if (value) collected.push({ name, value, from });
    }
  };
  collect('shell', (name) => (Object.hasOwn(env, name) ? env[name] : undefined));
  for (const path of envFilesIn(folders, tell)) {
    const result = readEnvFileAt(path, search.within ?? folders);
    if (result.kind === 'read') collect(path, (name) => result.file.values.get(name));
    if (result.kind === 'unread') tell(result.unread);
  }
  return collected;
}

/** Whether a folder has an env file, of whatever kind; not so where it cannot be read. */
export function hasEnvFile(folder: ByteString): boolean {
  return listFolder(folder, () => {}).some(isEnvFileName);
}

/** The env files that are there, in the order of the folders. */
function envFilesIn(folders: readonly ByteString[], tell: (unread: UnreadEnvFile) => void): ByteString[] {
  return [...new Set(folders)].flatMap((folder) => {
    const names = listFolder(folder, tell).filter(isEnvFileName).sort();
    return names.map((name) => joinBytes(folder, name));
  });
}

function listFolder(folder: ByteString, tell: (unread: UnreadEnvFile) => void): ByteString[] {
  try {
    return readdirSync(Buffer.from(folder, 'latin1'), { encoding: 'latin1' }) as ByteString[];
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code !== 'ENOENT' && code !== 'ENOTDIR') tell({ path: folder, reason: `unreadable (${code})` });
    return [];
  }
}
