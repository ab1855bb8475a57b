/** Random bytes in base64 or base32: where the last character stands for bits that belong to no byte, no encoder wrote it. */
import { decodeBase32, decodeEitherBase64 } from '../checksums/encodings.js';
import { doubtful, plain } from './results.js';
import type { Structure } from './types.js';

/** 16 bytes at the end, or before a colon. */
export const base64Of16 = wholeBytes(/([A-Za-z0-9+/_-]{22})(?:==:|(?:==)?$)/d);
export const base64Of32 = wholeBytes(/([A-Za-z0-9+/_-]{43})=?$/d);
export const base64Of64 = wholeBytes(/([A-Za-z0-9+/_-]{86})(?:==)?$/d);
/** 32 or 16 bytes. */
export const laravel = wholeBytes(/:([A-Za-z0-9+/]{43}|[A-Za-z0-9+/]{22})={1,2}$/d);
export const svix = wholeBytes(/^whsec_([A-Za-z0-9+/]+)={0,2}$/d);

/** Two fields of 16 and 32 bytes in base32. */
export const definedNetworking: Structure = {
  check(token) {
    const fields = token.split('-', 4).slice(1);
    return fields.length === 2 && fields.every((field) => decodeBase32(field) !== null)
      ? plain
      : doubtful('its end is no whole number of bytes');
  },
  complete(token) {
    const [mark, ...fields] = token.split('-');
    return [mark, ...fields.map((field) => `${field.slice(0, -1)}A`)].join('-');
  },
};

/** That a token passes says little: so would each fourth or sixteenth of random characters. */
function wholeBytes(end: RegExp): Structure {
  return {
    check(_token, secret) {
      const bytes = decodeEitherBase64(end.exec(secret)?.[1] ?? '');
      return bytes === null ? doubtful('its end is no whole number of bytes') : plain;
    },
    complete(token) {
      const at = end.exec(token)?.indices?.[1]?.[1];
      return at === undefined ? token : `${token.slice(0, at - 1)}A${token.slice(at)}`;
    },
  };
}
