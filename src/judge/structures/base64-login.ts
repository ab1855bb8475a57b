/** A login in base64: user, colon and password, as in `Authorization: Basic`, in .npmrc and in Docker's settings. */
import type { ByteString } from '../../types.js';
import { decodeBase64 } from '../checksums/encodings.js';
import { lettersOf } from './material.js';
import { lowered, none, sound } from './results.js';
import { judgeStated } from './stated.js';
import type { Structure } from './types.js';

export const base64Login: Structure = {
  check(_token, secret) {
    const login = decodeLogin(secret);
    if (login === null || /[\x00-\x1f\x7f]/.test(login.user + login.password)) return none;
    const { user, password } = login;
    // A service that takes one key only has it on either side of the colon.
    const result = password === '' ? judgeStated(user, null) : judgeStated(password, user);
    if (result.outcome !== 'judged') return result;
    // That it can be decoded at all makes it a login: what remains to doubt is whether it is an example.
    return result.confidence === 'low' ? lowered('low', result.note ?? '') : sound();
  },
  complete: (token) =>
    token.replace(/[A-Za-z0-9+/]{6,}={0,2}$/, (text) =>
      Buffer.from(`someone:${lettersOf(text, 19)}`).toString('base64'),
    ),
};

/** The user and the password that a base64 text holds; null where it is no base64 or has no colon in it. */
export function decodeLogin(text: ByteString): { user: ByteString; password: ByteString } | null {
  const decoded = decodeBase64(text)?.toString('latin1') ?? '';
  const colon = decoded.indexOf(':');
  return colon < 0 ? null : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
