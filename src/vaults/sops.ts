/** The files of the project that SOPS may be asked to decrypt. */
import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { readRegularFile, toBytes } from '../sources/read-file.js';

const LARGEST = 1024 * 1024; // bytes

/** A file that names the address of its key server itself could send a person's login to anybody. */
const ADDRESSES = /vault_address|vault_?url/i;

/**
 * @param file from `root`, as a reference has it: without steps upward.
 * @returns its absolute path; null where it is no regular file of the project, or says itself whom to ask for its key.
 */
export function existingSops(root: string, file: string): string | null {
  const path = join(root, file);
  const read = readRegularFile(toBytes(path), LARGEST);
  if (read.kind !== 'read' || read.isLink || ADDRESSES.test(read.bytes.toString('latin1'))) return null;
  const inside = relative(realpathSync.native(root), realpathSync.native(path));
  return inside === '' || inside === '..' || inside.startsWith(`..${sep}`) ? null : path;
}
