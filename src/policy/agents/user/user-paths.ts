/** Turns the paths of the table of clients into files of this user's, on this system. */
import { readdirSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import type { AgentClient } from '../clients/client.js';
import { homeOf, type UserSurroundings } from './surroundings.js';

/** VS Code, and what was made from it. */
const EDITORS = ['Code', 'Code - Insiders', 'VSCodium', 'Cursor', 'Windsurf'];
const FOLDER = /^\{([^}]+)\}\//;
/** Files of one folder. */
const MOST_NAMES = 200;

/** Every place, absolute, whether anything stands there or not; none where this system has no such folder. */
export function userFilesOf({ user }: AgentClient, surroundings: UserSurroundings): string[] {
  const files = user.flatMap((path) => {
    const folder = FOLDER.exec(path);
    if (folder === null) return [];
    const below = path.slice(folder[0].length);
    return foldersOf(folder[1] as string, surroundings).flatMap((one) => expand(one, below, surroundings));
  });
  return [...new Set(files)];
}

function foldersOf(name: string, surroundings: UserSurroundings): string[] {
  const { env, platform } = surroundings;
  const { join } = pathsOf(surroundings);
  const home = homeOf(surroundings);
  switch (name) {
    case 'home':
      return [home];
    case 'config':
      return [env.XDG_CONFIG_HOME || join(home, '.config')];
    case 'data':
      return [dataFolder(surroundings)];
    case 'roaming':
      return platform === 'win32' ? [dataFolder(surroundings)] : [];
    case 'editors':
      return EDITORS.map((editor) => join(dataFolder(surroundings), editor, 'User'));
    default: {
      const [variable = '', otherwise = ''] = name.split(':');
      return [env[variable] || join(home, otherwise)];
    }
  }
}

/** Where desktop programs keep their data. */
function dataFolder(surroundings: UserSurroundings): string {
  const { env, platform } = surroundings;
  const { join } = pathsOf(surroundings);
  const home = homeOf(surroundings);
  if (platform === 'win32') return env.APPDATA || join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  return env.XDG_CONFIG_HOME || join(home, '.config');
}

/** `profiles/*` is each folder there, `*.yaml` each file of that ending. */
function expand(folder: string, below: string, surroundings: UserSurroundings): string[] {
  const { join } = pathsOf(surroundings);
  const star = below.split('/').findIndex((part) => part.includes('*'));
  if (star < 0) return [join(folder, below)];
  const parts = below.split('/');
  const above = join(folder, ...parts.slice(0, star));
  const ending = (parts[star] as string).slice(1);
  return namesIn(above)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(above, name, ...parts.slice(star + 1)));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort().slice(0, MOST_NAMES);
  } catch {
    return []; // most often it is not there
  }
}

function pathsOf({ platform }: UserSurroundings): typeof posix {
  return platform === 'win32' ? win32 : posix;
}
