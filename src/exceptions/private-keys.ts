/** What no path rule ever covers because it opens doors by itself: private keys, and the files that hold them. */
import type { Pattern } from '../types.js';

const STRUCTURES: ReadonlySet<string> = new Set([
  'private-key',
  'bare-key',
  'jwk',
  'bip39',
  'ed25519-pair',
  'wireguard',
]);

const IDS = /private-key|^(?:age-secret-key|bitcoin-wif|jwk-)/;

const KEY_FILES: ReadonlySet<string> = new Set(
  (
    'ssh-private-key ssh-identity ssh-named-private-key ssh-host-key ssh-directory pem-file pem-private-key ' +
    'private-key-file pkcs8-private-key app-store-connect-key pkcs12-store java-key-store putty-private-key ' +
    'windows-private-key pgp-secret-keyring gnupg-home age-secret-key dotenvx-private-keys wireguard-interface ' +
    'signing-key nats-seed nats-credentials chef-client-key'
  )
    .split(' ')
    .map((id) => `file:${id}`),
);

/** Whether a pattern tells private keys. */
export function isPrivateKey({ id, structure }: Pick<Pattern, 'id' | 'structure'>): boolean {
  return IDS.test(id) || (structure !== null && STRUCTURES.has(structure));
}

/** @param id of a finding of the file guard. */
export function isKeyFile(id: string): boolean {
  return KEY_FILES.has(id);
}
