/** The one door to Git for bulk output: a process, its bytes, and failure as data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { GitError } from '../errors.js';
import { gitEnvironment, SAFE_ARGUMENTS } from './environment.js';
import { spawnNow } from './spawn-now.js';

const STDERR_LIMIT = 64 * 1024; // bytes kept; the rest is read and dropped

export interface GitOptions {
  /** Where Git is run; the process's own directory where left out. */
  cwd?: string;
  /** Written to Git's standard input, which is closed after it. */
  input?: string | Buffer;
  /** Exit codes besides 0 that are an answer, not a failure (`config --get`: 1 = not set). */
  answers?: readonly number[];
  /** The environment in place of the safe one: for the few commands that may talk to a server. */
  env?: NodeJS.ProcessEnv;
}

/** A Git process whose output is read as it comes. */
export interface GitProcess {
  child: ChildProcess;
  /** Resolves with the exit code once Git has ended well; rejects with a GitError on anything else. */
  ended: Promise<number>;
}

/** Starts Git with the safe arguments and environment. Nothing is ever passed through a shell. */
export function startGit(args: readonly string[], options: GitOptions = {}): GitProcess {
  const child = spawn('git', [...SAFE_ARGUMENTS, ...args], {
    cwd: options.cwd,
    env: options.env ?? gitEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const stderr: Buffer[] = [];
  let kept = 0;
  child.stderr?.on('data', (data: Buffer) => {
    if (kept < STDERR_LIMIT) stderr.push(data);
    kept += data.length;
  });
  // Git may end before it has read all its input (a closed pipe); its exit code tells the story.
  child.stdin?.on('error', () => {});
  const ended = new Promise<number>((resolve, reject) => {
    const fail = (exitCode: number | null, signal: string | null, cause?: Error) =>
      reject(
        new GitError(
          { command: args[0] ?? '', exitCode, signal, stderr: Buffer.concat(stderr).toString('latin1') },
          cause ? { cause } : undefined,
        ),
      );
    child.on('error', (error) => fail(null, null, error));
    child.on('close', (exitCode, signal) => {
      if (signal === null && exitCode !== null && (exitCode === 0 || options.answers?.includes(exitCode))) {
        resolve(exitCode);
      } else {
        fail(exitCode, signal);
      }
    });
  });
  return { child, ended };
}

/**
 * Runs Git to its end while everything else waits: for what takes a few milliseconds. To watch a process costs more than
 * that.
 * @param options `most`: the bytes of output that are taken; with more, Git is killed.
 * @throws GitError as above, and for more output.
 */
export function runGitNow(args: readonly string[], options: GitOptions & { most?: number } = {}): Buffer {
  const { status, signal, stdout, stderr, error } = spawnNow('git', [...SAFE_ARGUMENTS, ...args], {
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? gitEnvironment(),
    input: Buffer.from(options.input ?? ''),
    most: options.most ?? Number.POSITIVE_INFINITY,
  });
  const isAnswer = status !== null && (status === 0 || options.answers?.includes(status));
  if (error === null && signal === null && isAnswer) return stdout;
  throw new GitError(
    {
      command: args[0] ?? '',
      exitCode: status,
      signal,
      stderr: stderr.toString('latin1', 0, STDERR_LIMIT),
    },
    error ? { cause: error } : undefined,
  );
}

/**
 * Runs Git to its end and returns what it printed.
 * @throws GitError on a non-zero exit, a signal, or a Git that does not start.
 */
export async function runGit(args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const { child, ended } = startGit(args, options);
  const output: Buffer[] = [];
  child.stdout?.on('data', (data: Buffer) => output.push(data));
  child.stdin?.end(options.input);
  await ended;
  return Buffer.concat(output);
}
