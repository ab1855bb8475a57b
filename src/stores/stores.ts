/** The stores that can be asked which names they have, by the words a person types. */
import { aws } from './aws.js';
import { azure } from './azure.js';
import { doppler } from './doppler.js';
import { e2b } from './e2b.js';
import { gcp } from './gcp.js';
import { github } from './github.js';
import { onePassword } from './one-password.js';
import { sops } from './sops.js';
import type { Store } from './store.js';
import { hashicorp } from './vault.js';
import { vercel } from './vercel.js';

export const STORES = {
  github,
  vercel,
  e2b,
  doppler,
  aws,
  gcp,
  azure,
  '1password': onePassword,
  sops,
  vault: hashicorp,
} as const satisfies Record<string, Store>;

export type StoreName = keyof typeof STORES;

export const STORE_NAMES = Object.keys(STORES) as StoreName[];

/** Other words for them. */
const ALSO: Record<string, StoreName> = { op: '1password', openbao: 'vault' };

/** A store, and a place in it; `place` is empty for the store itself. */
export interface NamedPlace {
  store: StoreName;
  place: string;
}

/** Reads `github`, `github:production`; null for what names no store. */
export function readPlace(word: string): NamedPlace | null {
  const colon = word.indexOf(':');
  const name = colon < 0 ? word : word.slice(0, colon);
  const store =
    STORE_NAMES.find((one) => one === name) ?? (Object.hasOwn(ALSO, name) ? ALSO[name] : undefined);
  return store === undefined ? null : { store, place: colon < 0 ? '' : word.slice(colon + 1) };
}
