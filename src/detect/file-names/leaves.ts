/** Reads the named values of a settings file of any kind. */

import type { ByteString } from '../../types.js';
import { parseJson, readJsonLeaves } from './json-leaves.js';
import { readLineLeaves } from './line-leaves.js';
import { isLiteralCredential, isWrittenOut, type Leaf } from './literal-values.js';
import type { Subject } from './subject.js';

/** Whether the text begins as a JSON object or list does. A section of an INI file begins with a bracket too. */
export function isJsonText(text: ByteString): boolean {
  return /^\s*(?:\{(?!\{)|\[\s*[[{"])/.test(text.slice(0, 1000));
}

/** Every name with its value; null for what is no text, and for broken JSON. */
export function readLeaves({ text }: Subject): Leaf[] | null {
  if (text === null) return null;
  if (!isJsonText(text)) return readLineLeaves(text);
  const json = parseJson(text);
  return json === undefined ? null : readJsonLeaves(json);
}

/** Nothing in the file looks like a credential that is written out; placeholders are let pass. */
export function hasNoCredentialValues(subject: Subject): boolean {
  return readLeaves(subject)?.every((leaf) => !isLiteralCredential(leaf)) ?? false;
}

/** The same, but a placeholder counts as a credential. */
export function hasNoCredentialLines(subject: Subject): boolean {
  return readLeaves(subject)?.every((leaf) => !isWrittenOut(leaf)) ?? false;
}
