/** simple-git-hooks: package.json or a file of its own holds a command for each hook, which it writes into `.git/hooks`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KeyfenceError } from '../errors.js';
import type { HooksPlace } from '../git/hooks-path.js';
import type { ByteString } from '../types.js';
import type { Change, Plan } from './change.js';
import { readFileState } from './files.js';
import { countParts, putPart, readCommands, takePart } from './json-commands.js';
import { type AddRequest, COMMANDS, HOOK_NAMES, type HookName, type Manager } from './manager.js';
import { callKeyfence, type OneLine } from './one-line.js';
import { findBin } from './record.js';
import { callsAll } from './script.js';

export const simpleGitHooks: Manager = {
  name: 'simple-git-hooks',
  detect: (place) => findConfig(place) !== null,
  isActive: (place) => HOOK_NAMES.some((hook) => hookText(place, hook)?.includes(MARK) === true),
  add,
  remove,
  afterRemoval,
};

/** What it writes into each of its hooks (source: its PREPEND_SCRIPT). */
const MARK = 'SKIP_SIMPLE_GIT_HOOKS';

/** Its own files, in the order it looks for them; it runs the ones that are code (source: its `_getConfig`). */
const FILES = [
  ...['.simple-git-hooks.cjs', '.simple-git-hooks.js', '.simple-git-hooks.mjs'],
  ...['simple-git-hooks.cjs', 'simple-git-hooks.js', 'simple-git-hooks.mjs'],
  ...['.simple-git-hooks.json', 'simple-git-hooks.json'],
];
const KEY = 'simple-git-hooks';

interface Config {
  path: string;
  /** Where the commands stand in it. */
  at: readonly string[];
}

/** Of the nearest package with one, from where keyfence was started up to the top level. */
function findConfig(place: HooksPlace): Config | null {
  for (const folder of place.folders) {
    const own = FILES.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (own !== undefined) return { path: own, at: [] };
    const path = join(folder, 'package.json');
    const state = readFileState(path);
    if (state.kind === 'file' && readCommands(state.text, [])?.[KEY] !== undefined)
      return { path, at: [KEY] };
  }
  return null;
}

function add(place: HooksPlace, request: AddRequest): Plan {
  const config = findConfig(place);
  if (!config) {
    throw new KeyfenceError(
      `${place.topLevel}: no simple-git-hooks in package.json here, and no file of its own`,
      'set simple-git-hooks up first, or leave --hook-manager out',
    );
  }
  const change = planConfig(config, findBin(place, request));
  const commands = readCommands(change.after ?? '', config.at);
  const isWritten = HOOK_NAMES.every((hook) => {
    const command = commands?.[hook];
    return typeof command === 'string' && hookText(place, hook)?.endsWith(command) === true;
  });
  const next = isWritten
    ? []
    : ['NOT ACTIVE YET: Git does not run all of it in this clone. Run: npx simple-git-hooks'];
  return { changes: [change], notes: [], next };
}

function planConfig({ path, at }: Config, found: Omit<OneLine, 'hook'>): Change {
  const refusal = (reason: string) =>
    new KeyfenceError(
      `${path}: keyfence does not add its commands to this file: ${reason}`,
      `add them by hand, each before what stands there, then run keyfence init again:\n${byHand(found)}`,
    );
  const state = readFileState(path);
  if (state.kind !== 'file') throw refusal('it is not a regular file');
  const change = { ...changeOf(path), before: state.text };
  if (callsAllByHand(state.text)) return { ...change, after: state.text };
  if (!path.endsWith('.json')) throw refusal('it is code, and only JSON is edited');
  let text: ByteString | null = state.text;
  for (const hook of HOOK_NAMES) {
    text = text === null ? null : putPart(text, [...at, hook], partFor(hook, found));
  }
  if (text === null) throw refusal('its shape is not one that keyfence understands');
  return { ...change, after: text };
}

function remove(place: HooksPlace): Change[] {
  const config = findConfig(place);
  const state = config && readFileState(config.path);
  if (!config || state?.kind !== 'file' || countParts(state.text) === 0) return [];
  let after: ByteString | null = state.text;
  // Backwards, so that what was put behind another goes first.
  for (const hook of [...HOOK_NAMES].reverse()) {
    after = after === null ? null : takePart(after, [...config.at, hook]);
  }
  if (after !== null) return [{ ...changeOf(config.path), before: state.text, after }];
  throw new KeyfenceError(
    `${config.path}: the keyfence commands in it were changed, so they cannot be told from the others`,
    'take the keyfence commands out of that file by hand, then run the command again',
  );
}

/** What it wrote into Git's hooks stays there until it writes them again. */
function afterRemoval(place: HooksPlace): string[] {
  const isLeft = HOOK_NAMES.some((hook) => {
    const text = hookText(place, hook);
    return text?.includes(MARK) === true && countParts(text) > 0;
  });
  return isLeft
    ? ["STILL ACTIVE: Git's hooks hold what simple-git-hooks wrote. Run: npx simple-git-hooks"]
    : [];
}

/** What stands below reads what Git says on standard input as if nobody had before. */
function partFor(hook: HookName, found: Omit<OneLine, 'hook'>): { part: ByteString; alone: ByteString } {
  const call = `(${callKeyfence({ ...found, hook })}) || exit $?`;
  if (hook !== 'pre-push') return { part: call, alone: call };
  const keep = 'keyfence_input=$([ -t 0 ] || cat) || exit 1';
  const give = `{ [ -z "$keyfence_input" ] || printf "%s\\n" "$keyfence_input"; } | ${call}`;
  const giveAgain = '[ -z "$keyfence_input" ] || exec <<EOF || exit 1\n$keyfence_input\nEOF\n';
  return { part: [keep, give, giveAgain].join('; '), alone: call };
}

function callsAllByHand(text: string): boolean {
  return countParts(text) === 0 && callsAll(text);
}

function byHand(found: Omit<OneLine, 'hook'>): string {
  const bin = found.bin === null ? 'node_modules/.bin/keyfence' : `"${found.bin}"`;
  const commands = HOOK_NAMES.map((hook) => [hook, `${bin} ${COMMANDS[hook]} "$@" || exit $?`]);
  return JSON.stringify(Object.fromEntries(commands), null, 2);
}

function hookText(place: HooksPlace, hook: HookName): string | null {
  const state = readFileState(join(place.directory, hook));
  return state.kind === 'file' ? state.text : null;
}

function changeOf(path: string) {
  return { path, why: 'simple-git-hooks', isExecutable: false, withDirectory: false };
}
