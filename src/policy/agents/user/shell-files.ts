/** The values that a user's shell files set, read line by line; nothing is executed, and what a command prints is no value. */
import { posix, win32 } from 'node:path';
import { readReference } from '../../../judge/placeholder/references.js';
import { homeOf, type UserSurroundings } from './surroundings.js';

export interface ShellValue {
  name: string;
  /** As it is written, without quotes. Never for output. */
  value: string;
  /** 1-based. */
  line: number;
}

const IN_HOME = [
  '.bashrc',
  '.bash_profile',
  '.bash_login',
  '.profile',
  '.zshrc',
  '.zshenv',
  '.zprofile',
  '.zlogin',
];

/** `export NAME=…`, `NAME=…`, `set -gx NAME …`, `$env:NAME = …`, `setenv NAME …`. */
const POSIX =
  /^\s{0,200}(?:(?:export|typeset|declare|local)\s{1,20}(?:-[a-zA-Z]{1,9}\s{1,20})?)?([A-Za-z_]\w{0,99})=(.*)$/;
const FISH = /^\s{0,200}set\s{1,20}(?:-{1,2}[a-zA-Z-]{1,20}\s{1,20}){0,5}([A-Za-z_]\w{0,99})\s{1,20}(.*)$/;
const POWERSHELL = /^\s{0,200}\$env:([A-Za-z_]\w{0,99})\s{0,20}=\s{0,20}(.*)$/i;

/** Where they are, absolute. */
export function shellFilesOf(surroundings: UserSurroundings): string[] {
  const { env, platform } = surroundings;
  const { join } = platform === 'win32' ? win32 : posix;
  const home = homeOf(surroundings);
  const config = env.XDG_CONFIG_HOME || join(home, '.config');
  const zsh = env.ZDOTDIR ? IN_HOME.filter((name) => name.startsWith('.z')) : [];
  const profiles = ['profile.ps1', 'Microsoft.PowerShell_profile.ps1'];
  const powershell =
    platform === 'win32'
      ? ['PowerShell', 'WindowsPowerShell'].map((folder) => join(home, 'Documents', folder))
      : [join(config, 'powershell')];
  return [
    ...IN_HOME.map((name) => join(home, name)),
    ...zsh.map((name) => join(env.ZDOTDIR as string, name)),
    join(config, 'fish', 'config.fish'),
    ...powershell.flatMap((folder) => profiles.map((name) => join(folder, name))),
  ];
}

/**
 * The literal values of those names.
 * @param path tells the shell: fish and PowerShell by the ending, else one of the Bourne family.
 */
export function readShellValues(text: string, path: string, names: ReadonlySet<string>): ShellValue[] {
  const patterns = path.endsWith('.fish') ? [FISH, POSIX] : path.endsWith('.ps1') ? [POWERSHELL] : [POSIX];
  return text.split(/\r?\n/).flatMap((line, at) => {
    const found = patterns.map((pattern) => pattern.exec(line)).find((one) => one !== null);
    const name = found?.[1] ?? '';
    if (!names.has(name)) return [];
    const value = literalOf(found?.[2] ?? '');
    return value === null ? [] : [{ name, value, line: at + 1 }];
  });
}

/** Null where another program or another variable has the value, and where there is none. */
function literalOf(written: string): string | null {
  const text = written.trim();
  const quote = text[0];
  const isQuoted = quote === '"' || quote === "'";
  const end = isQuoted ? text.indexOf(quote, 1) : text.search(/[\s;#]|&&/);
  const value = isQuoted
    ? text.slice(1, end < 0 ? undefined : end)
    : text.slice(0, end < 0 ? undefined : end);
  if (value === '' || value.startsWith('(')) return null; // a command of fish or PowerShell
  // In single quotes nothing is put in.
  if (quote !== "'" && /\$\(|`|\$\{?[A-Za-z_]/.test(value)) return null;
  if (quote === "'" && value.startsWith('$')) return value;
  return readReference(Buffer.from(value, 'utf8').toString('latin1'), isQuoted)?.kind === 'whole'
    ? null
    : value;
}
