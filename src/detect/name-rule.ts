/** Whether a name in a text is the variable that a schema lists: the same words, whatever joins them. */
import { foldCase } from '../patterns/fold-case.js';
import type { ByteString } from '../types.js';

/**
 * @param name an identifier as written, such as `process.env.DB_PASSWORD` or `viteDbPassword`.
 * @param spellings the variable in lower case, with each of the joints `_`, `-`, `.` and none.
 * @returns true for the variable itself and for one with words before it (VITE_DB_PASSWORD); a name that goes on after it
 *   (DB_PASSWORD_FILE) is another variable.
 */
export function namesVariable(name: ByteString, spellings: readonly string[]): boolean {
  const lower = foldCase(name);
  return spellings.some((spelling) => {
    if (!lower.endsWith(spelling)) return false;
    const before = name[name.length - spelling.length - 1];
    if (before === undefined || !/[a-z0-9]/i.test(before)) return true;
    // camelCase: viteDbPassword ends with dbPassword, and a capital starts the word.
    const first = name[name.length - spelling.length] as string;
    return /[a-z0-9]/.test(before) && /[A-Z]/.test(first);
  });
}

/** Last words of names that hold something about a secret, not the secret. */
const ABOUT = new Set(
  'id ids hash sha sha1 sha256 md5 digest checksum fingerprint etag accessor name file path url uri arn length size ttl expiry expires type count version'.split(
    ' ',
  ),
);

/**
 * Whether the name goes on after the words a pattern asks for and ends in one such as `hash` or `id`
 * (`github_token_sha1`): then its value is not the token.
 * @param words what the pattern asks for, in lower case.
 */
export function namesSomethingElse(name: ByteString, words: readonly string[]): boolean {
  const lower = foldCase(name);
  const word = words.filter((one) => lower.includes(one)).sort((a, b) => b.length - a.length)[0];
  if (word === undefined) return false;
  const rest = name.slice(lower.lastIndexOf(word) + word.length);
  const last = rest.match(/(?:[A-Z]?[a-z0-9]+|[A-Z0-9]+)$/)?.[0];
  return last !== undefined && last.length <= 11 && ABOUT.has(foldCase(last));
}
