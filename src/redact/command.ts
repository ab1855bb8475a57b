/** Runs a command with its two outputs redacted, each by itself. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { UsageError } from '../errors.js';
import type { MaskFinder } from './find-masks.js';
import { pump, type Sink } from './pump.js';
import { Redactor } from './redactor.js';

const FORWARDED: readonly NodeJS.Signals[] = [
  'SIGINT',
  'SIGQUIT',
  'SIGTERM',
  'SIGHUP',
  'SIGUSR2',
  'SIGCONT',
  'SIGWINCH',
];
/** What a terminal sends to every program in the foreground, the command among them. */
const OF_TERMINALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGWINCH'];

/**
 * @param words the command and its arguments; no shell reads them.
 * @param finder what is masked.
 * @param sinks where the command's stdout and stderr go.
 * @returns the command's exit code; 128 and the signal's number where a signal ended it.
 * @throws UsageError where it cannot be started, or the error that stopped the redaction; then the command is ended, too.
 */
export async function redactCommand(
  [command = '', ...args]: readonly string[],
  finder: MaskFinder,
  sinks: { stdout: Sink; stderr: Sink },
): Promise<number> {
  const child = spawn(command, args, { stdio: ['inherit', 'pipe', 'pipe'], windowsHide: true });
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', (cause) => reject(cannotStart(cause)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
  ended.catch(() => {}); // awaited below
  const forward = (signal: NodeJS.Signals) => {
    if (!(process.stdin.isTTY && OF_TERMINALS.includes(signal))) child.kill(signal);
  };
  // What it writes into is no pipe but a socket, which alone would tell it of a connection that was reset.
  const untilClosed = (sink: Sink) => async (bytes: Buffer) => {
    const isRead = await sink(bytes);
    if (!isRead) child.kill('SIGPIPE');
    return isRead;
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    await Promise.all([
      pump(child.stdout, new Redactor(finder), untilClosed(sinks.stdout)),
      pump(child.stderr, new Redactor(finder), untilClosed(sinks.stderr)),
    ]);
    return await ended;
  } catch (error) {
    child.kill();
    child.stdout.destroy();
    child.stderr.destroy();
    throw error;
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}

function cannotStart(cause: Error): UsageError {
  const isAbsent = (cause as NodeJS.ErrnoException).code === 'ENOENT';
  return new UsageError(
    `the command ${isAbsent ? 'was not found' : 'cannot be started'}`,
    'keyfence redact -- COMMAND ARGUMENTS…; no shell reads them (for pipes and variables: sh -c "…")',
    { cause },
  );
}
