/** Hook managers that are no package of this repository: installed from their registries when a test first needs them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = join(tmpdir(), 'keyfence-test-programs');
const PRE_COMMIT = '4.7.0';
const SIMPLE_GIT_HOOKS = '2.14.0';

/** The program of the pre-commit framework. @throws where Python or its registry is not there: no test passes without it. */
export function preCommit(): string {
  const folder = install(`pre-commit-${PRE_COMMIT}`, (target) => {
    run('python3', ['-m', 'venv', target]);
    run(join(target, 'bin/python'), ['-m', 'pip', 'install', '--quiet', `pre-commit==${PRE_COMMIT}`]);
  });
  return join(folder, 'bin/pre-commit');
}

/** The folder of the package simple-git-hooks. @throws where its registry is not there. */
export function simpleGitHooks(): string {
  const own = fileURLToPath(new URL('../../node_modules/simple-git-hooks', import.meta.url));
  if (existsSync(own)) return own;
  const folder = install(`simple-git-hooks-${SIMPLE_GIT_HOOKS}`, (target) => {
    const packages = [`simple-git-hooks@${SIMPLE_GIT_HOOKS}`];
    run('npm', ['install', '--silent', '--ignore-scripts', '--prefix', target, ...packages]);
  });
  return join(folder, 'node_modules/simple-git-hooks');
}

/** A virtual environment knows its own path, so it is made in its place; a file says that it is complete. */
function install(name: string, make: (target: string) => void): string {
  const target = join(FOLDER, name);
  const isComplete = `${target}.complete`;
  if (existsSync(isComplete)) return target;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  make(target);
  mkdirSync(`${isComplete}.${process.pid}`);
  renameSync(`${isComplete}.${process.pid}`, isComplete);
  return target;
}

function run(program: string, args: string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}`);
}
