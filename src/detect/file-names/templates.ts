/** Content checks for lists of secrets that hold only references to them. */

import type { ByteString } from '../../types.js';
import { readDotenvLeaves } from './dotenv-leaves.js';
import { isObject, type Json, parseJson } from './json-leaves.js';
import { isJsonText } from './leaves.js';
import { readLineLeaves } from './line-leaves.js';
import { isLiteralCredential, isPlainValue, isWrittenOut } from './literal-values.js';
import { isReference } from './references.js';
import { type Subject, splitLines } from './subject.js';

/** `.env.test` in which every value is a placeholder, a reference, or a setting that cannot be a secret. */
export function hasOnlyPlaceholders({ text }: Subject): boolean {
  if (text === null) return false;
  return readDotenvLeaves(text)?.every((leaf) => !isLiteralCredential(leaf)) ?? false;
}

/** Where Kubernetes keeps the names of things, rather than the things. */
const MANIFEST_NAMES = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable']);

/** A list of secrets in which every value is a reference, and there is at least one. */
export function hasOnlyTemplatedValues({ text }: Subject): boolean {
  if (text === null || isJsonText(text)) return false;
  const leaves = readLineLeaves(text).filter(({ top }) => !MANIFEST_NAMES.has(top));
  const values = leaves.filter(({ value }) => !isPlainValue(value));
  return values.length > 0 && values.every(({ value }) => isReference(value));
}

/** Database settings that take every password from the environment by ERB. */
export function readsPasswordsByErb({ text }: Subject): boolean {
  if (text === null || !/<%=?[^%\n]{0,200}ENV/.test(text)) return false;
  return readLineLeaves(text).every((leaf) => !isWrittenOut(leaf));
}

/** Kinds of Kubernetes resources that stand for a secret kept or sealed elsewhere. */
const SEALED_KINDS = new Set([
  'SealedSecret',
  'ExternalSecret',
  'ClusterExternalSecret',
  'SecretStore',
  'ClusterSecretStore',
  'SecretProviderClass',
  'VaultStaticSecret',
  'OnePasswordItem',
]);

/** Kubernetes manifests, each of them a sealed or an external secret. */
export function isSealedOrExternalSecret({ text }: Subject): boolean {
  if (text === null) return false;
  if (isJsonText(text)) return isSealedObject(parseJson(text));
  const documents = splitDocuments(text).filter((lines) => lines.some((line) => /^[^#\s]/.test(line)));
  return documents.length > 0 && documents.every(isSealedDocument);
}

function isSealedObject(json: Json | undefined): boolean {
  return isObject(json) && typeof json.kind === 'string' && SEALED_KINDS.has(json.kind);
}

function splitDocuments(text: ByteString): ByteString[][] {
  const documents: ByteString[][] = [[]];
  for (const line of splitLines(text)) {
    if (/^---(?:\s|$)/.test(line)) documents.push([]);
    else documents[documents.length - 1]!.push(line);
  }
  return documents;
}

function isSealedDocument(lines: readonly ByteString[]): boolean {
  const kinds = lines
    .map((line) => /^kind:\s*["']?(\w{1,60})["']?\s*(?:#.*)?$/.exec(line)?.[1])
    .filter(Boolean);
  return kinds.length === 1 && SEALED_KINDS.has(kinds[0]!);
}

/** direnv lines that load something else, or change the path. */
const DIRENV_DIRECTIVE =
  /^(?:use|dotenv|dotenv_if_exists|source_env|source_env_if_exists|source_up|source_up_if_exists|source_url|layout|PATH_add|MANPATH_add|path_add|watch_file|watch_dir|env_vars_required|strict_env|unset|direnv_version|if|fi|then|else|has)\b/;

/** A direnv file that only loads other things, or exports references. */
export function hasOnlyDirenvDirectives({ text }: Subject): boolean {
  if (text === null) return false;
  return splitLines(text).every((line) => {
    const content = line.trim();
    if (content === '' || content.startsWith('#')) return true;
    const leaves = readLineLeaves(content);
    if (leaves.some(isLiteralCredential)) return false;
    return DIRENV_DIRECTIVE.test(content) || /^export \w+=/.test(content);
  });
}
