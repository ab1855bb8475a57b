/** Runs a vault's program: found outside the project, with little of the environment, for a short while, answering in memory. */
import { spawn } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';

const PATIENCE = 10_000; // milliseconds
const LARGEST = 1024 * 1024; // bytes of an answer
const ENDINGS = process.platform === 'win32' ? ['.exe'] : [''];

/** What every program may need to find its settings and the network. */
const COMMON = [
  'HOME',
  'USER',
  'LOGNAME',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'SystemRoot',
  'TMPDIR',
  'TEMP',
  'XDG_CONFIG_HOME',
  'XDG_CACHE_HOME',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'https_proxy',
  'http_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

export type Answer =
  | { kind: 'answered'; output: string }
  | { kind: 'absent' | 'failed' | 'late' | 'too-long' };

export interface Program {
  name: string;
  /** The variables that it is given besides the common ones: all that begin with one of these. */
  variables: readonly string[];
  /** The top level of the project, absolute: nothing in it is run. */
  root: string;
  env: NodeJS.ProcessEnv;
}

/** What the program prints on stdout; what it says on stderr can hold values, and is not read. */
export async function runProgram(program: Program, args: readonly string[]): Promise<Answer> {
  const top = realpathSync.native(program.root);
  const folders = foldersOutside(program, top);
  const file = findProgram(program.name, folders, top);
  if (file === null) return { kind: 'absent' };
  const child = spawn(file, args, {
    // A folder's own settings can name another server.
    cwd: homedir(),
    env: { ...environmentFor(program), PATH: folders.join(delimiter) },
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: false,
    windowsHide: true,
  });
  const parts: Buffer[] = [];
  let length = 0;
  let failure: Answer['kind'] | null = null;
  const stop = (kind: 'late' | 'too-long') => {
    failure ??= kind;
    child.kill('SIGKILL');
    child.stdout.destroy(); // something that it started can hold it open
  };
  const patience = setTimeout(() => stop('late'), PATIENCE);
  child.stdout.on('data', (data: Buffer) => {
    length += data.length;
    if (length > LARGEST) stop('too-long');
    else parts.push(data);
  });
  const isGood = await new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
  clearTimeout(patience);
  if (failure !== null) return { kind: failure };
  return isGood ? { kind: 'answered', output: Buffer.concat(parts).toString('utf8') } : { kind: 'failed' };
}

/** Whether there is such a program, where `runProgram` would look for it. */
export function findsProgram(program: Pick<Program, 'name' | 'root' | 'env'>): boolean {
  const top = realpathSync.native(program.root);
  return findProgram(program.name, foldersOutside(program, top), top) !== null;
}

function environmentFor({ variables, env }: Program): NodeJS.ProcessEnv {
  const isGiven = (name: string) =>
    COMMON.includes(name) || variables.some((start) => name.startsWith(start));
  return Object.fromEntries(Object.entries(env).filter(([name]) => isGiven(name)));
}

/** The folders of PATH that are absolute, and neither in the project nor links into it. */
function foldersOutside({ env }: Pick<Program, 'env'>, top: string): string[] {
  return (env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder) && isOutside(folder, top));
}

function isOutside(path: string, top: string): boolean {
  try {
    const way = relative(top, realpathSync.native(path));
    return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
  } catch {
    return false;
  }
}

function findProgram(name: string, folders: readonly string[], top: string): string | null {
  const files = folders.flatMap((folder) => ENDINGS.map((ending) => join(folder, name + ending)));
  return files.find((file) => isProgram(file) && isOutside(file, top)) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
