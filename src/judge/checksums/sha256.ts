/** SHA-256, loaded when it is first needed. */
import type { ByteString } from '../../types.js';

/**
 * The SHA-256 of a byte string, 32 bytes. `node:crypto` takes 4 ms to load, and most commits hold nothing
 * that needs it: hence no import at the top.
 */
export function sha256(text: ByteString): Buffer {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(text, 'latin1').digest();
}
