/** lefthook: one committed file names the commands, and lefthook's own hooks in `.git/hooks` start them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KeyfenceError } from '../errors.js';
import type { HooksPlace } from '../git/hooks-path.js';
import type { ByteString } from '../types.js';
import type { Change, Plan } from './change.js';
import { readFileState } from './files.js';
import { separateOrRefuse } from './hook-file.js';
import { commandLines, formatCommands, nameFile } from './lefthook-command.js';
import { addCommand, listSettings } from './lefthook-yaml.js';
import { type AddRequest, HOOK_NAMES, type Manager } from './manager.js';
import { choosePortablePaths } from './record.js';
import { callsAll, composeBlock } from './script.js';

export const lefthook: Manager = {
  name: 'lefthook',
  detect: (place) => listConfigs(place).length > 0,
  isActive: (place) => HOOK_NAMES.every((hook) => isLefthookHook(join(place.directory, hook))),
  add,
  remove,
};

/**
 * lefthook 2 loads the first of these that exists, by extension before name; the local ones only where there is none
 * of the others (source: MainConfigNames, LocalConfigNames and Extensions in lefthook's internal/config/loader.go).
 */
const NAMES = [
  ['lefthook', '.lefthook', '.config/lefthook'],
  ['lefthook-local', '.lefthook-local', '.config/lefthook-local'],
];
/** Settings of a hook by which lefthook leaves all its commands out. */
const SWITCHES = ['skip', 'only', 'exclude', 'exclude_tags'];
const EXTENSIONS = ['.yml', '.yaml', '.json', '.jsonc', '.toml'];

function listConfigs(place: HooksPlace): string[] {
  const names = NAMES.flatMap((group) =>
    EXTENSIONS.flatMap((extension) => group.map((name) => name + extension)),
  );
  return names.map((name) => join(place.topLevel, name)).filter((path) => existsSync(path));
}

function add(place: HooksPlace, request: AddRequest): Plan {
  const [path, ...others] = listConfigs(place);
  if (path === undefined) {
    throw new KeyfenceError(
      `${place.topLevel}: no lefthook configuration here`,
      'set lefthook up first (npx lefthook install), or leave --hook-manager out',
    );
  }
  const change = planConfig(place, { path, request });
  const notes: string[] = [];
  for (const other of others.filter((name) => !name.includes('-local.'))) {
    notes.push(`${other} is left alone: lefthook reads ${path} instead.`);
  }
  for (const hook of HOOK_NAMES) {
    const switches = listSettings(change.after ?? '', hook).filter((name) => SWITCHES.includes(name));
    if (switches.length > 0)
      notes.push(`${hook} has ${switches.join(' and ')}, by which lefthook can leave keyfence out.`);
  }
  if (!/^assert_lefthook_installed: *true/m.test(change.after ?? '')) {
    notes.push(
      'Where lefthook is not installed its hooks let everything pass; assert_lefthook_installed: true ends that.',
    );
  }
  const next = lefthook.isActive(place)
    ? []
    : ['NOT ACTIVE YET: Git does not run all of it in this clone. Run: npx lefthook install'];
  return { changes: [change], notes, next };
}

function planConfig(place: HooksPlace, options: { path: string; request: AddRequest }): Change {
  const { path, request } = options;
  const state = readFileState(path);
  if (state.kind !== 'file') throw refusal(place, { path, reason: 'it is not a regular file' });
  const change = { ...changeOf(path), before: state.text };
  const { foreign, blocks } = separateOrRefuse(path, state.text);
  if (blocks.length === 0 && callsAll(state.text)) {
    return { ...change, after: state.text };
  }
  if (!/\.ya?ml$/.test(path)) throw refusal(place, { path, reason: 'only YAML is edited' });
  const recorded = choosePortablePaths(place, request);
  let text: ByteString | null = foreign;
  for (const hook of HOOK_NAMES) {
    const [opening = '', comment = '', ...script] = composeBlock(hook, {
      recorded,
      origin: 'lines',
      asks: 'project',
    });
    const closing = script.splice(-1);
    const lines = commandLines(hook, { files: nameFile(place, path), script });
    text = text === null ? null : addCommand(text, { hook, lines, opening: [opening, comment], closing });
  }
  if (text === null) throw refusal(place, { path, reason: 'its shape is not one that keyfence understands' });
  return { ...change, after: text };
}

function remove(place: HooksPlace): Change[] {
  return listConfigs(place).flatMap((path) => {
    const state = readFileState(path);
    if (state.kind !== 'file') return [];
    const { foreign, blocks } = separateOrRefuse(path, state.text);
    if (blocks.length === 0) return [];
    return [{ ...changeOf(path), before: state.text, after: foreign }];
  });
}

function changeOf(path: string) {
  return { path, why: 'lefthook', isExecutable: false, withDirectory: false };
}

function refusal(place: HooksPlace, what: { path: string; reason: string }): KeyfenceError {
  return new KeyfenceError(
    `${what.path}: keyfence does not add its lines to this file: ${what.reason}`,
    `add them by hand, then run keyfence init again:\n${formatCommands(what.path, nameFile(place, what.path))}`,
  );
}

function isLefthookHook(path: string): boolean {
  const state = readFileState(path);
  return state.kind === 'file' && state.text.includes('lefthook');
}
