/**
 * Values that stand where only a credential can: behind an option of a command, in a header, a login file, a statement.
 * No format tells them; what is left to judge is their looks.
 */
import type { ByteString } from '../../types.js';
import type { CredentialKind } from '../generic/name.js';
import { judgeCredential } from '../generic/value.js';
import { judgeValue } from '../placeholder.js';
import { judgeHost } from './host.js';
import { readLogin } from './login.js';
import { judgePassword } from './password.js';
import { judged, none, placeholder, reference } from './results.js';
import type { Structure, StructureResult } from './types.js';

/** A password, with whatever else of its login stands in the match. */
export const statedPassword: Structure = {
  check(token, secret) {
    const { user, host } = readLogin(token, secret);
    const result = judgeStated(secret, user);
    const isDoubtful = result.outcome !== 'judged' || result.confidence === 'low';
    if (isDoubtful || host === null || judgeHost(host) !== 'reserved') return result;
    return judged('low', 'the host is reserved for examples');
  },
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A token; what is no random text is none. Some services give out UUIDs. */
export const statedToken: Structure = {
  check(_token, secret) {
    const reason = judgeValue(secret, { name: 'token', prefix: '', quoted: true });
    if (reason !== null) return { outcome: 'drop', reason };
    return UUID.test(secret) || looksOf(secret, 'secret') !== null ? judged('medium') : none;
  },
};

/** A command or a template that goes on behind the space at which a value on a command line ends: `$(cat`. */
const CUT_REFERENCE = /^(?:\$[({]|<\(|\{\{|<%)/;

/** What databases keep and take instead of a password: of MySQL, PostgreSQL and SQL Server. */
const STORED = /^(?:\*[0-9A-F]{40}|md5[0-9a-f]{32}|SCRAM-SHA-256\$|\$A\$005\$|0x0[12]00[0-9A-F]{40})/i;

/** What the looks of a password say of it, beside the user it belongs to, if any. */
export function judgeStated(password: ByteString, user: ByteString | null): StructureResult {
  const kind = judgePassword(password, user);
  if (STORED.test(password)) return none;
  if (kind === 'empty' || kind === 'placeholder') return placeholder;
  if (kind === 'reference' || CUT_REFERENCE.test(password)) return reference;
  if (kind === 'weak') return judged('low', 'a default or a word for a password');
  const reason = judgeValue(password, { name: 'password', prefix: '', quoted: false });
  if (reason !== null) return { outcome: 'drop', reason };
  return looksOf(password, 'password') === null ? judged('low', 'looks like a word') : judged('medium');
}

function looksOf(value: ByteString, kind: CredentialKind): ReturnType<typeof judgeCredential> {
  return judgeCredential(value, kind, { quoted: true });
}
