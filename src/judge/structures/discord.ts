/**
 * Discord bot tokens: the first field is the id of the application, a 64-bit number in decimal, in base64.
 */
import { decodeBase64Url } from '../checksums/encodings.js';
import { doubtful, sound, unsound } from './results.js';
import type { Structure } from './types.js';

/** The upper 42 bits of an id are milliseconds since the beginning of 2015. */
const epoch = Date.UTC(2015, 0, 1);
const day = 86_400_000;

export const discordBotToken: Structure = {
  check(token, _secret, now = Date.now()) {
    const id = decodeBase64Url(token.slice(0, Math.max(0, token.indexOf('.'))))?.toString('latin1') ?? '';
    if (!/^[1-9][0-9]{16,19}$/.test(id) || BigInt(id) >= 1n << 64n) {
      return unsound('the first field holds no application id');
    }
    const made = Number(BigInt(id) >> 22n) + epoch;
    return made <= now + day ? sound() : doubtful('its application was not made yet');
  },
  complete(token) {
    const end = token.indexOf('.');
    const digits = [...token.slice(0, end)].map((character) => character.charCodeAt(0) % 10).join('');
    const length = Math.min(19, Math.max(17, Math.floor((end * 6) / 8)));
    const id = `11${digits.padEnd(20, '0')}`.slice(0, length);
    return Buffer.from(id).toString('base64url') + token.slice(end);
  },
};
