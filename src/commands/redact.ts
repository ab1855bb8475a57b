/** `keyfence redact`: standard input, or the outputs of a command, with every secret masked. */
import type { LayerSkip } from '../decode/budget.js';
import { KeyfenceError, UsageError } from '../errors.js';
import { EXIT, type ExitCode, exitCodeOfCommand } from '../exit-codes.js';
import { redactCommand } from '../redact/command.js';
import { openMaskFinder } from '../redact/open.js';
import { pump, type Sink } from '../redact/pump.js';
import { Redactor } from '../redact/redactor.js';
import { display } from '../report/display.js';
import type { VaultName } from '../vaults/vaults.js';
import { type OutputName, write } from './output.js';
import { standardInput } from './standard-input.js';

export interface RedactArguments {
  /** What was typed before any `--`: nothing, if it is right. */
  words: readonly string[];
  /** The command to run; standard input is read where there is none. */
  command: readonly string[];
  /** The vaults that are asked for values to mask. */
  vaults: readonly VaultName[];
}

const sinkOf =
  (name: OutputName): Sink =>
  (bytes) =>
    write(name, bytes);

/**
 * @returns 0, or 3 where something in the text could not be read; of a command its own exit code.
 * @throws KeyfenceError where it cannot be done; nothing is shown then that was not redacted.
 */
export async function runRedact({ words, command, vaults }: RedactArguments): Promise<ExitCode> {
  if (words.length > 0) {
    throw new UsageError(
      'redact reads standard input and takes no paths',
      'keyfence redact < FILE, or keyfence redact -- COMMAND ARGUMENTS…',
    );
  }
  const unread = new Set<string>();
  const skip = ({ layers, reason, listed }: LayerSkip) => {
    if (!listed) unread.add(display([...layers.map((layer) => layer.split(':')[0]), reason].join(': ')));
  };
  const tell = (line: string) => write('stderr', `keyfence: ${line}\n`);
  const finder = await openMaskFinder({
    project: { cwd: process.cwd(), env: process.env, vaults, knownValues: true },
    skip,
    skipValues: ({ file, reason }) => void tell(`${display(file)}: ${reason}`),
  });
  const stdout = sinkOf('stdout');
  let code: ExitCode = EXIT.clean;
  if (command.length > 0) {
    const stderr = sinkOf('stderr');
    code = exitCodeOfCommand(await redactCommand(command, finder, { stdout, stderr }));
  } else {
    await redactInput(new Redactor(finder), stdout);
  }
  for (const reason of unread) await tell(`not redacted: ${reason}`);
  return command.length === 0 && unread.size > 0 ? EXIT.incomplete : code;
}

async function redactInput(redactor: Redactor, stdout: Sink): Promise<void> {
  // Ctrl-C goes to whatever writes into the pipe, too: its last words are still shown.
  process.once('SIGINT', () => {});
  try {
    await pump(standardInput(), redactor, stdout);
  } catch (error) {
    throw readError(error);
  }
}

/** A failure to read in our words; any other as it is. */
function readError(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== 'read') return error;
  return new KeyfenceError(
    `standard input cannot be read (${code ?? 'unknown'})`,
    'what came before was redacted; nothing was passed on as it is',
  );
}
