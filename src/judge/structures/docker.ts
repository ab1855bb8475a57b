/** Docker's config.json: `"auth"` is user, colon and password in base64. */
import type { ByteString } from '../../types.js';
import { decodeBase64 } from '../checksums/encodings.js';
import { judgePassword } from './password.js';
import { lowered, placeholder, reference, sound, unsound } from './results.js';
import type { Structure } from './types.js';

const auth = /"auth"\s{0,8}:\s{0,8}"([A-Za-z0-9+/=]*)"/;

export const dockerConfig: Structure = {
  check(token, secret) {
    const login = readLogin(secret) ?? readLogin(auth.exec(token)?.[1] ?? '');
    if (!login) return unsound('no user and password');
    switch (judgePassword(login.password, login.user)) {
      case 'empty':
        return unsound('the password is empty');
      case 'reference':
        return reference;
      case 'placeholder':
        return placeholder;
      case 'weak':
        return lowered('medium', 'a default or a word for a password');
      case 'ordinary':
        return sound();
    }
  },
};

function readLogin(text: ByteString): { user: ByteString; password: ByteString } | null {
  const decoded = decodeBase64(text)?.toString('latin1') ?? '';
  const colon = decoded.indexOf(':');
  return colon < 0 ? null : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
