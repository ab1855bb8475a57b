/** Which vaults are asked for known values: by an option, or for hooks by the environment. Never by the repository. */
import { UsageError } from '../errors.js';
import { VAULT_NAMES, type VaultName } from '../vaults/vaults.js';

/** The variable that names them for hooks. */
export const VARIABLE = 'KEYFENCE_KNOWN_VALUES';

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

/** The error for names of vaults that are none, typed in that place. */
export function problemWith(place: string): UsageError {
  return new UsageError(
    `${place}: expected names of vaults with commas between them`,
    `vaults: ${VAULT_NAMES.join(', ')}`,
  );
}
