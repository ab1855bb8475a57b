/** Which hook managers the project has, by the files that they read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkStatOf } from './look.js';
import { type HookFileFacts, MANAGER_WORDS, type ManagerFacts, type ManagerWord } from './report.js';

const LEFTHOOK = ['lefthook', '.lefthook', '.config/lefthook'].flatMap((name) =>
  ['.yml', '.yaml', '.json', '.jsonc', '.toml'].map((ending) => name + ending),
);

/** The files and folders at the top level that show a manager. */
const SIGNS: Record<ManagerWord, readonly string[]> = {
  husky: ['.husky'],
  lefthook: LEFTHOOK,
  'pre-commit': ['.pre-commit-config.yaml', '.pre-commit-config.yml'],
  'simple-git-hooks': [
    '.simple-git-hooks.json',
    '.simple-git-hooks.cjs',
    '.simple-git-hooks.js',
    '.simple-git-hooks.mjs',
    'simple-git-hooks.json',
    'simple-git-hooks.cjs',
    'simple-git-hooks.js',
    'simple-git-hooks.mjs',
  ],
};

/** @param hookFiles what Git starts as things stand. */
export function findManagers(topLevel: string, hookFiles: readonly HookFileFacts[]): ManagerFacts[] {
  return MANAGER_WORDS.flatMap((name) => {
    const isActive = hookFiles.some(({ owner, state }) => owner === name && state === 'present');
    const sign = SIGNS[name].find((path) => linkStatOf(join(topLevel, path)) !== null);
    const inPackage = name === 'simple-git-hooks' && isKeyOfPackage(topLevel, name);
    const file = sign ?? (inPackage ? 'package.json' : null);
    if (file !== null) return [{ name, file, isActive }];
    const hook = hookFiles.find(({ owner }) => owner === name);
    return hook ? [{ name, file: hook.file, isActive }] : [];
  });
}

function isKeyOfPackage(topLevel: string, key: string): boolean {
  try {
    const text = readFileSync(join(topLevel, 'package.json'), 'utf8');
    return Object.hasOwn(JSON.parse(text) as object, key);
  } catch {
    return false; // there is none, or npm will tell what is wrong with it
  }
}
