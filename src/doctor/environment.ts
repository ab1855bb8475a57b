/** The variables with which hooks are tried: the user's own, less what would lead Git out of the throw-away repository. */
import { delimiter, isAbsolute, join } from 'node:path';
import type { PathKind } from './report.js';

/** What a program with windows finds on PATH: it was started by the desktop, not by a shell that reads a profile. */
export const BARE_PATH = '/usr/bin:/bin:/usr/sbin:/sbin';

const KEPT_OF_GIT = /^GIT_(?:(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL)|EXEC_PATH)$/;
/** What `npx` and `npm run` add, and no shell has. */
const OF_NPM = /^(?:npm_|INIT_CWD$)/;
const FOLDER_OF_NPM = /[\\/](?:node_modules[\\/]\.bin|node-gyp-bin)$/;

/** The kinds of PATH that are tried here. */
export function pathKinds(options: { bare: boolean }): PathKind[] {
  return options.bare && process.platform !== 'win32' ? ['user', 'bare'] : ['user'];
}

/** The PATH of that kind. */
export function pathOf(kind: PathKind, env: NodeJS.ProcessEnv): string {
  if (kind === 'bare') return BARE_PATH;
  const isOfNpm = Object.keys(env).some((name) => name.startsWith('npm_'));
  const folders = (env.PATH ?? '').split(delimiter);
  return folders
    .filter((folder) => !(isOfNpm && isAbsolute(folder) && FOLDER_OF_NPM.test(folder)))
    .join(delimiter);
}

/** What of `env` reaches a hook, with the PATH of that kind. */
export function hookEnvironment(kind: PathKind, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !OF_NPM.test(name) && (!name.startsWith('GIT_') || KEPT_OF_GIT.test(name)),
  );
  return { ...Object.fromEntries(kept), PATH: pathOf(kind, env) };
}

/** The places in which a shell looks for a program. */
export function candidatesOnPath(program: string, path: string): string[] {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  const folders = path.split(delimiter).filter(isAbsolute);
  return folders.flatMap((folder) => endings.map((ending) => join(folder, program + ending)));
}
