/** The option that names the vaults to ask for known values. */
import { VAULT_NAMES } from '../vaults/vaults.js';
import { problemWith, VARIABLE } from './read-vaults.js';

export const VAULT_OPTION = {
  type: 'string',
  describe: `ask these vaults for known values, too (${VAULT_NAMES.join(',')}); in hooks: ${VARIABLE}`,
} as const;

/** @returns undefined where it was not given. @throws UsageError where it was given twice. */
export function readVaultWords(typed: unknown): string | undefined {
  if (typed === undefined || typeof typed === 'string') return typed;
  throw problemWith('--known-values-from');
}
