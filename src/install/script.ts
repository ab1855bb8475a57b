/** The hook scripts of the `hooks` directory, as they are and filled in with what `init` recorded. */
import { join } from 'node:path';
import { readAsset } from '../package/assets.js';
import type { ByteString } from '../types.js';
import { CLOSING_LINE, OPENING_LINE, separateBlocks, splitLines } from './block.js';
import { COMMANDS, HOOK_NAMES, type HookName, type Recorded } from './manager.js';

/**
 * Who wrote the lines around a block stands in the block's comment, in these words: it is how `uninstall` knows whether
 * the file, and its directory, were there before.
 */
export const ORIGINS = {
  lines: 'wrote these lines',
  file: 'wrote this file',
  directory: 'wrote this file and its directory',
} as const;
export type Origin = keyof typeof ORIGINS;

/** What stands above the block in a file that keyfence created. */
export const SHEBANG = '#!/bin/sh';

/**
 * The lines of a hook's block, markers included, with `recorded` filled in where a path is not empty. A hook that asks the
 * project starts the keyfence that is found there; one that asks the machine starts the recorded one, whatever a repository
 * brings along.
 */
export function composeBlock(
  hook: HookName,
  options: { recorded: Recorded; origin: Origin; asks: 'project' | 'machine' },
): ByteString[] {
  const lines = splitLines(readHook(hook)).map((line) => line.text);
  const block = lines.slice(lines.indexOf(OPENING_LINE), lines.indexOf(CLOSING_LINE) + 1);
  const asked = options.asks === 'machine' ? withoutProject(block) : block;
  return fillIn(asked, options.recorded).map((line) => line.replace(ORIGINS.file, ORIGINS[options.origin]));
}

function withoutProject(block: readonly ByteString[]): ByteString[] {
  const left = block.filter((line) => !line.includes('.pnp.cjs'));
  return left.map((line) =>
    line
      .replace(/for keyfence in .*; do/, 'for keyfence in "$bin"; do')
      .replace(
        'npm install --save-dev keyfence',
        'npm install --global keyfence, and run keyfence init again',
      ),
  );
}

/** The whole of a hook for every repository. */
export function composeGlobalHook(recorded: Recorded): ByteString {
  const lines = splitLines(readHook('global')).map((line) => line.text);
  return `${fillIn(lines, recorded).join('\n')}\n`;
}

/** What stands in a hook for every repository besides what keyfence wrote; null where that is not there. */
export function separateGlobalHook(text: ByteString): ByteString | null {
  const parts = separateBlocks(text);
  if (parts?.blocks.length !== 1 || !parts.blocks[0]?.includes('keyfence init --global')) return null;
  return parts.foreign === `${SHEBANG}\n` ? '' : parts.foreign;
}

function fillIn(lines: readonly ByteString[], { bin, node }: Recorded): ByteString[] {
  return lines.map((line) => {
    const [, indent, name] = /^( *)(bin|node)=''$/.exec(line) ?? [];
    return name === undefined ? line : `${indent}${name}=${quoteForShell(name === 'bin' ? bin : node)}`;
  });
}

/** Which origin a block's comment tells. */
export function readOrigin(block: ByteString): Origin {
  if (block.includes(ORIGINS.directory)) return 'directory';
  return block.includes(ORIGINS.file) ? 'file' : 'lines';
}

/** How often the command of that hook is run in lines that are no comment: by a person who has added it by hand. */
export function countCalls(text: ByteString, hook: HookName): number {
  const call = new RegExp(`keyfence["']? ${COMMANDS[hook]}\\b`);
  const lines = splitLines(text).filter((line) => !/^\s*(?:#|\/\/)/.test(line.text));
  return lines.reduce((count, line) => count + line.text.split(call).length - 1, 0);
}

/** Whether the text runs the command of every hook, as often as there are hooks that run it. */
export function callsAll(text: ByteString): boolean {
  return HOOK_NAMES.every((hook) => {
    const needed = HOOK_NAMES.filter((other) => COMMANDS[other] === COMMANDS[hook]).length;
    return countCalls(text, hook) >= needed;
  });
}

/** One word of POSIX shell whose value is `text`, as a byte string: nothing in it is special to the shell. */
export function quoteForShell(text: string): ByteString {
  return `'${Buffer.from(text, 'utf8').toString('latin1').replaceAll("'", "'\\''")}'`;
}

function readHook(hook: HookName | 'global'): ByteString {
  try {
    const text = readAsset(join('../hooks', hook)).toString('latin1');
    if (text.includes(OPENING_LINE) && text.includes(CLOSING_LINE)) return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  throw new Error(`this copy of keyfence is incomplete: hooks/${hook} is missing`);
}
