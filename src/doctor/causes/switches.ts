/** What switches hooks, or keyfence in them, off from outside: variables, and the files that managers read at their start. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { HookName } from '../../install/manager.js';
import { readScript } from '../hook-files.js';
import type { Cause, HookOwner } from '../report.js';
import { type Around, ownerOf } from './around.js';

interface Switch {
  variable: string;
  isOff(value: string): boolean;
  /** Whose hooks it switches off; null for any. */
  owner: HookOwner | null;
  says: string;
}

const listsKeyfence = (value: string) => value.split(',').some((id) => id.trim().startsWith('keyfence'));

const SWITCHES: readonly Switch[] = [
  {
    variable: 'KEYFENCE_SKIP',
    isOff: (value) => value !== '',
    owner: null,
    says: 'lets everything past keyfence',
  },
  {
    variable: 'HUSKY',
    isOff: (value) => value === '0',
    owner: 'husky',
    says: 'switches the hooks of husky off',
  },
  {
    variable: 'LEFTHOOK',
    isOff: (value) => value === '0' || value === 'false',
    owner: 'lefthook',
    says: 'switches the hooks of lefthook off',
  },
  {
    variable: 'LEFTHOOK_EXCLUDE',
    isOff: listsKeyfence,
    owner: 'lefthook',
    says: 'has lefthook leave keyfence out',
  },
  { variable: 'SKIP', isOff: listsKeyfence, owner: 'pre-commit', says: 'has pre-commit leave keyfence out' },
  {
    variable: 'SKIP_SIMPLE_GIT_HOOKS',
    isOff: (value) => value === '1',
    owner: 'simple-git-hooks',
    says: 'switches the hooks of simple-git-hooks off',
  },
];

/** Those that are on for this hook. */
export function switchCauses(around: Around, hook: HookName): Cause[] {
  const owner = ownerOf(around, hook);
  const variables = SWITCHES.filter(({ variable, isOff, owner: whose }) => {
    const value = around.env[variable];
    return value !== undefined && isOff(value) && (whose === null || whose === owner);
  });
  return [
    ...variables.map(({ variable, says }) => ({
      id: 'switched-off-by-variable',
      says: `${variable} is set in the environment, which ${says}`,
      remedy: `unset ${variable}, and take it out of your shell's profile`,
    })),
    ...(owner === 'husky' ? huskyStart(around) : []),
    ...(owner === 'lefthook' ? lefthookLocal(around, hook) : []),
  ];
}

function huskyStart({ env }: Around): Cause[] {
  const file = join(env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config'), 'husky/init.sh');
  const lines = (readScript(file) ?? '').split('\n');
  const line = lines.findIndex((one) => /^[^#]*\bHUSKY=["']?0|^\s*exit\b/.test(one));
  if (line === -1) return [];
  return [
    {
      id: 'husky-switched-off',
      says: `${file}, line ${line + 1}, switches the hooks of husky off in every repository`,
      remedy: 'take that line out',
    },
  ];
}

const LOCAL = ['lefthook-local', '.lefthook-local', '.config/lefthook-local'].flatMap((name) =>
  ['.yml', '.yaml', '.json', '.jsonc', '.toml'].map((ending) => name + ending),
);

/** A file of one person's own, which outdoes the project's. */
function lefthookLocal({ place }: Around, hook: HookName): Cause[] {
  for (const name of LOCAL) {
    const text = readScript(join(place.topLevel, name));
    if (text === null || !/^[^#]*\b(?:skip|only|exclude_tags|exclude)\b/m.test(text)) continue;
    return [
      {
        id: 'lefthook-local',
        says: `${name}, which only this machine has, tells lefthook to leave something out`,
        remedy: `see that it leaves ${hook} and keyfence alone`,
      },
    ];
  }
  return [];
}
