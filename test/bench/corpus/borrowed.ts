/** A folder of someone else's, with a project's schema, known values and allow file put above it; nothing is written into it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scratch } from '../../support/repository.js';
import { furnish } from './project.js';
import type { Tree } from './tree.js';

/**
 * @param name what the folder is called below the project.
 * @returns the project, which goes away with the process; how much is found there is not known before.
 * @throws where the folder cannot be linked to: it must lie in the same file system as the system's temporary files.
 */
export function borrowFolder(folder: string, name: string): Tree {
  const project = join(scratch(), 'project');
  mkdirSync(project);
  // Hard links: the same bytes of the same disk under another name.
  const { status } = spawnSync('cp', ['-al', '--', resolve(folder), join(project, name)], {
    stdio: 'ignore',
  });
  if (status !== 0) throw new Error('the folder cannot be linked to: cp -al failed');
  furnish(project);
  return { folder: project, findings: null, allowed: null };
}
