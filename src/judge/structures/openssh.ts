/** The inside of an OpenSSH private key (PROTOCOL.key in the OpenSSH sources). */
import type { Fit } from './der.js';

const magic = Buffer.from('openssh-key-v1\0');
/** Ed25519, with an empty comment, has 230 bytes. */
const shortest = 200;

export interface OpenSshKey {
  fit: Fit;
  encrypted: boolean;
}

/**
 * Reads magic, cipher, key derivation and the lengths of the public and private part; all numbers are
 * big-endian.
 */
export function readOpenSsh(bytes: Buffer): OpenSshKey {
  if (!bytes.subarray(0, magic.length).equals(magic)) return { fit: 'none', encrypted: false };
  let at = magic.length;
  const readString = (): Buffer | null => {
    if (at + 4 > bytes.length) return null;
    const start = at + 4;
    at = start + bytes.readUInt32BE(at);
    return at <= bytes.length ? bytes.subarray(start, at) : null;
  };

  const cipher = readString();
  const encrypted = cipher !== null && cipher.toString('latin1') !== 'none';
  const derived = readString() && readString();
  at += 4; // how many keys: always one
  const secret = derived && readString() && readString();
  if (!secret) return { fit: bytes.length < shortest ? 'stub' : 'inexact', encrypted };
  // Two equal random numbers open the private part, to tell a wrong passphrase.
  const checked = encrypted || (secret.length >= 8 && secret.readUInt32BE(0) === secret.readUInt32BE(4));
  if (!checked) return { fit: 'none', encrypted };
  return { fit: at === bytes.length ? 'exact' : 'inexact', encrypted };
}
