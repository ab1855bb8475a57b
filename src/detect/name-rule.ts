/** Whether a name in a text is the variable that a schema lists: the same words, whatever joins them. */
import type { ByteString } from '../types.js';

/**
 * @param name an identifier as written, such as `process.env.DB_PASSWORD` or `viteDbPassword`.
 * @param spellings the variable in lower case, with each of the joints `_`, `-`, `.` and none.
 * @returns true for the variable itself and for one with words before it (VITE_DB_PASSWORD); a name that goes on after it
 *   (DB_PASSWORD_FILE) is another variable.
 */
export function namesVariable(name: ByteString, spellings: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return spellings.some((spelling) => {
    if (!lower.endsWith(spelling)) return false;
    const before = name[name.length - spelling.length - 1];
    if (before === undefined || !/[a-z0-9]/i.test(before)) return true;
    // camelCase: viteDbPassword ends with dbPassword, and a capital starts the word.
    const first = name[name.length - spelling.length] as string;
    return /[a-z0-9]/.test(before) && /[A-Z]/.test(first);
  });
}
