/** Docker's config.json: `"auth"` is user, colon and password in base64. */
import { decodeLogin } from './base64-login.js';
import { judgePassword } from './password.js';
import { lowered, placeholder, reference, sound, unsound } from './results.js';
import type { Structure } from './types.js';

const auth = /"auth"\s{0,8}:\s{0,8}"([A-Za-z0-9+/=]*)"/;

export const dockerConfig: Structure = {
  check(token, secret) {
    const login = decodeLogin(secret) ?? decodeLogin(auth.exec(token)?.[1] ?? '');
    if (!login) return unsound('no user and password');
    switch (judgePassword(login.password, login.user)) {
      case 'empty':
        return unsound('the password is empty');
      case 'reference':
        return reference;
      case 'placeholder':
        return placeholder;
      case 'weak':
        return lowered('medium', 'a default password');
      case 'ordinary':
        return sound();
    }
  },
};
