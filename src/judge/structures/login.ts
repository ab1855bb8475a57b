/** What stands around a password in a login: whose it is, and for which host. */
import type { ByteString } from '../../types.js';

export interface Login {
  /** Null where no user stands before the password. */
  user: ByteString | null;
  /** With its port, if it has one; null where no host is named. */
  host: ByteString | null;
}

/** `user:password`, `user%password`, `user/password`: the user right before the password. */
const JOINED = /(?:^|[\s"'`=])([^\s"'`=:%/]{1,100})[:%/]$/;
/** `"user", "password"`: the argument before. */
const ARGUMENT = /["']([^"'\r\n]{1,100})["'],\s{0,20}["']$/;
/** `-u user`, `login user`, `User Id=user`, `<username>user<`, `"username": "user"`. */
const NAMED =
  /(?:^|[\s;&,"'`<])(?:user(?:[ _]?(?:name|id))?|uid|login|-[uUD]|--user(?:name)?|\/u(?:ser)?)["']?[\s=:>]{1,6}["']?([^\s;&,"'`<>]{1,100})/i;
const HOST =
  /(?:^|[\s;"'`@])(?:machine\s{1,4}|(?:server|host(?:name)?|data source|addr(?:ess)?)["']?\s{0,2}[=:]\s{0,2}["']?(?:tcp:)?|-h\s{0,2}|--host[ =]|[a-z]{2,10}:\/\/)([A-Za-z0-9._-]{1,255}(?::\d{1,5})?)/i;

/** Reads the text of a login with its password; linear in its length. */
export function readLogin(token: ByteString, password: ByteString): Login {
  const before = token.slice(0, Math.max(0, token.lastIndexOf(password)));
  const user = (JOINED.exec(before) ?? ARGUMENT.exec(before) ?? NAMED.exec(before))?.[1] ?? null;
  return { user, host: HOST.exec(token)?.[1] ?? null };
}
