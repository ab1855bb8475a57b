/** Adds the block to a shell hook, and takes it out again: what plain Git hooks and husky have in common. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { KeyfenceError } from '../errors.js';
import type { ByteString } from '../types.js';
import { insertBlock, separateBlocks, splitLines } from './block.js';
import type { Change } from './change.js';
import { readFileState } from './files.js';
import { COMMANDS, type HookName, type ManagerName, type Recorded } from './manager.js';
import { composeBlock, countCalls, type Origin, readOrigin, SHEBANG } from './script.js';

export interface HookFile {
  path: string;
  hook: HookName;
  manager: ManagerName;
  /** Empty paths where nothing of this machine may be written down. */
  recorded: Recorded;
  /** Whose keyfence is started: see `composeBlock`. */
  asks: 'project' | 'machine';
  /** True where Git starts the file itself; false where a manager gives it to `sh`. */
  isStartedByGit: boolean;
}

/** What an existing script may be run by. `busybox sh` and the like are left to their owners. */
const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'ksh']);

/** @throws KeyfenceError where the file is there and cannot take the block, or Git would not run it. */
export function planHookFile(file: HookFile): Change {
  const { path, hook, recorded, asks } = file;
  const state = readFileState(path);
  if (state.kind === 'absent') {
    const origin: Origin = existsSync(dirname(path)) ? 'file' : 'directory';
    const after = `${[SHEBANG, ...composeBlock(hook, { recorded, origin, asks })].join('\n')}\n`;
    return { ...changeOf(file), before: null, after };
  }
  if (state.kind === 'other') throw refusal(file, state.what);
  if (file.isStartedByGit && !state.isExecutable) {
    throw new KeyfenceError(
      `${path}: the hook is not executable, so Git does not run it`,
      'make it executable (chmod +x) or delete it, then run keyfence init again',
    );
  }
  const obstacle = findObstacle(state.text, file);
  if (obstacle && countCalls(state.text, hook) === 0) throw refusal(file, obstacle);
  if (obstacle) return { ...changeOf(file), before: state.text, after: state.text };
  const { foreign, blocks } = separateOrRefuse(path, state.text);
  const origin = blocks[0] === undefined ? 'lines' : readOrigin(blocks[0]);
  const lines = composeBlock(hook, { recorded, origin, asks });
  const after = insertBlock(foreign, { at: findHeaderEnd(foreign), lines, lineEnd: '\n' });
  return { ...changeOf(file), before: state.text, after };
}

/** Null where the file holds no block of ours. @throws KeyfenceError where marker lines do not pair up. */
export function planHookRemoval(file: { path: string; manager: ManagerName }): Change | null {
  const state = readFileState(file.path);
  if (state.kind !== 'file') return null;
  const { foreign, blocks } = separateOrRefuse(file.path, state.text);
  if (blocks[0] === undefined) return null;
  const origin = readOrigin(blocks[0]);
  const isAllOurs = origin !== 'lines' && foreign === `${SHEBANG}\n`;
  const change = { ...changeOf(file), before: state.text };
  if (!isAllOurs) return { ...change, after: foreign };
  return { ...change, after: null, withDirectory: origin === 'directory' };
}

function changeOf({ path, manager }: { path: string; manager: ManagerName }) {
  return { path, why: manager, isExecutable: true, withDirectory: false };
}

/** @throws KeyfenceError where the marker lines of the text do not pair up. */
export function separateOrRefuse(
  path: string,
  text: ByteString,
): { foreign: ByteString; blocks: ByteString[] } {
  const parts = separateBlocks(text);
  if (parts) return parts;
  throw new KeyfenceError(
    `${path}: the keyfence marker lines do not pair up`,
    'take the keyfence lines out of that file by hand, then run the command again',
  );
}

function findObstacle(text: ByteString, file: HookFile): string | null {
  if (text.includes('\0')) return 'a binary file';
  const interpreter = readInterpreter(text);
  if (interpreter === null) return file.isStartedByGit ? 'a file without a #! line' : null;
  return SHELLS.has(interpreter) ? null : 'not a script for a POSIX shell';
}

function refusal({ path, hook }: HookFile, what: string): KeyfenceError {
  const call = `keyfence ${COMMANDS[hook]}`;
  const input = hook === 'pre-push' ? ', its standard input' : '';
  return new KeyfenceError(
    `${path}: keyfence cannot add its lines to this hook, which is ${what}`,
    `have the hook run "${call}" first, with the arguments of the hook${input}, and end with its exit code where that ` +
      `is not 0 (in a shell script: ${call} "$@" || exit $?); or move the hook away and run keyfence init again`,
  );
}

/** The name of the program on the `#!` line ("sh", "python3"), null where there is no such line. */
function readInterpreter(text: ByteString): string | null {
  if (!text.startsWith('#!')) return null;
  const words = (splitLines(text)[0]?.text ?? '').slice(2).trim().split(/[ \t]/);
  const names = words.filter((word) => word !== '').map((word) => word.slice(word.lastIndexOf('/') + 1));
  return (names[0] === 'env' ? names.slice(1).find((name) => !name.startsWith('-')) : names[0]) ?? '';
}

/**
 * Where the block goes: right below the `#!` line, so that no `exec` or `exit` stands above it; in a hook of husky 8 or
 * older below the line that loads husky.sh, which starts the script a second time and would run the block twice.
 */
function findHeaderEnd(text: ByteString): number {
  const lines = splitLines(text);
  const shebang = text.startsWith('#!') ? lines.shift() : undefined;
  const first = lines.find((line) => line.text.trim() !== '' && !line.text.trim().startsWith('#'));
  if (first && /^(\.|source) .*husky\.sh/.test(first.text.trim())) return first.end;
  return shebang?.end ?? 0;
}
