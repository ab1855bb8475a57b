/** `keyfence env`: checks the environment against the schema, or runs a command with no more of it than it needs. */
import { loadEngine } from '../detect/regex.js';
import { loadCatalog } from '../detect/stored-catalog.js';
import { examineEnvironment } from '../environment/examine-environment.js';
import { isUsable } from '../environment/report.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { redact } from '../redact/text.js';
import { reportEnvironment, reportEnvironmentReceipt } from '../report/environment.js';
import { reportEnvironmentJson } from '../report/environment-json.js';
import { write } from './output.js';
import { runCommand } from './run-command.js';
import { choosePaint } from './tell-result.js';

/** As typed. */
export interface EnvironmentArguments {
  consumer: unknown;
  envFiles: unknown;
  environment: unknown;
  production: boolean;
  json: boolean;
  /** The stores to compare with, in place of the shell and the env files. */
  stores: unknown;
  /** The command to run; empty to check only. */
  command: readonly string[];
}

/**
 * @returns 0 where everything that is needed is there and right, 1 where it is not; of a command that was run, its own.
 * @throws UsageError for options that do not go together; none of their values is repeated.
 * @throws KeyfenceError for a broken schema or an env file that cannot be read.
 */
export async function runEnvironment({
  command,
  json,
  production,
  ...typed
}: EnvironmentArguments): Promise<ExitCode> {
  const isRun = command.length > 0;
  if (typed.stores !== undefined) {
    refuseBesideStores(typed, { isRun, production });
    const { runStores } = await import('./env-in.js');
    return runStores({ stores: typed.stores, consumer: readConsumer(typed.consumer), json });
  }
  if (isRun && json) throw new UsageError('--json is for the check alone', 'leave it out before a command');
  const request = {
    cwd: process.cwd(),
    shell: process.env,
    consumer: readConsumer(typed.consumer),
    environment: readOne(typed.environment, '--environment: expected one name'),
    envFiles: readFiles(typed.envFiles),
    production,
  };
  const loadTools = () => ({ engine: loadEngine(), catalog: loadCatalog() });
  const { report, variables } = await examineEnvironment(request, loadTools);
  const isReady = isUsable(report);
  if (isRun && isReady) return runCommand(command, variables);
  const told = json
    ? reportEnvironmentJson(report)
    : reportEnvironment(report, await choosePaint(report.names.length));
  // Nothing but the command itself writes to its standard output.
  // Names are a project's own: a secret may have slipped into one.
  await write(isRun ? 'stderr' : 'stdout', await redact(told));
  const notRun = isRun ? 'keyfence: the command was not started\n' : '';
  await write('stderr', await redact(reportEnvironmentReceipt(report) + notRun));
  return isReady ? EXIT.clean : EXIT.findings;
}

/** What is about values has no meaning where only names are looked at. */
function refuseBesideStores(
  { envFiles, environment }: Pick<EnvironmentArguments, 'envFiles' | 'environment'>,
  { isRun, production }: { isRun: boolean; production: boolean },
): void {
  if (!isRun && !production && envFiles === undefined && environment === undefined) return;
  throw new UsageError(
    '--in compares names: it goes with --for and --json only',
    'to check values or to run a command, leave --in out',
  );
}

function readConsumer(typed: unknown): string | null {
  return readOne(typed, '--for: expected one consumer');
}

function readOne(typed: unknown, expected: string): string | null {
  if (typed === undefined) return null;
  if (typeof typed === 'string' && typed !== '') return typed;
  throw new UsageError(expected, 'give it once, see keyfence env --help');
}

function readFiles(typed: unknown): string[] | null {
  if (typed === undefined) return null;
  const files = Array.isArray(typed) ? typed : [typed];
  if (files.every((file) => typeof file === 'string' && file !== '')) return files as string[];
  throw new UsageError('--file: expected a file', 'give a path after each --file (or --env-file)');
}
