/** Finds the references in a value of a config: which name, and in which client's spelling. */
import type { PlaceholderForm } from './clients/client.js';

export interface Placeholder {
  form: PlaceholderForm;
  /** The variable, the input or the file. */
  name: string;
  /** What counts where the variable is not set; null where nothing is said. */
  fallback: string | null;
  /** In the value, as it is written there. */
  start: number;
  end: number;
}

/** The forms that name an environment variable. */
export const OF_VARIABLES: ReadonlySet<PlaceholderForm> = new Set([
  'dollar',
  'braces',
  'braces-default',
  'env-braces',
  'bare-env',
  'percent',
  'secrets',
]);

type Reader = (text: string, at: number) => Omit<Placeholder, 'start'> | null;

/** All of these are tried in one place only (sticky), and every repeat has a limit. */
const NAME = /[A-Za-z_]\w{0,99}/y;
/** `$name` may as well be a part of a password. */
const BARE = /[A-Z_][A-Z0-9_]{2,99}(?![A-Za-z0-9_])/y;
const SECRETS = /\s{0,9}secrets\.([A-Za-z_]\w{0,99})\s{0,9}\}\}/y;
const PERCENT = /([A-Za-z_]\w{2,99})%/y;

/** What stands in braces behind a colon or a dot. */
const PREFIXED: readonly (readonly [prefix: string, form: PlaceholderForm])[] = [
  ['env:', 'env-braces'],
  ['input:', 'input'],
  ['file:', 'file-braces'],
  ['user_config.', 'user-config'],
];

/** What editors put in themselves: `${workspaceFolder}`, `${/}`. */
const OF_EDITORS =
  /^(?:workspace\w*|userHome|pathSeparator|cwd|execPath|extensionPath|defaultBuildTask|file\w*|relativeFile\w*|lineNumber|selectedText)$/;
const LONGEST = 1000; // characters of what stands in braces

/** In their order. */
export function placeholdersIn(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  for (let at = 0; at < text.length; at++) {
    const read = READERS[text[at] as string]?.(text, at);
    if (!read) continue;
    found.push({ ...read, start: at });
    at = read.end - 1;
  }
  return found;
}

const READERS: Readonly<Record<string, Reader>> = {
  $: (text, at) => {
    if (text.startsWith('${{', at)) return secret(text, at);
    if (text[at + 1] === '{') return inBraces(text, at);
    const name = match(BARE, text, at + 1);
    return name && { form: 'dollar', name: name[0], fallback: null, end: at + 1 + name[0].length };
  },
  '{': (text, at) => {
    const form = text.startsWith('{env:', at)
      ? 'bare-env'
      : text.startsWith('{file:', at)
        ? 'bare-file'
        : null;
    const close = form === null ? -1 : closing(text, at);
    if (form === null || close < 0) return null;
    return { form, name: text.slice(text.indexOf(':', at) + 1, close), fallback: null, end: close + 1 };
  },
  '%': (text, at) => {
    const name = match(PERCENT, text, at + 1);
    return name && { form: 'percent', name: name[1] as string, fallback: null, end: at + 1 + name[0].length };
  },
};

function secret(text: string, at: number): ReturnType<Reader> {
  const found = match(SECRETS, text, at + 3);
  return (
    found && { form: 'secrets', name: found[1] as string, fallback: null, end: at + 3 + found[0].length }
  );
}

function inBraces(text: string, at: number): ReturnType<Reader> {
  const close = closing(text, at);
  if (close < 0) return null;
  const inside = text.slice(at + 2, close);
  const end = close + 1;
  const prefixed = PREFIXED.find(([prefix]) => inside.startsWith(prefix));
  if (prefixed) {
    const [prefix, form] = prefixed;
    return { form, name: inside.slice(prefix.length), fallback: null, end };
  }
  const name = match(NAME, inside, 0)?.[0] ?? '';
  if (name === '' || OF_EDITORS.test(inside)) return null;
  if (name === inside) return { form: 'braces', name, fallback: null, end };
  const rest = inside.slice(name.length);
  return rest.startsWith(':-') ? { form: 'braces-default', name, fallback: rest.slice(2), end } : null;
}

/** Where the brace that opens at `at` (or right behind it) closes; braces may stand in braces. */
function closing(text: string, at: number): number {
  let open = 0;
  const until = Math.min(text.length, at + LONGEST);
  for (let offset = at; offset < until; offset++) {
    if (text[offset] === '{') open++;
    else if (text[offset] === '}' && --open === 0) return offset;
  }
  return -1;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
