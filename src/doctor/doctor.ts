/** The examination on one page: what is there, the trials, and for each that proved nothing the reason. */
import { loadCatalog } from '../detect/stored-catalog.js';
import { GitError, isKnown } from '../errors.js';
import { currentBranch } from '../git/branch.js';
import { findHooksPlace, type HooksPlace } from '../git/hooks-path.js';
import { runGit } from '../git/run.js';
import { HOOK_NAMES } from '../install/manager.js';
import { version } from '../package/version.js';
import { toText } from '../sources/read-file.js';
import { makeCanary } from './canary.js';
import type { Around } from './causes/around.js';
import { causesOf } from './causes/causes.js';
import { pathKinds, pathOf } from './environment.js';
import { cacheFacts, engineFacts, gitVersion, isEnvIgnored, projectFacts } from './facts.js';
import { foundVersion } from './found-version.js';
import { lookAtHooks } from './hook-files.js';
import { findManagers } from './managers.js';
import { type DoctorReport, outcomeOf, type Trial } from './report.js';
import { listSettings, type Setting } from './scratch/configuration.js';
import { Scratch } from './scratch/scratch.js';
import { type TrialDone, tryHook } from './trials.js';

export interface DoctorOptions {
  /** A folder in the work tree. */
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Whether the hooks are tried with a bare PATH, too. */
  bare: boolean;
  /** Milliseconds for each trial. */
  patience: number;
  /** Where keyfence keeps the fingerprints that it showed last, in the Git directory. */
  keptFindings: string;
  signal: AbortSignal | null;
  /** Is told of each trial as it ends; `output` is never to be shown as it is. */
  onTrial: (trial: Trial, output: Buffer) => void | Promise<void>;
}

/**
 * Runs the hooks of the repository, in a copy of it.
 * @throws GitError outside a work tree, KeyfenceError where the copy cannot be made or the signal ends it.
 */
export async function examine(options: DoctorOptions): Promise<DoctorReport> {
  const { cwd, env } = options;
  const settings = await listSettings(cwd);
  const { place, problem } = await findPlace(cwd, settings);
  const { topLevel } = place;
  const git = await gitVersion(topLevel);
  const hooks = lookAtHooks(place.directory);
  const hookFiles = hooks.map(({ facts }) => facts);
  const managers = findManagers(topLevel, hookFiles);
  const { disabled, ...files } = await projectFacts(topLevel);
  const { patterns } = loadCatalog();
  const canary = await makeCanary(patterns, disabled);
  const branch = await currentBranch(topLevel);
  const around: Around = { place, problem, settings, env, gitVersion: git, managers, hooks };
  const scratch = await Scratch.make({
    place,
    settings,
    branch: branch === null ? 'main' : toText(branch),
    env,
    signal: options.signal,
  });
  const trials: Trial[] = [];
  let isGone = false;
  try {
    for (const path of pathKinds(options)) {
      for (const hook of HOOK_NAMES) {
        const done = await tryHook(scratch, { ...options, hook, path, canary });
        const trial = finish(done, around, { scratch, patience: options.patience });
        trials.push(trial);
        await options.onTrial(trial, done.output);
      }
    }
  } finally {
    isGone = scratch.remove();
  }
  const { copied } = scratch;
  return {
    version: 1,
    outcome: outcomeOf(trials),
    topLevel,
    versions: {
      keyfence: version(),
      hooks: foundVersion(hooks, { topLevel, path: pathOf('user', env) }),
      node: process.versions.node,
      git,
    },
    engine: engineFacts(env),
    formats: patterns.length,
    cache: cacheFacts(env),
    ...files,
    isEnvIgnored: await isEnvIgnored(topLevel),
    hooksPlace: { directory: place.directory, configuredIn: place.configuredIn, problem },
    managers,
    hookFiles,
    canary: {
      file: canary.file,
      fingerprint: canary.fingerprint,
      pattern: canary.pattern,
      copied: copied.files,
      leftOut: copied.leftOut,
    },
    trials,
    leftBehind: isGone ? null : scratch.folder,
  };
}

/** With its reasons, and with places in the copy told from its top level. */
function finish(done: TrialDone, around: Around, { scratch, patience }: Finishing): Trial {
  const { output: _, endedBy: __, started, ...facts } = done;
  const shown = started?.startsWith(`${scratch.top}/`) ? started.slice(scratch.top.length + 1) : started;
  return { ...facts, started: shown, causes: causesOf(around, done, patience) };
}

interface Finishing {
  scratch: Scratch;
  /** Milliseconds. */
  patience: number;
}

/** Where Git looks for hooks; where core.hooksPath leads nowhere, that is what there is to tell. */
async function findPlace(
  cwd: string,
  settings: readonly Setting[],
): Promise<{ place: HooksPlace; problem: string | null }> {
  const ask = async (args: string[]) => (await runGit(args, { cwd })).toString('utf8');
  try {
    return { place: await findHooksPlace(ask), problem: null };
  } catch (error) {
    if (!isKnown(error) || error instanceof GitError) throw error;
    const line = async (args: string[]) => (await ask(args)).replace(/\n$/, '');
    const gitDirectory = await line(['rev-parse', '--path-format=absolute', '--git-common-dir']);
    const topLevel = await line(['rev-parse', '--show-toplevel']);
    const place: HooksPlace = {
      folders: [topLevel],
      topLevel,
      gitDirectory,
      directory: `${gitDirectory}/hooks`,
      reach: 'clone',
      configHooks: { areRun: false, areUsed: false },
      configuredIn: settings.findLast(({ key }) => key === 'core.hookspath')?.scope ?? null,
    };
    return { place, problem: error.message };
  }
}
