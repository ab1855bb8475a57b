/** What the login in an address is worth, where the address as a whole is what is judged. */
import type { ByteString } from '../types.js';
import { isPlainAddress } from './placeholder/shapes.js';
import { isCoveredByWords } from './placeholder/words.js';
import { connectionUrl } from './structures/connection-url.js';

/** Scheme, user and password; the host follows. */
const WITH_LOGIN = /^([a-z][a-z0-9+.-]{1,20}:\/\/)([^/?#\s@:]{0,200}):([^/?#\s@]{1,200})@/i;

/** A key in the place of the user, as in the DSNs of Sentry. */
const WITH_USER = /^([a-z][a-z0-9+.-]{1,20}:\/\/)([^/?#\s@:]{4,200})@/i;

/**
 * `stand-in`: user and password stand in for real ones, or refer to them. `default`: a default or a word, on a local host.
 * Null for any other text, and where the rest of the address could hold a secret, too. Costs time linear in the length.
 */
export function judgeLogin(value: ByteString): 'stand-in' | 'default' | null {
  const login = WITH_LOGIN.exec(value);
  if (login === null) return hasMadeUpUser(value) ? 'stand-in' : null;
  const [whole, scheme, , password] = login as unknown as [string, string, string, string];
  if (!isPlainAddress(scheme + value.slice(whole.length))) return null;
  const result = connectionUrl.check(value, password);
  if (result.outcome === 'drop') return 'stand-in';
  return result.outcome === 'lowered' && result.confidence === 'low' ? 'default' : null;
}

function hasMadeUpUser(value: ByteString): boolean {
  const [whole, scheme, user] = WITH_USER.exec(value) ?? [];
  if (whole === undefined || scheme === undefined || user === undefined) return false;
  return isCoveredByWords(user, null) && isPlainAddress(scheme + value.slice(whole.length));
}
