/** Which vaults are asked for known values: by an option, or for hooks by the environment. Never by the repository. */
import { UsageError } from '../errors.js';
import { VAULT_NAMES, type VaultName } from '../vaults/vaults.js';

const VARIABLE = 'KEYFENCE_KNOWN_VALUES';

export const VAULT_OPTION = {
  type: 'string',
  describe: `ask these vaults for known values, too (${VAULT_NAMES.join(',')}); in hooks: ${VARIABLE}`,
} as const;

/** @returns undefined where it was not given. @throws UsageError where it was given twice. */
export function readVaultWords(typed: unknown): string | undefined {
  if (typed === undefined || typeof typed === 'string') return typed;
  throw problemWith('--known-values-from');
}

/**
 * @param typed names with commas between them; those of the environment where there are none.
 * @throws UsageError for a name that is none.
 */
export function readVaults(typed: string | undefined, env: NodeJS.ProcessEnv): VaultName[] {
  const place = typed === undefined ? VARIABLE : '--known-values-from';
  const names = (typed ?? env[VARIABLE] ?? '').split(',').map((name) => name.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const vault = VAULT_NAMES.find((one) => one === name);
      if (vault === undefined) throw problemWith(place);
      return vault;
    });
}

function problemWith(place: string): UsageError {
  return new UsageError(
    `${place}: expected names of vaults with commas between them`,
    `vaults: ${VAULT_NAMES.join(', ')}`,
  );
}
