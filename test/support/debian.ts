/** Programs that no npm package brings: as the machine has them, or as Debian brings them. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const APT = '/usr/bin/apt-get';
const PATIENCE = 5 * 60 * 1000; // milliseconds for an installation

/**
 * @param names what it is called, the likeliest first.
 * @returns its absolute path, after an installation where it takes one; null where there is none.
 */
export function findProgram({
  names,
  debianPackage,
}: {
  names: readonly string[];
  debianPackage: string;
}): string | null {
  return onPath(names) ?? (install(debianPackage) ? onPath(names) : null);
}

function onPath(names: readonly string[]): string | null {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const files = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return files.find((file) => existsSync(file)) ?? null;
}

function install(debianPackage: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync(APT)) return false;
  const run = (...words: string[]) =>
    spawnSync(APT, ['-o', 'DPkg::Lock::Timeout=120', ...words], {
      stdio: 'ignore',
      timeout: PATIENCE,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const bring = () => run('install', '-y', '--no-install-recommends', debianPackage);
  return bring() || (run('update') && bring());
}
