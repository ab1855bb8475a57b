/** lint-staged manages no hooks: one of them runs it. It is only told of. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { HooksPlace } from '../git/hooks-path.js';
import { readFileState } from './files.js';
import { readCommands } from './json-commands.js';
import type { ManagerName } from './manager.js';

const ENDINGS = ['', '.json', '.yaml', '.yml', '.mjs', '.mts', '.js', '.ts', '.cjs', '.cts'];
const FILES = ENDINGS.flatMap((ending) => [
  `.lintstagedrc${ending}`,
  ...(ending === '' ? [] : [`lint-staged.config${ending}`]),
]);

/** Where keyfence is instead, and why; nothing where the project has no lint-staged. */
export function noteLintStaged({ folders }: Pick<HooksPlace, 'folders'>, manager: ManagerName): string[] {
  if (!folders.some(hasLintStaged)) return [];
  return [
    `lint-staged gets nothing: keyfence runs before it, by the hooks of ${manager}. From lint-staged it would be told the ` +
      'names of some staged files, and would see no merge, no message and no push.',
  ];
}

function hasLintStaged(folder: string): boolean {
  if (FILES.some((name) => existsSync(join(folder, name)))) return true;
  const state = readFileState(join(folder, 'package.json'));
  return state.kind === 'file' && readCommands(state.text, [])?.['lint-staged'] !== undefined;
}
