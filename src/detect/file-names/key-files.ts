/** Content checks for files that are named like keys: PEM, `.key`, age, OpenVPN, WireGuard, NATS, SSH. */

import { isUtf8 } from 'node:buffer';
import type { ByteString } from '../../types.js';
import { readLineLeaves } from './line-leaves.js';
import { isLiteralCredential, isWrittenOut } from './literal-values.js';
import { looksRandom } from './randomness.js';
import { type Subject, splitLines } from './subject.js';

const BEGIN = '-----BEGIN ';

/** What is meant to be published. Labels of RFC 7468, OpenSSL's own, and those of its PGP and PKCS cousins. */
const PUBLIC_LABELS = new Set([
  'CERTIFICATE',
  'X509 CERTIFICATE',
  'TRUSTED CERTIFICATE',
  'ATTRIBUTE CERTIFICATE',
  'CERTIFICATE REQUEST',
  'NEW CERTIFICATE REQUEST',
  'PUBLIC KEY',
  'RSA PUBLIC KEY',
  'DSA PUBLIC KEY',
  'EC PUBLIC KEY',
  'PGP PUBLIC KEY BLOCK',
  'DH PARAMETERS',
  'X9.42 DH PARAMETERS',
  'DSA PARAMETERS',
  'EC PARAMETERS',
  'X509 CRL',
  'PKCS7',
]);

/** PEM blocks, at least one, and all of them certificates, requests, parameters or public keys. */
export function isPublicPem({ text }: Subject): boolean {
  if (text === null || holdsPrivateKey(text)) return false;
  let blocks = 0;
  for (let at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
    const start = at + BEGIN.length;
    const label = text.slice(start, start + 40).split('-----', 1)[0]!;
    if (!PUBLIC_LABELS.has(label)) return false;
    blocks += 1;
  }
  return blocks > 0;
}

function holdsPrivateKey(text: ByteString): boolean {
  return /private key|private-lines|age-secret-key/i.test(text);
}

/** A Keynote presentation, which is a ZIP archive (local file header signature, APPNOTE 4.3.7). */
export function isKeynoteDocument({ bytes }: Subject): boolean {
  return bytes.length >= 4 && bytes.readUInt32BE(0) === 0x504b0304;
}

/** Translations, registry exports and other prose in a `.key` file: several words or pairs, no key among them. */
export function isTextWithoutKey({ text }: Subject): boolean {
  if (text === null || text.includes(BEGIN) || holdsPrivateKey(text)) return false;
  // A raw key can lack control characters by chance; it is hardly ever valid UTF-8 as well.
  if (!isUtf8(Buffer.from(text, 'latin1'))) return false;
  const lines = splitLines(text).filter((line) => line.trim() !== '');
  const worded = lines.filter((line) => /\S[ \t=:]+\S/.test(line.slice(0, 1000)));
  if (worded.length === 0 || lines.some(looksRandom)) return false;
  return readLineLeaves(text).every((leaf) => !isLiteralCredential(leaf));
}

/** A text in which there is no age key, no private key and nothing else that looks generated. */
export function hasNoAgeKey({ text }: Subject): boolean {
  return (
    text !== null && !text.includes(BEGIN) && !holdsPrivateKey(text) && !splitLines(text).some(looksRandom)
  );
}

/** The blocks of an OpenVPN profile that hold a secret (openvpn(8), "inline file support"). */
const SECRET_BLOCKS =
  /<(?:key|tls-auth|tls-crypt|tls-crypt-v2|auth-user-pass|secret|pkcs12|http-proxy-user-pass)>/i;

/** An OpenVPN profile that names its keys as files, or has none. */
export function isOpenvpnWithoutSecrets({ text }: Subject): boolean {
  return text !== null && text.trim() !== '' && !SECRET_BLOCKS.test(text) && !holdsPrivateKey(text);
}

/** A WireGuard file without a private and without a shared key. */
export function isWireguardWithoutKey({ text }: Subject): boolean {
  return text !== null && text.trim() !== '' && !/(?:private|preshared)_?key/i.test(text);
}

/** A `.creds` file of something else than NATS, with no credential that shows. */
export function isOtherThanNats({ bytes, isWhole, text }: Subject): boolean {
  if (text === null)
    return isWhole && bytes.length > 0 && !bytes.includes('BEGIN NATS') && !bytes.includes('NKEY SEED');
  if (text.trim() === '' || text.includes(BEGIN) || /nats|nkey/i.test(text)) return false;
  return !splitLines(text).some(looksRandom) && readLineLeaves(text).every((leaf) => !isWrittenOut(leaf));
}
