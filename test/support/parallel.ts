/** GNU parallel, which Debian brings; moreutils has a program of the same name. */
import { spawnSync } from 'node:child_process';
import { findProgram } from './debian.js';

/** Whether it is there, after an installation where it takes one. Where not, it is said: what needs it is skipped. */
export function hasParallel(): boolean {
  const program = findProgram({ names: ['parallel'], debianPackage: 'parallel' });
  const says = program === null ? '' : spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout;
  const isThere = /^GNU parallel/.test(says ?? '');
  if (!isThere) console.log('NO GNU PARALLEL: running shards with it was NOT tested');
  return isThere;
}
