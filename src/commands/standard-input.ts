/** Standard input as a stream, whatever it is. */
import { createReadStream, fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';

const DESCRIPTOR = 0;

/** A terminal is read silently until its end, as `grep` and `rg` read it. */
export function standardInput(): Readable {
  const status = fstatSync(DESCRIPTOR);
  const isKnown = status.isFile() || status.isFIFO() || status.isSocket() || status.isCharacterDevice();
  // Node takes anything else (a folder, a block device) for a stream that is empty: that would be clean.
  return isKnown ? process.stdin : createReadStream('', { fd: DESCRIPTOR, autoClose: false });
}
