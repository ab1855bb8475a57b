/** The check value of PuTTY private keys that are not encrypted, versions 2 and 3. */
import type { ByteString } from '../../types.js';

/** What the check value covers, all of it as it stands in the file. */
export interface PuttyKey {
  version: number;
  algorithm: ByteString;
  encryption: ByteString;
  comment: ByteString;
  /** In base64. */
  publicPart: ByteString;
  privatePart: ByteString;
}

/** The check value, in hex; null for a version whose check value is another. PuTTY's manual, appendix C. */
export function computePuttyMac(key: PuttyKey): string | null {
  if (key.version !== 2 && key.version !== 3) return null;
  // Loaded when it is first needed: see `sha256.ts`.
  const { createHash, createHmac } = process.getBuiltinModule('node:crypto');
  const secret =
    key.version === 2 ? createHash('sha1').update('putty-private-key-file-mac-key').digest() : '';
  const mac = createHmac(key.version === 2 ? 'sha1' : 'sha256', secret);
  for (const text of [key.algorithm, key.encryption, key.comment])
    mac.update(frame(Buffer.from(text, 'latin1')));
  for (const part of [key.publicPart, key.privatePart]) mac.update(frame(Buffer.from(part, 'base64')));
  return mac.digest('hex');
}

/** With its length before it. */
function frame(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
