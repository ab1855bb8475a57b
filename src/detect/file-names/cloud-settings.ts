/** Content checks for the settings of clouds, clusters and registries. */

import { namesCredential } from './credential-names.js';
import { isObject, type Json, type JsonObject, parseJsonObject, readJsonLeaves } from './json-leaves.js';
import { readLineLeaves } from './line-leaves.js';
import { isLiteralCredential, isWrittenOut } from './literal-values.js';
import { type Subject, splitLines } from './subject.js';

/** Docker settings that leave the passwords to a credential helper. */
export function isDockerWithHelpersOnly({ text }: Subject): boolean {
  const settings = parseJsonObject(text);
  if (settings === null || settings.HttpHeaders !== undefined) return false;
  return readJsonLeaves({ ...settings, credsStore: '', credHelpers: {} }).every(
    (leaf) => !isWrittenOut(leaf),
  );
}

/** What a login in a kubeconfig file is written under (kubernetes.io, "kubeconfig v1"), and words for the same in arguments. */
const KUBERNETES_LOGIN =
  /client-key-data|auth-provider|passw|secret|(?:^|[\s"'{,-])(?:token|id-token|refresh-token|access-token)["']?\s{0,9}[:=]/im;

/** A kubeconfig file whose users all log in by running a program. */
export function isKubeconfigWithExecOnly({ text }: Subject): boolean {
  if (text === null || KUBERNETES_LOGIN.test(text) || text.includes('PRIVATE KEY')) return false;
  return /(?:^|[\s"'{,])exec["']?\s{0,9}:/m.test(text);
}

/** AWS keys that are all those of the AWS documentation, which say so at their ends. */
export function hasOnlyAwsDocumentationKeys({ text }: Subject): boolean {
  if (text === null) return false;
  const secrets = readLineLeaves(text).filter(
    ({ name, value }) => value !== '' && /key|token|secret/i.test(name),
  );
  return (
    secrets.length > 0 && secrets.every(({ value }) => /EXAMPLE(?:KEY)?$/.test(value) && value.length < 200)
  );
}

/** JSON in which no `private_key` stands, however deep. */
export function isServiceAccountWithoutKey({ text }: Subject): boolean {
  const account = parseJsonObject(text);
  if (account === null || /private[_-]?key["']|PRIVATE KEY/i.test(text!)) return false;
  return readJsonLeaves(account).every((leaf) => !/private_?key/i.test(leaf.name));
}

/** The OAuth client of a program that users install: its secret is in every copy, and Google does not treat it as one. */
export function isGoogleInstalledClient({ text }: Subject): boolean {
  const client = parseJsonObject(text);
  return client !== null && isObject(client.installed) && Object.keys(client).length === 1;
}

/** Oracle Cloud settings that name the key as a file, without its passphrase. */
export function isOciWithKeyFileOnly({ text }: Subject): boolean {
  if (text === null || text.includes('PRIVATE KEY')) return false;
  const leaves = readLineLeaves(text);
  const literal = leaves.some(
    ({ name, value }) => value !== '' && (namesCredential(name) || name === 'key_content'),
  );
  return !literal && leaves.some(({ name, value }) => name === 'key_file' && value !== '');
}

/** Terraform settings without a token. */
export function isTerraformRcWithoutCredentials({ text }: Subject): boolean {
  if (text === null) return false;
  return splitLines(text).every((line) => !/^\s*(?:credentials(?!_)|token)\b/.test(line));
}

/** Terraform state with nothing in it, or encrypted by OpenTofu. */
export function isTerraformStateWithoutValues({ text }: Subject): boolean {
  if (text === null) return false;
  if (text.trim() === '') return true;
  const state = parseJsonObject(text);
  if (state === null || !isEmptyState(state)) return false;
  const { encrypted_data: _sealed, lineage: _lineage, meta: _meta, ...rest } = state;
  return readJsonLeaves(rest).every((leaf) => !isLiteralCredential(leaf));
}

/** Version 4 has resources and outputs at the top, version 3 in a list of modules. */
function isEmptyState(state: JsonObject): boolean {
  if (!isEmpty(state.resources) || !isEmpty(state.outputs)) return false;
  const modules = state.modules ?? [];
  return (
    Array.isArray(modules) &&
    modules.every((module) => isObject(module) && isEmpty(module.resources) && isEmpty(module.outputs))
  );
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
