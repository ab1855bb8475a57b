/** What is said of a file of packs that cannot be relied on. */
import { KeyfenceError } from '../../errors.js';
import type { ByteString } from '../../types.js';

/**
 * @param what such as "is cut off"; fixed words.
 * @param file its path. Only an ordinary name is repeated: whoever made the repository chose it.
 */
export function damaged(file: ByteString, what: string, options?: ErrorOptions): KeyfenceError {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const shown = /^(?:pack-[0-9a-f]{1,64}\.(?:idx|pack)|multi-pack-index|alternates)$/.test(name)
    ? `objects/${name === 'alternates' ? 'info' : 'pack'}/${name}`
    : 'a file in objects/pack';
  return new KeyfenceError(
    `${shown} ${what}`,
    'run git fsck, and fetch or copy the repository anew; nothing was passed as clean',
    options,
  );
}
