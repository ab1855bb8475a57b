/** Why a hook that ran let the canary through. */
import { join, relative } from 'node:path';
import { OPENING_LINE, separateBlocks, splitLines } from '../../install/block.js';
import type { HookName } from '../../install/manager.js';
import { composeBlock } from '../../install/script.js';
import type { ByteString } from '../../types.js';
import { readScript } from '../hook-files.js';
import type { Cause } from '../report.js';
import type { TrialDone } from '../trials.js';
import { type Around, scriptsOf } from './around.js';

const INIT = 'run keyfence init';

export function passedCauses(around: Around, trial: TrialDone): Cause[] {
  const { hook } = trial;
  const { facts } = scriptsOf(around, hook);
  switch (facts.owner) {
    case 'lefthook':
      return [...lefthookMissing(trial), ...settingsCauses(around, hook, 'lefthook')];
    case 'pre-commit':
      return settingsCauses(around, hook, 'pre-commit');
    default:
      return scriptCauses(around, hook);
  }
}

function scriptCauses(around: Around, hook: HookName): Cause[] {
  const { facts, commands } = scriptsOf(around, hook);
  if (commands === null) {
    const says =
      facts.owner === 'husky'
        ? `husky has no ${hook} of this project to start`
        : `${facts.file} cannot be read as a script`;
    return [{ id: 'not-installed', says, remedy: INIT }];
  }
  const file = relative(around.place.topLevel, commands.file) || commands.file;
  const line = firstCall(commands.text);
  if (line === null) {
    return [{ id: 'no-call', says: `${file} does not call keyfence`, remedy: INIT }];
  }
  const leaves = splitLines(commands.text)
    .slice(0, line)
    .findIndex(({ text }) => /^\s*(?:exit|exec|return)\b|[;&|]\s*(?:exit|exec)\b/.test(text));
  if (leaves !== -1) {
    return [
      {
        id: 'left-early',
        says: `${file}, line ${leaves + 1}, can leave the hook before keyfence is called in line ${line + 1}`,
        remedy: `${moveUp(commands.text)}`,
      },
    ];
  }
  return isOlder(commands.text, hook) ? [OLDER(file)] : [];
}

function moveUp(text: ByteString): string {
  return text.includes(OPENING_LINE)
    ? 'run keyfence init, which puts its lines first'
    : 'put the line that calls keyfence first';
}

/** The line (from 0) in which keyfence first stands outside of a comment; null where it does not. */
function firstCall(text: ByteString): number | null {
  const line = splitLines(text).findIndex((one) => /^[^#]*keyfence/.test(one.text));
  return line === -1 ? null : line;
}

/** Whether there are lines of ours that this version would write otherwise. */
export function isOlder(text: ByteString, hook: HookName): boolean {
  const block = separateBlocks(text)?.blocks[0];
  if (block === undefined) return false;
  const recorded = { bin: '', node: '' };
  const isOurs = (asks: 'project' | 'machine') =>
    plain(block) === plain(composeBlock(hook, { recorded, origin: 'lines', asks }).join('\n'));
  return !isOurs('project') && !isOurs('machine');
}

/** Without comments, indentation and what `init` fills in. */
function plain(block: ByteString): string {
  return splitLines(block)
    .map(({ text }) => text.trim().replace(/^(bin|node)=.*/, '$1='))
    .filter((line) => !line.startsWith('#'))
    .join('\n');
}

const OLDER = (file: string): Cause => ({
  id: 'older-lines',
  says: `keyfence's lines in ${file} are not those of this version`,
  remedy: INIT,
});

/** The hook of lefthook ends well where it finds no lefthook. */
function lefthookMissing({ output }: TrialDone): Cause[] {
  if (!output.includes("Can't find lefthook")) return [];
  return [
    {
      id: 'lefthook-not-found',
      says: 'lefthook is not found, and without it its hooks let everything through',
      remedy:
        'npm install; and assert_lefthook_installed: true in its settings makes its hooks refuse instead',
    },
  ];
}

/** Managers whose hooks read what they run from a file of the project. */
function settingsCauses(around: Around, hook: HookName, name: 'lefthook' | 'pre-commit'): Cause[] {
  const file = around.managers.find((one) => one.name === name)?.file;
  const text = file === undefined ? null : readScript(join(around.place.topLevel, file));
  if (file === undefined || text === null) {
    return [{ id: 'no-settings', says: `${name} finds no settings, and so runs nothing`, remedy: INIT }];
  }
  if (!/^[^#]*keyfence/m.test(text)) {
    return [{ id: 'no-call', says: `${file} does not name keyfence`, remedy: INIT }];
  }
  return [
    {
      id: 'left-out-by-settings',
      says: `${file} names keyfence, but ${name} left it out of ${hook}`,
      remedy: 'see its filters (stages, skip, only, files, exclude) there, or run keyfence init again',
    },
  ];
}
