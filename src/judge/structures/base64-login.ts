/** A login in base64: user, colon and password, as in `Authorization: Basic` and in .npmrc, or the password alone. */
import type { ByteString } from '../../types.js';
import { decodeBase64 } from '../checksums/encodings.js';
import { lowered, none, sound } from './results.js';
import { judgeStated } from './stated.js';
import type { Structure, StructureResult } from './types.js';

export const base64Login: Structure = {
  check(_token, secret) {
    const text = decodeText(secret);
    return text === null || !text.includes(':') ? none : judgePair(text);
  },
  complete: (token) => completeWith(token, 'user:'),
};

export const base64Password: Structure = {
  check(_token, secret) {
    const text = decodeText(secret);
    return text === null ? none : strengthen(judgeStated(text, null));
  },
  complete: (token) => completeWith(token, ''),
};

/** `user:password`; a service that takes one key only has it on either side of the colon. */
function judgePair(text: ByteString): StructureResult {
  const colon = text.indexOf(':');
  const [user, password] = [text.slice(0, colon), text.slice(colon + 1)];
  if (password !== '') return strengthen(judgeStated(password, user));
  return user === '' ? none : strengthen(judgeStated(user, null));
}

/** That it can be decoded at all makes it a login: what remains to doubt is only whether it is an example. */
function strengthen(result: StructureResult): StructureResult {
  if (result.outcome !== 'judged') return result;
  return result.confidence === 'low' ? lowered('low', result.note ?? '') : sound();
}

/** Null for what is no base64, and for what a person would not have typed. */
function decodeText(text: ByteString): ByteString | null {
  const decoded = decodeBase64(text)?.toString('latin1') ?? '';
  return decoded === '' || /[\x00-\x1f\x7f]/.test(decoded) ? null : decoded;
}

/** Puts a login of the same length into the base64 at the end of a sample. */
function completeWith(token: ByteString, start: string): ByteString {
  const [, before = '', body = '', after = ''] =
    /^(.*?)([A-Za-z0-9+/]{6,}={0,2})([^A-Za-z0-9+/=]*)$/s.exec(token) ?? [];
  const letters = body.replace(/[^A-Za-z0-9]/g, '');
  const text = (start + letters).slice(0, Math.floor((body.length * 3) / 4)).padEnd(6, '7');
  return before + Buffer.from(text).toString('base64') + after;
}
