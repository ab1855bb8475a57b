/** Whether a name in a text is the one that a pattern asks for: the same words, whatever joins them. */
import { foldCase } from '../patterns/fold-case.js';
import { withoutJoints } from '../patterns/names.js';
import type { ByteString } from '../types.js';

/**
 * @param name an identifier as written, such as `process.env.DB_PASSWORD` or `viteDbPassword`.
 * @param asked the variables, in lower case without joints.
 * @returns true for the variable itself and for one with words before it (VITE_DB_PASSWORD); a name that goes on after it
 *   (DB_PASSWORD_FILE) is another variable.
 */
export function namesVariable(name: ByteString, asked: readonly string[]): boolean {
  const lower = withoutJoints(foldCase(name));
  return asked.some((one) => {
    if (!lower.endsWith(one)) return false;
    const start = placeOf(name, lower.length - one.length);
    const before = name[start - 1];
    if (before === undefined || !/[a-z0-9]/i.test(before)) return true;
    // camelCase: viteDbPassword ends with dbPassword, and a capital starts the word.
    return /[a-z0-9]/.test(before) && /[A-Z]/.test(name.charAt(start));
  });
}

/** Last words of names that hold something about a secret, not the secret. */
const ABOUT = new Set(
  'id ids hash sha sha1 sha256 md5 digest checksum fingerprint etag accessor name file path url uri arn length size ttl expiry expires type count version commit revision rev ref'.split(
    ' ',
  ),
);

/**
 * Whether the name has the words that a pattern asks for and does not go on to one such as `hash` or `id`
 * (`github_token_sha1`): then its value is not the token.
 * @param asked parts of names, in lower case without joints.
 */
export function namesOneOf(name: ByteString, asked: readonly string[]): boolean {
  const lower = withoutJoints(foldCase(name));
  const word = asked.filter((one) => lower.includes(one)).sort((a, b) => b.length - a.length)[0];
  if (word === undefined) return false;
  const rest = name.slice(placeOf(name, lower.lastIndexOf(word) + word.length));
  const last = rest.match(/(?:[A-Z]?[a-z0-9]+|[A-Z0-9]+)$/)?.[0];
  return last === undefined || last.length > 11 || !ABOUT.has(foldCase(last));
}

/** Where in a name the byte stands that has so many bytes before it which are no joints. */
function placeOf(name: ByteString, bytes: number): number {
  let at = 0;
  for (let seen = 0; at < name.length; at++) {
    if ('_.- '.includes(name.charAt(at))) continue;
    if (seen === bytes) break;
    seen++;
  }
  return at;
}
