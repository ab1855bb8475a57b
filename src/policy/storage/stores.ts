/** Where the values of secrets live, as far as the schema's `source` tells it: of a reference only its kind is ever shown. */
import type { DeclaredName } from '../../environment/declared-names.js';

/** What a reference names. `open`: a file that anybody can read who gets hold of it. */
export type StoreKind = 'manager' | 'open' | 'unknown';

export interface Store {
  kind: StoreKind;
  /** "1Password"; null for one that is not known. */
  name: string | null;
}

const MANAGERS: readonly [name: string, beginning: RegExp][] = [
  ['1Password', /^op:\/\/|^1password\b/i],
  ['HashiCorp Vault', /^vault[:/]|^hashicorp/i],
  ['Doppler', /^doppler\b/i],
  ['AWS Secrets Manager', /^(?:aws(?:-sm|-secretsmanager)?:|arn:aws[\w-]*:(?:secretsmanager|ssm):|aws\b)/i],
  ['Google Secret Manager', /^(?:gcp|gsm|google)\b|^projects\/[^/]+\/secrets\//i],
  ['Azure Key Vault', /^(?:azure|akv|keyvault)\b|^https:\/\/[\w-]+\.vault\.azure\.net\//i],
  ['Infisical', /^infisical\b/i],
  ['Bitwarden', /^(?:bw|bws|bitwarden)\b/i],
  ['SOPS', /^sops\b/i],
  ['GitHub secrets', /^github\b/i],
  ['GitLab variables', /^gitlab\b/i],
  ['Vercel', /^vercel\b/i],
  ['Netlify', /^netlify\b/i],
  ['Cloudflare', /^(?:cloudflare|wrangler)\b/i],
  ['the keychain of the system', /^(?:keychain|keyring|secret-service|wincred)\b/i],
];
const OPEN =
  /(?:^|\/)\.env(?:\.[\w.-]+)?$|\.(?:txt|md|csv|xlsx?|docx?)$|^(?:slack|notion|wiki|confluence|e-?mail|sheet)\b/i;

/** @param source as the schema has it. */
export function storeOf(source: string): Store {
  const manager = MANAGERS.find(([, beginning]) => beginning.test(source));
  if (manager) return { kind: 'manager', name: manager[0] };
  return { kind: OPEN.test(source) ? 'open' : 'unknown', name: null };
}

/** The names that hold secrets, with what their source names; null where the schema gives none. */
export function storesOf(declared: readonly DeclaredName[]): { name: string; store: Store | null }[] {
  return declared
    .filter(({ isSensitive }) => isSensitive)
    .map(({ name, entry }) => {
      const { source } = entry.record;
      return { name, store: source === undefined ? null : storeOf(source) };
    });
}
