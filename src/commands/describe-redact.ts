/** The part of the command line that is about redaction; what it runs is loaded only then. */
import type { Argv } from 'yargs';
import type { ExitCode } from '../exit-codes.js';
import { readVaults } from './read-vaults.js';
import { readVaultWords, VAULT_OPTION } from './vault-option.js';

/**
 * @param behind what stood behind `--`: a command.
 * @param done is told the exit code, which may be that of the command.
 */
export function describeRedact(yargs: Argv, behind: readonly string[], done: (code: ExitCode) => void): Argv {
  return yargs.command(
    'redact',
    'copy standard input, or what a command prints (redact -- COMMAND …), with every secret masked',
    (command) => command.option('known-values-from', VAULT_OPTION),
    async ({ _: [, ...words], knownValuesFrom }) => {
      const { runRedact } = await import('./redact.js');
      const vaults = readVaults(readVaultWords(knownValuesFrom), process.env);
      done(await runRedact({ words: words.map(String), command: behind, vaults }));
    },
  );
}
