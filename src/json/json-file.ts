/** A JSON file that a person wrote for keyfence: right as a whole, or an error that says where and what was expected. */
import { KeyfenceError } from '../errors.js';
import { loadAsset } from '../package/assets.js';
import type { ByteString } from '../types.js';
import { type JsonDocument, readJson } from './json-document.js';
import { JsonProblem } from './json-problem.js';
import { explainProblem, type Problem, type Wording } from './problem.js';

/** One kind of file: its compiled JSON Schema, and the words for what is wrong with it. */
export interface Form extends Wording {
  /** The file of its validator in `dist` (`src/build/validators.ts`). */
  validator: string;
  /** Whether a name in it may be shown: a secret could have slipped into the place of one. */
  isShown(name: string): boolean;
  /** What to do about a broken one. */
  remedy: string;
}

interface Validator {
  (data: unknown): boolean;
  errors?: Problem[] | null;
}

/** A file that is right. */
export interface JsonFile {
  data: unknown;
  /** Where a value stands, as a message says it: `/required/app/A_KEY (line 3, column 7)`. */
  placeOf(path: readonly string[]): string;
  /** Its line, 1-based. */
  lineOf(path: readonly string[]): number;
  /** The error for what only its reader can tell, at that path of keys and positions. */
  brokenAt(path: readonly string[], expected: string): KeyfenceError;
}

/**
 * @param text the file's content.
 * @param file its path, for messages.
 * @throws KeyfenceError with file, place and what was expected; never with a piece of the text.
 */
export function readJsonFile(text: Buffer, file: ByteString, form: Form): JsonFile {
  const broken = (detail: string) => {
    const name = Buffer.from(file, 'latin1').toString('utf8');
    return new KeyfenceError(`${name}: ${detail}`, form.remedy);
  };
  const show = (path: readonly string[]) =>
    path.map((name) => `/${form.isShown(name) ? name : '*'}`).join('');
  let document: JsonDocument;
  try {
    document = readJson(text);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    const { path, place, expected } = error;
    const at = path.length === 0 ? place : `at ${show(path)} (${place})`;
    throw broken(at === '' ? expected : `${at}: ${expected}`);
  }
  const placeOf = (path: readonly string[]) => `${show(path)} (${document.placeOf(path)})`;
  const brokenAt = (path: readonly string[], expected: string) =>
    broken(`at ${path.length === 0 ? 'the top level' : placeOf(path)}: ${expected}`);
  const validate = loadValidator(form);
  if (!validate(document.data)) {
    const { path, expected } = explainProblem(validate.errors?.[0] as Problem, form);
    throw brokenAt(path, expected);
  }
  return { data: document.data, placeOf, lineOf: document.lineOf, brokenAt };
}

function loadValidator({ validator }: Form): Validator {
  return (loadAsset(validator) as { validate: Validator }).validate;
}
