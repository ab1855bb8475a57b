/**
 * Starts Git in the throw-away repository, and with it the hooks that the project has installed: the one place of
 * `doctor` where programs are run. They get a process group of their own and no terminal, and when their time is up all
 * of the group is killed.
 */
import { type ChildProcess, spawn } from 'node:child_process';

const MOST_OUTPUT = 4 * 1024 * 1024; // bytes that are kept; the rest is read and dropped
const GRACE = 500; // milliseconds for the outputs to close, once the program itself has ended

export interface Program {
  /** Absolute path of the program. */
  file: string;
  args: readonly string[];
  cwd: string;
  /** All of its environment. */
  env: NodeJS.ProcessEnv;
  /** Milliseconds. */
  patience: number;
  /** Ends it early. */
  signal: AbortSignal | null;
}

export interface Ran {
  /** Null where it was killed or could not be started. */
  exitCode: number | null;
  /** Whether it was killed because its time was up. */
  isLate: boolean;
  /** The beginning of what it wrote to both outputs. It can hold anything: never to be shown as it is. */
  output: Buffer;
}

/** Runs a program to its end. Never rejects. */
export function runHook({ file, args, cwd, env, patience, signal }: Program): Promise<Ran> {
  return new Promise((resolve) => {
    const isGroup = process.platform !== 'win32'; // there a group would come with a window
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: isGroup,
      windowsHide: true,
    });
    const output = collect(child);
    let isLate = false;
    let exitCode: number | null = null;
    const kill = () => killAll(child, isGroup);
    const late = setTimeout(() => {
      isLate = true;
      kill();
    }, patience);
    const stop = () => kill();
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) kill();
    const end = () => {
      clearTimeout(late);
      signal?.removeEventListener('abort', stop);
      kill(); // what it left running would go on in a folder that is about to vanish
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({ exitCode, isLate, output: Buffer.concat(output) });
    };
    child.once('error', end);
    child.once('exit', (code) => {
      exitCode = isLate ? null : code;
      // A program in the background can hold the outputs open for ever.
      const grace = setTimeout(end, GRACE);
      child.once('close', () => {
        clearTimeout(grace);
        end();
      });
    });
  });
}

function collect(child: ChildProcess): Buffer[] {
  const kept: Buffer[] = [];
  let length = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      if (length < MOST_OUTPUT) kept.push(data);
      length += data.length;
    });
  }
  return kept;
}

function killAll(child: ChildProcess, isGroup: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (isGroup) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // All of them have ended.
  }
}
