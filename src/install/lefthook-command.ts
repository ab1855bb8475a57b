/** What lefthook is told to run for a hook: the lines of the command, as keyfence writes them and for a person to copy. */
import { relative, sep } from 'node:path';
import type { HooksPlace } from '../git/hooks-path.js';
import type { ByteString } from '../types.js';
import { COMMANDS, HOOK_NAMES, type HookName } from './manager.js';

/** How many arguments Git gives to a hook. */
const ARGUMENTS: Record<HookName, number> = {
  'pre-commit': 0,
  'pre-merge-commit': 0,
  'commit-msg': 1, // the file with the message
  'pre-push': 2, // the name of the remote, and where it is
};

/**
 * The `files` of our command. lefthook skips a command when its filters leave no staged or pushed file, and a file that
 * changed its type (a link that became a file) is not in its list at all. A list that always holds one file, and a
 * `{files}` in what is run, keep it from skipping ours; only an `exclude` of the whole hook that matches this very file
 * still does.
 * @param path the configuration itself, which is always there.
 */
export function nameFile(place: HooksPlace, path: string): string {
  return `echo ${relative(place.topLevel, path).replaceAll(sep, '/')}`;
}

/** The lines of a command in YAML, without indentation, that runs this script. */
export function commandLines(
  hook: HookName,
  options: { files: string; script: readonly ByteString[] },
): ByteString[] {
  const script = ['# {files}', ...setArguments(ARGUMENTS[hook]), ...options.script];
  return [
    `files: ${options.files}`,
    ...(hook === 'pre-push' ? ['use_stdin: true'] : []),
    'run: |',
    ...script.map((line) => `  ${line}`),
  ];
}

/** lefthook puts arguments into the script as they are; in such a text nothing of them is special to the shell. */
function setArguments(count: number): string[] {
  return Array.from({ length: count }, (_, at) => [
    `set -- "$@" "$(cat <<'ARGUMENT'`,
    `{${at + 1}}`,
    'ARGUMENT',
    ')"',
  ]).flat();
}

/** The commands of all hooks as they stand in a file of this kind, for a person to copy. */
export function formatCommands(path: string, files: string): string {
  if (/\.jsonc?$/.test(path)) {
    const hooks = HOOK_NAMES.map((hook) => [hook, { commands: { keyfence: settingsOf(hook, files) } }]);
    return JSON.stringify(Object.fromEntries(hooks), null, 2);
  }
  const format = path.endsWith('.toml') ? formatToml : formatYaml;
  return HOOK_NAMES.map((hook) => format(hook, Object.entries(settingsOf(hook, files)))).join('\n');
}

type Setting = [name: string, value: string | boolean];

function settingsOf(hook: HookName, files: string): Record<string, string | boolean> {
  const names = Array.from({ length: ARGUMENTS[hook] }, (_, at) => ` '{${at + 1}}'`).join('');
  const run = `node_modules/.bin/keyfence ${COMMANDS[hook]}${names} # {files}`;
  return hook === 'pre-push' ? { files, use_stdin: true, run } : { files, run };
}

function formatToml(hook: HookName, settings: Setting[]): string {
  const lines = settings.map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return [`[${hook}.commands.keyfence]`, ...lines].join('\n');
}

function formatYaml(hook: HookName, settings: Setting[]): string {
  const lines = settings.map(([name, value]) => `      ${name}: ${JSON.stringify(value)}`);
  return [`${hook}:`, '  commands:', '    keyfence:', ...lines].join('\n');
}
