/** Passwords as they are, beside the user they belong to where the match holds one, or in base64. */
import type { ByteString } from '../../types.js';
import { decodeEitherBase64 } from '../checksums/encodings.js';
import { readLogin } from './login.js';
import { judgePassword } from './password.js';
import { lowered, placeholder, plain, reference, unsound } from './results.js';
import type { Structure, StructureResult } from './types.js';

/** What is to be said of a password, and of the user before it, where there is one: nothing of an ordinary one. */
export function checkPassword(text: ByteString, user: ByteString | null): StructureResult {
  switch (judgePassword(text, user)) {
    case 'empty':
      return unsound('the password is empty');
    case 'reference':
      return reference;
    case 'placeholder':
      return placeholder;
    case 'weak':
    case 'word':
      return lowered('medium', 'a default or a word for a password');
    case 'ordinary':
      return plain;
  }
}

export const password: Structure = {
  check: (token, secret) => checkPassword(secret, readLogin(token, secret).user),
};

export const encodedPassword: Structure = {
  check(_token, secret) {
    const text = decodeEitherBase64(secret)?.toString('latin1');
    return text === undefined ? plain : checkPassword(text, null);
  },
};
