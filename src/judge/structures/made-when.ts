/** Tokens that say when they were made: not before there were such tokens, and not in the future. */
import type { ByteString } from '../../types.js';
import { doubtful, plain } from './results.js';
import type { Structure } from './types.js';

const day = 86_400_000; // milliseconds

/** The id of a MongoDB object begins with seconds since 1970, in hex. */
export const postman = madeSince(Date.UTC(2018, 0, 1), {
  read: (token) => Number.parseInt(token.slice(5, 13), 16) * 1000,
  write: (token, time) => token.slice(0, 5) + (time / 1000).toString(16) + token.slice(13),
});

/** `20240131T235959Z`, the third field. */
export const yandexTimestamp = madeSince(Date.UTC(2010, 0, 1), {
  read(token) {
    const [, ...parts] = /\.(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\./.exec(token) ?? [];
    return Date.parse(`${parts.slice(0, 3).join('-')}T${parts.slice(3).join(':')}Z`);
  },
  write: (token) => token.replace(/\d{8}T\d{6}Z/, '20240131T235959Z'),
});

interface Timestamp {
  /** In milliseconds since 1970; not a number where there is none. */
  read(token: ByteString): number;
  write(token: ByteString, time: number): ByteString;
}

function madeSince(first: number, { read, write }: Timestamp): Structure {
  return {
    check(token, _secret, now = Date.now()) {
      const time = read(token);
      return time >= first && time <= now + day ? plain : doubtful('it was not made when it says');
    },
    complete: (token) => write(token, Date.UTC(2024, 0, 31)),
  };
}
