/**
 * Builds the package where npm prepares it out of its repository (`npm install git+…`, as the pre-commit framework does).
 * With --global npm installs the package there without what building needs, so that is made up for.
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

const npm = process.env.npm_execpath;

function run(...words) {
  // On standard output, npm would take it for its own.
  execFileSync(process.execPath, [npm, ...words], { stdio: ['ignore', 2, 2] });
}

function canBuild() {
  try {
    createRequire(import.meta.url).resolve('tsx');
    return true;
  } catch {
    return false;
  }
}

if (!canBuild()) run('ci', '--no-global', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund');
run('run', 'build');
