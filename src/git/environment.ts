/**
 * How every Git process is started: as if the repository were hostile. Git runs programs that its configuration names
 * (core.fsmonitor, textconv, external diff, upload-pack of a partial clone), so these are switched off each time.
 */
import { resolve } from 'node:path';

/** Arguments that stand before every subcommand. */
export const SAFE_ARGUMENTS: readonly string[] = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'submodule.recurse=false',
];

// These would change what Git prints, how it reads a path, or run a program of the user's.
const UNWANTED = [
  'GIT_EXTERNAL_DIFF',
  'GIT_DIFF_OPTS',
  'GIT_TRACE',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
];

/** The environment of every Git process: the caller's own (a hook's GIT_INDEX_FILE must stay), made safe and plain. */
export function gitEnvironment(base: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    ...base,
    GIT_NO_LAZY_FETCH: '1',
    // Before 2.45 Git does not know that one; with no protocol allowed, its fetch fails before it runs anything.
    GIT_ALLOW_PROTOCOL: 'none',
    // A replacement hides what a commit really holds.
    GIT_NO_REPLACE_OBJECTS: '1',
    // So do grafts, which cut parents away.
    GIT_GRAFT_FILE: '/dev/null',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
    LC_ALL: 'C',
  };
  for (const name of UNWANTED) delete environment[name];
  // Relative to the folder keyfence was started in, but Git is also run in others.
  for (const name of ['GIT_DIR', 'GIT_WORK_TREE']) {
    if (environment[name]) environment[name] = resolve(environment[name]);
  }
  return environment;
}
