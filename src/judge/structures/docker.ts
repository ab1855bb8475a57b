/** Docker's config.json: `"auth"` is user, colon and password in base64. */
import { decodeLogin } from './base64-login.js';
import { checkPassword } from './lone-password.js';
import { lettersOf } from './material.js';
import { sound, unsound } from './results.js';
import type { Structure } from './types.js';

const auth = /"auth"\s{0,8}:\s{0,8}"([A-Za-z0-9+/=]*)"/;

export const dockerConfig: Structure = {
  check(token, secret) {
    const login = decodeLogin(secret) ?? decodeLogin(auth.exec(token)?.[1] ?? '');
    if (!login) return unsound('no user and password');
    const opinion = checkPassword(login.password, login.user);
    return opinion.outcome === 'plain' ? sound() : opinion;
  },
  complete: (token) =>
    token.replace(/[A-Za-z0-9+/]{6,}={0,2}(?=\\?"$)/, () =>
      Buffer.from(`someone:${lettersOf(token, 19)}`).toString('base64'),
    ),
};
