/** Docker's config.json: `"auth"` is user, colon and password in base64. */
import type { ByteString } from '../../types.js';
import { decodeBase64 } from '../checksums/encodings.js';
import { checkPassword } from './lone-password.js';
import { lettersOf } from './material.js';
import { sound, unsound } from './results.js';
import type { Structure } from './types.js';

const auth = /"auth"\s{0,8}:\s{0,8}"([A-Za-z0-9+/=]*)"/;

export const dockerConfig: Structure = {
  check(token, secret) {
    const login = readLogin(secret) ?? readLogin(auth.exec(token)?.[1] ?? '');
    if (!login) return unsound('no user and password');
    const opinion = checkPassword(login.password, login.user);
    return opinion.outcome === 'plain' ? sound() : opinion;
  },
  complete: (token) =>
    token.replace(/[A-Za-z0-9+/]{6,}={0,2}(?=\\?"$)/, () =>
      Buffer.from(`someone:${lettersOf(token, 19)}`).toString('base64'),
    ),
};

function readLogin(text: ByteString): { user: ByteString; password: ByteString } | null {
  const decoded = decodeBase64(text)?.toString('latin1') ?? '';
  const colon = decoded.indexOf(':');
  return colon < 0 ? null : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
