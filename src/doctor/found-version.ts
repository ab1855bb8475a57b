/** Which keyfence the hooks find: in the order in which their lines look for it. */
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HookScripts } from './hook-files.js';
import { findOnPath, isProgram } from './programs.js';

/**
 * @param options `path`: what the hooks have as PATH.
 * @returns its version; null where none is found, or its package is not told.
 */
export function foundVersion(
  hooks: readonly HookScripts[],
  { topLevel, path }: { topLevel: string; path: string },
): string | null {
  const recorded = hooks.map(({ commands }) => /^\s*bin='([^'\n]+)'$/m.exec(commands?.text ?? '')?.[1]);
  const first = recorded.find((bin) => bin !== undefined);
  const candidates = [
    ...(first === undefined ? [] : [join(first.startsWith('/') ? '' : topLevel, first)]),
    join(topLevel, 'node_modules/.bin/keyfence'),
    findOnPath('keyfence', path),
  ];
  const found = candidates.find((file) => file !== null && isProgram(file));
  return found ? versionOf(found) : null;
}

function versionOf(program: string): string | null {
  try {
    const file = realpathSync(program);
    const text = readFileSync(join(dirname(file), '..', 'package.json'), 'utf8');
    const { name, version } = JSON.parse(text) as Record<string, unknown>;
    return name === 'keyfence' && typeof version === 'string' && /^[\w.+-]{1,40}$/.test(version)
      ? version
      : null;
  } catch {
    return null; // a starter of somebody's own
  }
}
