/** Content checks for the settings of applications, and for recordings of what they did. */

import { namesCredential } from './credential-names.js';
import { isObject, type Json, parseJsonObject, readJsonLeaves } from './json-leaves.js';
import { isLiteralCredential } from './literal-values.js';
import { isPlaceholder } from './placeholders.js';
import { looksRandom } from './randomness.js';
import { isReference, readsOnlyEnvironment } from './references.js';
import { printsLiteral } from './source-code.js';
import { type Subject, splitLines } from './subject.js';
import { readXmlLeaves } from './xml-leaves.js';

/** WordPress settings that take the password, the keys and the salts from the environment. */
export function isPhpWithEnvironmentOnly({ text }: Subject): boolean {
  if (text === null) return false;
  let reads = 0;
  for (let at = text.indexOf('define'); at >= 0; at = text.indexOf('define', at + 6)) {
    const definition = /^define\s{0,9}\(\s{0,9}(["'])(\w{1,80})\1\s{0,9},/.exec(text.slice(at, at + 120));
    if (definition === null || !isWordpressSecret(definition[2]!)) continue;
    const start = at + definition[0].length;
    const end = text.indexOf(';', start);
    if (!readsOnlyEnvironment(text.slice(start, end < 0 ? text.length : end))) return false;
    reads += 1;
  }
  return reads > 0;
}

function isWordpressSecret(name: string): boolean {
  return namesCredential(name) || name.endsWith('_KEY') || name.endsWith('_SALT');
}

/** XML without a password, and without a connection string that has one. */
export function isXmlWithoutCredentials({ text }: Subject): boolean {
  if (!text?.includes('<')) return false;
  return readXmlLeaves(text).every((leaf) => !isLiteralCredential(leaf));
}

/** JSON without a value that looks like a secret. */
export function isJsonWithoutSecrets({ text }: Subject): boolean {
  const root = parseJsonObject(text);
  return root !== null && readJsonLeaves(root).every((leaf) => !isLiteralCredential(leaf));
}

/** A remote desktop file in which no password is stored. */
export function isRdpWithoutPassword({ text }: Subject): boolean {
  if (!text?.includes(':')) return false;
  return !/^[^:\r\n]{0,100}password[^:\r\n]{0,20}:[sb]:[^\r\n]/im.test(text);
}

/** Statements that bring data or accounts, at the start of a line. */
const DATA_STATEMENT =
  /^\s{0,20}(?:insert\s|replace\s+into|copy\s[^\r\n]{1,1000}\sfrom\s+stdin|load\s+data|update\s|(?:create|alter)\s+(?:user|role|login)|grant\s[^\r\n]{1,1000}\sidentified)/im;

/** SQL that makes tables, and fills none. */
export function isSqlSchemaOnly({ text }: Subject): boolean {
  if (text === null || !/\bcreate\s/i.test(text) || /insert\s{1,9}into/i.test(text)) return false;
  return splitLines(text).every((line) => !DATA_STATEMENT.test(line.slice(0, 2000)));
}

/** An inventory in which no variable of Ansible holds a password. */
export function isInventoryWithoutPasswords({ text }: Subject): boolean {
  if (text === null) return false;
  for (const [, name, value] of text.matchAll(/\b(ansible_\w{1,80})\s{0,9}[=:]\s{0,9}([^\s#]*)/g)) {
    if (/pass/.test(name!) && value !== '' && !value!.includes('{{')) return false;
  }
  return true;
}

/** An export of Bitwarden that only its password opens. */
export function isBitwardenEncrypted({ text }: Subject): boolean {
  return parseJsonObject(text)?.encrypted === true;
}

/** Names of headers and cookies by which a visitor is known, besides those that `namesCredential` knows. */
const SESSION_NAMES = /^(?:cookie|set-cookie|x-csrf-token|x-amz-security-token)$|session|sid$/i;

/** Recorded web traffic from which cookies, logins and tokens were taken out. */
export function isHarSanitised({ text }: Subject): boolean {
  const log = parseJsonObject(text)?.log;
  if (!isObject(log) || !Array.isArray(log.entries)) return false;
  return log.entries.every(
    (entry) => isObject(entry) && isSanitised(entry.request) && isSanitised(entry.response),
  );
}

function isSanitised(message: Json | undefined): boolean {
  if (!isObject(message)) return message === undefined;
  const { headers, cookies, queryString, postData, url } = message;
  const body = isObject(postData) ? (postData.text ?? '') : '';
  const lists = [headers, queryString, isObject(postData) ? postData.params : undefined];
  return (
    isRedactedList(cookies, () => true) &&
    lists.every((list) =>
      isRedactedList(list, (name) => namesCredential(name) || SESSION_NAMES.test(name)),
    ) &&
    [url ?? '', body].every((value) => typeof value === 'string' && !looksRandom(value))
  );
}

function isRedactedList(list: Json | undefined, isSecret: (name: string) => boolean): boolean {
  if (list === undefined) return true;
  if (!Array.isArray(list)) return false;
  return list.every((item) => {
    if (!isObject(item) || typeof item.name !== 'string') return false;
    return !isSecret(item.name) || isRedacted(item.value);
  });
}

function isRedacted(value: Json | undefined): boolean {
  return value === undefined || (typeof value === 'string' && (isPlaceholder(value) || isReference(value)));
}

/** A shell or Python program that asks a secret store for the password, and does not hold it. */
export function isSecretStoreScript({ text }: Subject): boolean {
  if (text === null || !text.startsWith('#!')) return false;
  return STORE_CALL.test(text) && !splitLines(text).some(looksRandom) && !printsLiteral(text);
}

const STORE_CALL =
  /\b(?:pass (?:show )?[\w/]|gopass |op (?:read|item|get)|vault (?:read|kv)|gpg2? |security find-|secret-tool |bw get|lpass show|keyring|sops |aws (?:ssm|secretsmanager)|gcloud secrets|az keyvault|os\.environ|getenv|printenv)|\$\{?[A-Z_]{3,}/;
