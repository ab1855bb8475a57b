/** Lists that Git prints with `-z`. */
import { KeyfenceError } from '../errors.js';
import type { ByteString } from '../types.js';

/**
 * The entries, each of which ends in a NUL byte.
 * @throws KeyfenceError where the list ends in the middle of one: never a shorter list.
 */
export function splitNulList(output: Buffer): ByteString[] {
  const entries = output.toString('latin1').split('\0');
  if (entries.pop() !== '') {
    throw new KeyfenceError(
      'Git printed a list that ends in the middle',
      'run keyfence again; nothing was passed as clean',
    );
  }
  return entries;
}
