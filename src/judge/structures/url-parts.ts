/**
 * Takes a connection URL apart around its secret, without the URL parser's opinions on what may stand in one.
 */
import type { ByteString } from '../../types.js';

export interface UrlParts {
  /** The user before the secret; null where there is none or where the secret is the user. */
  user: ByteString | null;
  /** Host and port, or several of them with commas. Empty where the token ends before. */
  authority: ByteString;
}

/**
 * The parts of `scheme://user:secret@host/…`, `scheme://secret@host`, `scheme://secret:x@host` and, with the
 * secret in a parameter, `scheme://host/…?password=secret`. Null where the token has no `://`.
 */
export function splitUrl(token: ByteString, secret: ByteString): UrlParts | null {
  const scheme = token.indexOf('://');
  if (scheme < 0) return null;
  const rest = token.slice(scheme + 3);
  const at = findSecret(rest, secret);
  if (at >= 0) {
    const hosts = rest.indexOf('@', at + secret.length) + 1;
    return { user: at > 0 ? rest.slice(0, at - 1) : null, authority: readAuthority(rest.slice(hosts)) };
  }
  const authority = readAuthority(rest);
  return { user: null, authority: authority.slice(authority.lastIndexOf('@') + 1) };
}

/** Where the secret begins in the userinfo, 0-based in bytes; -1 where it is no part of it. */
function findSecret(rest: ByteString, secret: ByteString): number {
  if (rest.startsWith(`${secret}@`)) return 0;
  const colon = rest.indexOf(`:${secret}@`);
  if (colon >= 0) return colon + 1;
  return secret !== '' && rest.startsWith(`${secret}:`) && rest.includes('@') ? 0 : -1;
}

function readAuthority(text: ByteString): ByteString {
  return /^[^/?#;\s"'`)\\]*/.exec(text)?.[0] ?? '';
}
