/**
 * Runs a program to its end while everything else waits, as `spawnSync` does, but without loading `node:child_process`
 * where that can be had: with all it needs (net, dgram, streams) it costs an eighth of Node's start, more than Git itself.
 */
import { spawnSync } from 'node:child_process';

export interface SpawnNowOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Written to standard input, which is closed after it. */
  input: Buffer;
  /** The bytes of output that are taken; with more, the program is killed. */
  most: number;
}

export interface Ended {
  /** Null where it was killed, or not started. */
  status: number | null;
  signal: string | null;
  stdout: Buffer;
  stderr: Buffer;
  /** Why it was not started, or was killed from here. */
  error: Error | null;
}

/** What `spawnSync` itself is made of; documented nowhere, the same in the versions named below. */
interface Binding {
  spawn(options: {
    file: string;
    args: string[];
    cwd: string;
    envPairs: string[];
    maxBuffer: number;
    stdio: { type: 'pipe'; readable: boolean; writable: boolean; input?: Buffer }[];
  }): { status: number | null; signal: string | null; output: (Buffer | null)[] | null; error?: number };
}

/** Where it was tried. Any other version, and Windows, gets the ordinary way. */
const TRIED = /^v(?:20|22|24)\./;

export function spawnNow(file: string, args: readonly string[], options: SpawnNowOptions): Ended {
  return spawnDirectly(file, args, options) ?? spawnOrdinarily(file, args, options);
}

function spawnDirectly(
  file: string,
  args: readonly string[],
  { cwd, env, input, most }: SpawnNowOptions,
): Ended | null {
  const binding = findBinding();
  if (binding === null) return null;
  const envPairs = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  // A zero byte would end a text that is handed to the system; the ordinary way refuses it.
  if ([file, cwd, ...args, ...envPairs].some((text) => text.includes('\0'))) return null;
  const { status, signal, output, error } = binding.spawn({
    file,
    args: [file, ...args],
    cwd,
    envPairs,
    maxBuffer: most,
    stdio: [
      { type: 'pipe', readable: true, writable: false, ...(input.length > 0 ? { input } : {}) },
      { type: 'pipe', readable: false, writable: true },
      { type: 'pipe', readable: false, writable: true },
    ],
  });
  // Not started, or anything unexpected: the ordinary way tells what is wrong.
  if (error !== undefined || typeof status !== 'number' || !output?.[1] || !output[2]) return null;
  return { status, signal, stdout: output[1], stderr: output[2], error: null };
}

function findBinding(): Binding | null {
  const { execArgv, env, platform, version } = process;
  // Whoever asks for it is warned of everything that may go one day, and means their own code.
  const isWarned = [...execArgv, env.NODE_OPTIONS ?? '', env.NODE_PENDING_DEPRECATION ?? ''].some((words) =>
    /pending-deprecation|^1$/.test(words),
  );
  if (isWarned || platform === 'win32' || !TRIED.test(version)) return null;
  try {
    const { binding } = process as unknown as { binding?: (name: string) => unknown };
    return (binding?.call(process, 'spawn_sync') as Binding | undefined) ?? null;
  } catch {
    return null; // Node's permission model denies it
  }
}

function spawnOrdinarily(
  file: string,
  args: readonly string[],
  { cwd, env, input, most }: SpawnNowOptions,
): Ended {
  const options = { cwd, env, input, maxBuffer: most, windowsHide: true };
  const { status, signal, error, stdout, stderr } = spawnSync(file, args, options);
  const nothing = Buffer.alloc(0); // what is there of a program that was never started
  return { status, signal, stdout: stdout ?? nothing, stderr: stderr ?? nothing, error: error ?? null };
}
