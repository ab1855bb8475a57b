/** Where Git really looks for hooks: core.hooksPath, linked worktrees and submodules included. */
import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { KeyfenceError } from '../errors.js';
import { hasConfigHooks, usesConfigHooks } from './config-hooks.js';

/** Runs Git and returns what it printed, as UTF-8 text. Rejects on a non-zero exit. */
export type GitText = (args: string[]) => Promise<string>;

/**
 * Who else runs the hooks of a directory. `clone`: nobody, it lies in the Git directory. `project`: it lies in the
 * working tree, so it is committed and runs on other machines. `machine`: it lies elsewhere, for several repositories.
 */
export type HooksReach = 'clone' | 'project' | 'machine';

/** All paths are absolute. */
export interface HooksPlace {
  /** From where keyfence was started up to the top level, both included. */
  folders: string[];
  /** Top level of the working tree: hooks are started there. */
  topLevel: string;
  /** The Git directory that all linked worktrees share. */
  gitDirectory: string;
  /** Where Git looks for hooks; it need not exist. */
  directory: string;
  reach: HooksReach;
  /** Hooks in the configuration: whether this Git runs any, and whether the repository has some. */
  configHooks: { areRun: boolean; areUsed: boolean };
  /** The scope that sets core.hooksPath ("local", "worktree", "global", "system", "command"), null where none does. */
  configuredIn: string | null;
}

/**
 * Asks Git for the place of the hooks.
 * @throws KeyfenceError outside a working tree, and where core.hooksPath is set to nothing; what `git` rejects with.
 */
export async function findHooksPlace(git: GitText): Promise<HooksPlace> {
  const topLevel = resolve(withoutNewline(await git(['rev-parse', '--show-toplevel'])));
  const prefix = withoutNewline(await git(['rev-parse', '--show-prefix']));
  const gitDirectory = withoutNewline(await git(['rev-parse', '--path-format=absolute', '--git-common-dir']));
  const [scope = '', configured = ''] = (
    await git(['config', '-z', '--show-scope', '--default', '', '--get', 'core.hooksPath'])
  ).split('\0');
  const isSet = scope !== 'unknown'; // what Git 2.26 and newer say of the default
  if (isSet && configured === '') {
    throw new KeyfenceError(
      'core.hooksPath is set to an empty value, so Git finds no hooks',
      `unset it (git config --${scope} --unset core.hooksPath), then run keyfence init again`,
    );
  }
  const directory = withoutNewline(await git(['rev-parse', '--path-format=absolute', '--git-path', 'hooks']));
  return {
    topLevel,
    folders: foldersUp(topLevel, prefix),
    gitDirectory: resolve(gitDirectory),
    directory: resolve(directory),
    reach: findReach({ topLevel, gitDirectory, directory }),
    configHooks: { areRun: await hasConfigHooks(git), areUsed: await usesConfigHooks(git) },
    configuredIn: isSet ? scope : null,
  };
}

/** The core.hooksPath of the user or the machine, as an absolute path; null where there is none. */
export async function findUserHooksPath(git: GitText): Promise<string | null> {
  for (const scope of ['--global', '--system']) {
    const args = [
      'config',
      '-z',
      scope,
      '--includes',
      '--type=path',
      '--default',
      '',
      '--get',
      'core.hooksPath',
    ];
    const [configured = ''] = (await git(args)).split('\0');
    if (configured !== '') return resolve(configured);
  }
  return null;
}

/** True where `path` is `directory` or lies below it, both as they are written. */
export function isInside(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** @param prefix as Git tells it: with slashes, and one at its end. */
function foldersUp(topLevel: string, prefix: string): string[] {
  const names = prefix.split('/').filter((name) => name !== '');
  return [...names.map((_, at) => join(topLevel, ...names.slice(0, names.length - at))), topLevel];
}

function findReach(place: { topLevel: string; gitDirectory: string; directory: string }): HooksReach {
  const directory = resolveLinks(place.directory);
  if (isInside(resolveLinks(place.gitDirectory), directory)) return 'clone';
  return isInside(resolveLinks(place.topLevel), directory) ? 'project' : 'machine';
}

/** `realpath` for a path whose last parts need not exist. */
function resolveLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(resolveLinks(parent), basename(path));
  }
}

// Not trim(): a directory's name may end in white space.
function withoutNewline(output: string): string {
  return output.endsWith('\n') ? output.slice(0, -1) : output;
}
