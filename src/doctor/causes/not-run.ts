/** Why Git started no hook. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OPENING_LINE } from '../../install/block.js';
import type { HookName } from '../../install/manager.js';
import { isAtLeast } from '../facts.js';
import { readScript } from '../hook-files.js';
import { isFolder } from '../look.js';
import type { Cause } from '../report.js';
import { lastValue } from '../scratch/configuration.js';
import { type Around, INSTALL_COMMANDS, scriptsOf } from './around.js';

const WITH_MERGE_HOOK = [2, 24];
const WITH_CONFIGURED_HOOKS = [2, 54];

export function notRunCauses(around: Around, hook: HookName): Cause[] {
  return [
    ...tooOld(around, hook),
    ...switchedOffByGit(around, hook),
    ...wrongPlace(around, hook),
    ...wrongFile(around, hook),
    ...notInstalled(around, hook),
  ];
}

function tooOld({ gitVersion, settings }: Around, hook: HookName): Cause[] {
  const remedy = 'update Git';
  const causes: Cause[] = [];
  if (hook === 'pre-merge-commit' && !isAtLeast(gitVersion, WITH_MERGE_HOOK)) {
    causes.push({
      id: 'git-too-old',
      says: `Git ${gitVersion} knows no pre-merge-commit hook (2.24 does)`,
      remedy,
    });
  }
  const isConfigured = settings.some(({ key, value }) => isOurHook(key, value));
  if (isConfigured && !isAtLeast(gitVersion, WITH_CONFIGURED_HOOKS)) {
    const says = `the hooks stand in Git's configuration, which Git ${gitVersion} does not read (2.54 does)`;
    causes.push({
      id: 'git-too-old',
      says,
      remedy: 'update Git, or have the hooks as files: keyfence init --hook-manager git',
    });
  }
  return causes;
}

function isOurHook(key: string, value: string | null): boolean {
  return /^hook\..*\.command$/s.test(key) && value?.includes('keyfence') === true;
}

/** Since Git 2.54 a hook can be switched off by its event, and one of the configuration by its name. */
function switchedOffByGit({ settings }: Around, hook: HookName): Cause[] {
  const own = settings.filter(({ key, value }) => isOurHook(key, value)).map(({ key }) => key.slice(0, -8));
  const key = [`hook.${hook}`, ...own]
    .map((start) => `${start}.enabled`)
    .find((one) => /^(?:false|no|off|0)$/i.test(lastValue(settings, one) ?? ''));
  if (key === undefined) return [];
  return [
    {
      id: 'switched-off-by-git',
      says: `${key} is false in Git's configuration`,
      remedy: `git config --unset ${key}`,
    },
  ];
}

function wrongPlace({ place, problem }: Around, hook: HookName): Cause[] {
  const { directory, configuredIn, gitDirectory, topLevel } = place;
  const own = join(gitDirectory, 'hooks');
  if (problem !== null) {
    return [{ id: 'hooks-path-empty', says: problem, remedy: unset(configuredIn ?? 'local') }];
  }
  if (configuredIn === null || directory === own) return [];
  const elsewhere = [own, join(topLevel, '.husky')].find((folder) =>
    readScript(join(folder, hook))?.includes(OPENING_LINE),
  );
  const pointed = `core.hooksPath (${configuredIn} configuration) has Git look for hooks in ${directory}`;
  if (basename(directory) === '_' && !existsSync(join(directory, 'h'))) {
    return [
      {
        id: 'husky-not-installed',
        says: `${pointed}, which husky has not made in this clone`,
        remedy: 'run npm install, whose prepare script runs husky (or npx husky)',
      },
    ];
  }
  if (!isFolder(directory)) {
    const says = `${pointed}, which is no folder: no hook runs at all`;
    return [{ id: 'hooks-path-missing', says, remedy: unset(configuredIn) }];
  }
  if (elsewhere === undefined) return [];
  return [
    {
      id: 'hooks-path-elsewhere',
      says: `${pointed}, but keyfence's lines are in ${join(elsewhere, hook)}`,
      remedy: `${unset(configuredIn)}; or run keyfence init, which puts them where Git looks`,
    },
  ];
}

function unset(scope: string): string {
  if (scope === 'command') return 'take core.hooksPath out of the variables GIT_CONFIG_…';
  return `git config --${scope} --unset core.hooksPath`;
}

function wrongFile(around: Around, hook: HookName): Cause[] {
  const { file, state } = scriptsOf(around, hook).facts;
  switch (state) {
    case 'not-executable':
      return [
        {
          id: 'not-executable',
          says: `${file} is not executable, so Git passes it over`,
          remedy: `chmod +x '${file}'`,
        },
      ];
    case 'no-file':
      return [{ id: 'no-file', says: `${file} is no file`, remedy: `move it away, then ${INIT}` }];
    default:
      return [];
  }
}

const INIT = 'run keyfence init';

function notInstalled(around: Around, hook: HookName): Cause[] {
  const { file, state } = scriptsOf(around, hook).facts;
  if (state !== 'absent' && state !== 'sample') return [];
  const causes: Cause[] = around.managers.map(({ name, file: sign }) => ({
    id: 'manager-not-installed',
    says: `${sign} is there, but ${name} has written no ${hook} hook in this clone`,
    remedy: `${INSTALL_COMMANDS[name]?.(hook)}; if it has no keyfence yet, keyfence init first`,
  }));
  if (causes.length > 0) return causes;
  return state === 'sample'
    ? [{ id: 'sample', says: `only Git's sample is there, which does not run: ${file}.sample`, remedy: INIT }]
    : [{ id: 'not-installed', says: `there is no ${file}`, remedy: INIT }];
}
