/** Why a hook refused without keyfence having named the canary. */
import { join } from 'node:path';
import type { HookName } from '../../install/manager.js';
import { pathOf } from '../environment.js';
import { findOnPath } from '../programs.js';
import type { Cause, PathKind } from '../report.js';
import type { TrialDone } from '../trials.js';
import { type Around, ownerOf, scriptsOf } from './around.js';
import { isOlder } from './passed.js';

/** What our own lines say where they find no keyfence. */
const NOT_FOUND = 'keyfence: not found, so nothing was checked';
const CANNOT_RUN = new Set([126, 127, -1]); // of shells, and of Git itself

export function refusedCauses(around: Around, trial: TrialDone): Cause[] {
  const { hook, path, output, exitCode } = trial;
  const causes = notFound(around, trial);
  const { commands } = scriptsOf(around, hook);
  if (commands !== null && isOlder(commands.text, hook)) {
    causes.push({
      id: 'older-lines',
      says: `keyfence's lines in ${commands.file} are not those of this version`,
      remedy: 'run keyfence init',
    });
  }
  if (output.includes('keyfence: .keyfence') || output.includes('/schema.json')) {
    causes.push({
      id: 'broken-files',
      says: 'keyfence ran and could not read a file of the project',
      remedy: 'see the states of the files above',
    });
  }
  if (causes.length === 0 && exitCode !== null && CANNOT_RUN.has(exitCode)) {
    causes.push({
      id: 'program-not-found',
      says: `the hook, or a program that it calls, cannot be started (exit ${exitCode})${onPath(path)}`,
      remedy: 'see keyfence doctor --verbose',
    });
  }
  return causes.length > 0 ? causes : [other(around, trial)];
}

function notFound(around: Around, { hook, path, output }: TrialDone): Cause[] {
  const causes: Cause[] = [];
  const folders = pathOf(path, around.env);
  if (output.includes(NOT_FOUND)) {
    causes.push({
      id: 'keyfence-not-found',
      says: `the hook finds no keyfence${onPath(path)}, and so refuses everything`,
      remedy: 'npm install --save-dev keyfence, then keyfence init',
    });
  } else if (findOnPath('node', folders) === null) {
    causes.push({
      id: 'node-not-found',
      says: `node is not found${onPath(path)}, so keyfence does not start and everything is refused`,
      remedy: nodeRemedy(around, hook),
    });
  }
  return causes;
}

function onPath(path: PathKind): string {
  return path === 'bare' ? ' on the bare PATH of programs with windows' : ' on PATH';
}

function nodeRemedy(around: Around, hook: HookName): string {
  const { env } = around;
  const folder = join(findOnPath('node', pathOf('user', env)) ?? process.execPath, '..');
  const line = `export PATH="$PATH:${folder}"`;
  switch (ownerOf(around, hook)) {
    case 'husky':
      return `write this line into ~/.config/husky/init.sh: ${line}`;
    case 'simple-git-hooks':
      return `have SIMPLE_GIT_HOOKS_RC name a file with this line: ${line}`;
    case 'lefthook':
      return `have "rc:" in lefthook-local.yml name a file with this line: ${line}`;
    case 'keyfence':
      return 'run keyfence init, which records where node is';
    default:
      return `have the hook begin with this line, or install node in /usr/bin: ${line}`;
  }
}

function other(around: Around, { hook, exitCode }: TrialDone): Cause {
  const owner = ownerOf(around, hook);
  const whose = owner === null || owner === 'keyfence' || owner === 'other' ? 'the hook' : owner;
  return {
    id: 'refused-by-another',
    says: `${whose} refused for another reason (exit ${exitCode ?? 'by a signal'}) before or without keyfence`,
    remedy: 'see with keyfence doctor --verbose what it said; keyfence should be called first',
  };
}
