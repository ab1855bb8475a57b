/** Reads the kinds of entries in a key store, which can be done without its password. */

import type { Subject } from './subject.js';

/** The first four bytes of the stores of Java (`sun.security.provider.JavaKeyStore`) and of its crypto extension. */
const JKS_MAGIC = 0xfeedfeed;
const JCEKS_MAGIC = 0xcececece;
const CERTIFICATE_ENTRY = 2;

/** Object ids of the bags that hold a private key in PKCS#12: 1.2.840.113549.1.12.10.1.1 and .2 (RFC 7292, appendix D). */
const KEY_BAGS = ['2a864886f70d010c0a0101', '2a864886f70d010c0a0102'].map((digits) =>
  Buffer.from(digits, 'hex'),
);

/** A JKS or JCEKS store whose entries are all trusted certificates. */
export function holdsOnlyCertificates({ bytes }: Subject): boolean {
  const kinds = readEntryKinds(bytes);
  return kinds !== null && kinds.length > 0 && kinds.every((kind) => kind === CERTIFICATE_ENTRY);
}

/** No entry for a key can be seen. Weaker than `holdsOnlyCertificates`: for files that are called trust stores. */
export function holdsNoKeyEntry({ bytes, isWhole }: Subject): boolean {
  if (bytes.length < 4) return bytes.length === 0;
  const magic = bytes.readUInt32BE(0);
  if (magic === JKS_MAGIC || magic === JCEKS_MAGIC) {
    return readEntryKinds(bytes)?.every((kind) => kind === CERTIFICATE_ENTRY) ?? false;
  }
  return isWhole && bytes[0] === 0x30 && !KEY_BAGS.some((bag) => bytes.includes(bag));
}

/** The kind of each entry up to the first that is no certificate; null for another format, or a broken one. */
function readEntryKinds(bytes: Buffer): number[] | null {
  if (bytes.length < 12) return null;
  const magic = bytes.readUInt32BE(0);
  if (magic !== JKS_MAGIC && magic !== JCEKS_MAGIC) return null;
  const version = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  const kinds: number[] = [];
  let position = 12;
  while (kinds.length < count) {
    if (position + 4 > bytes.length) return null;
    const kind = bytes.readUInt32BE(position);
    kinds.push(kind);
    if (kind !== CERTIFICATE_ENTRY) return kinds;
    const end = endOfCertificate(bytes, position + 4, version);
    if (end === null) return null;
    position = end;
  }
  return kinds;
}

/** Alias, date of eight bytes, type of the certificate (since version 2), then the certificate with its length. */
function endOfCertificate(bytes: Buffer, start: number, version: number): number | null {
  const date = endOfText(bytes, start);
  if (date === null) return null;
  const certificate = version === 1 ? date + 8 : endOfText(bytes, date + 8);
  if (certificate === null || certificate + 4 > bytes.length) return null;
  const end = certificate + 4 + bytes.readUInt32BE(certificate);
  return end <= bytes.length ? end : null;
}

function endOfText(bytes: Buffer, start: number): number | null {
  return start + 2 > bytes.length ? null : start + 2 + bytes.readUInt16BE(start);
}
