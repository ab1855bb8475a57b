/** `keyfence init`, which carries over first what another scanner was told, where it is asked to. */
import { EXIT, type ExitCode } from '../exit-codes.js';
import { runInit } from './init.js';
import { readWord } from './read-word.js';

/**
 * @param typed what `--import` was given, if anything.
 * @returns the exit code: of the import where that is not 0. @throws what either throws.
 */
export async function initWithImport(
  typed: unknown,
  options: Parameters<typeof runInit>[0],
): Promise<ExitCode> {
  if (typed === undefined) return runInit(options);
  const { IMPORT_NAMES, runImport } = await import('./import.js');
  const from = readWord(typed, 'import', IMPORT_NAMES, '');
  const imported = await runImport({ cwd: options.cwd, from, dryRun: options.dryRun });
  const installed = await runInit(options);
  return imported === EXIT.clean ? installed : imported;
}
