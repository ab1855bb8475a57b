/**
 * Supabase's secret keys: eight characters of a SHA-256 over the project's name and the rest of the key. Who runs it
 * himself has a name that is known; of Supabase's own customers the key does not say it.
 */
import type { ByteString } from '../../types.js';
import { sha256 } from '../checksums/sha256.js';
import { plain, sound } from './results.js';
import type { Structure } from './types.js';

const project = 'supabase-self-hosted';
const width = 8;

export const supabaseSecret: Structure = {
  check: (token) => (token.endsWith(computeCheck(token)) ? sound('of a self-hosted installation') : plain),
  complete: (token) => token.slice(0, -width) + computeCheck(token),
};

/** Of everything before the last underscore. */
function computeCheck(token: ByteString): ByteString {
  const digest = sha256(`${project}|${token.slice(0, -width - 1)}`);
  return digest.toString('base64url').slice(0, width);
}
