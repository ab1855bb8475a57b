/**
 * Recognises files whose secrets are encrypted: as a whole (git-crypt, age, OpenPGP, Ansible Vault, OpenSSL) or value
 * by value (SOPS, dotenvx, eyaml, Ansible Vault in YAML). Whatever their name, such files may be committed.
 */

import type { ByteString } from '../../types.js';
import { readDotenvLeaves } from './dotenv-leaves.js';
import { parseJsonObject, readJsonLeaves } from './json-leaves.js';
import { isJsonText } from './leaves.js';
import { readLineLeaves } from './line-leaves.js';
import { isLiteralCredential, type Leaf } from './literal-values.js';
import { isPgpMessage } from './pgp.js';
import { type Subject, splitLines } from './subject.js';

/** The first bytes of a file that git-crypt encrypted (git-crypt, `doc/format`), age v1, and `openssl enc`, raw and in Base64. */
const WHOLE_FILE_STARTS = ['\0GITCRYPT\0', 'age-encryption.org/v1\n', 'Salted__', 'U2FsdGVkX1'].map((start) =>
  Buffer.from(start, 'latin1'),
);

/** Whether no secret of the file can be read without a key. */
export function isEncrypted(subject: Subject): boolean {
  const { bytes, text } = subject;
  if (WHOLE_FILE_STARTS.some((start) => bytes.subarray(0, start.length).equals(start))) return true;
  if (isPgpMessage(subject)) return true;
  if (text === null) return false;
  return (
    isSingleArmor(text, 'AGE ENCRYPTED FILE') || isVaultText(text) || hasEncryptedValues(subject.name, text)
  );
}

/** One armored block, and nothing before or behind it. */
function isSingleArmor(text: ByteString, label: string): boolean {
  const content = text.trim();
  const end = `-----END ${label}-----`;
  return (
    content.startsWith(`-----BEGIN ${label}-----`) && content.indexOf(end) === content.length - end.length
  );
}

/** `$ANSIBLE_VAULT;1.1;AES256`, then lines of hexadecimal digits only. */
function isVaultText(text: ByteString): boolean {
  const content = text.trim();
  if (!content.startsWith('$ANSIBLE_VAULT;')) return false;
  const [, ...body] = splitLines(content);
  return body.length > 0 && body.every((line) => /^\s*[0-9a-f]+\s*$/.test(line));
}

function hasEncryptedValues(name: ByteString, text: ByteString): boolean {
  if (isJsonText(text)) {
    const root = parseJsonObject(text);
    return (
      root !== null &&
      hasSopsMetadata(readJsonLeaves(root)) &&
      isEncryptedExceptSettings(readJsonLeaves(root))
    );
  }
  const variables = readDotenvLeaves(text);
  if (variables !== null) return isEncryptedExceptSettings(variables);
  if (!ENCRYPTED_STARTS.some((start) => text.includes(start))) return false;
  const leaves = readLineLeaves(text);
  // Without SOPS metadata only YAML marks its encrypted values so that they cannot be taken for anything else.
  return (hasSopsMetadata(leaves) || /\.ya?ml$/.test(name)) && isEncryptedExceptSettings(leaves);
}

function isSopsLeaf({ name, top }: Leaf): boolean {
  return top === 'sops' || name.startsWith('sops_');
}

function hasSopsMetadata(leaves: readonly Leaf[]): boolean {
  return leaves.some(
    (leaf) => isSopsLeaf(leaf) && /^(?:sops_)?mac$/.test(leaf.name) && leaf.value.startsWith('ENC['),
  );
}

/** At least one value is encrypted, and no other one looks like a secret: SOPS and dotenvx can leave settings readable. */
function isEncryptedExceptSettings(leaves: readonly Leaf[]): boolean {
  const values = leaves.filter((leaf) => !isSopsLeaf(leaf));
  return (
    values.some(isEncryptedValue) &&
    values.every((leaf) => isEncryptedValue(leaf) || !isLiteralCredential(leaf))
  );
}

/** One of these stands in every encrypted value. */
const ENCRYPTED_STARTS = ['encrypted:', '!vault ', 'ENC['];

/** `ENC[AES256_GCM,…]` (SOPS), `ENC[PKCS7,…]` (eyaml), `encrypted:…` (dotenvx), `!vault |` with its block (Ansible). */
function isEncryptedValue({ value }: Leaf): boolean {
  if (/^encrypted:[A-Za-z0-9+/]{16,}={0,2}$/.test(value)) return true;
  if (/^!vault [|>]/.test(value)) return isVaultText(value.slice(value.indexOf('\n') + 1));
  return /^(?:>\s+)?ENC\[[A-Z0-9_]+,[^\]]+\]$/.test(value.trim());
}
