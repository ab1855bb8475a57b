/** Runs the command that a person typed, without a shell: their terminal, their signals, and the command's own exit status. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { KeyfenceError } from '../errors.js';
import { type ExitCode, exitCodeOfCommand } from '../exit-codes.js';

const FORWARDED: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'];
/** What a terminal sends to the command, too: it must not get these twice. */
const FROM_TERMINAL: NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];
const KILLED = 128; // as shells have it: 128 and the number of the signal

/**
 * @returns the exit code of the command; 128 and the signal's number where one ended it.
 * @throws KeyfenceError where it cannot be started. Its words are not repeated.
 */
export async function runCommand(
  [command = '', ...args]: readonly string[],
  variables: Record<string, string>,
): Promise<ExitCode> {
  const child = spawn(command, args, { env: variables, stdio: 'inherit', windowsHide: true });
  const isAtTerminal = process.stdin.isTTY === true;
  const forward = (signal: NodeJS.Signals) => {
    if (!(isAtTerminal && FROM_TERMINAL.includes(signal))) child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    const { code, signal } = await ending(child);
    return exitCodeOfCommand(signal === null ? (code ?? KILLED) : KILLED + constants.signals[signal]);
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}

function ending(
  child: ReturnType<typeof spawn>,
): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', () =>
      reject(
        new KeyfenceError(
          'the command behind -- cannot be started',
          'see whether it is there and may be run',
        ),
      ),
    );
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
}
