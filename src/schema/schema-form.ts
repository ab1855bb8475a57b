/** How a broken `secrets/schema.json` is told of. */
import type { Form } from '../json/json-file.js';

/** What the parts of `patterns/pattern.schema.json` that hold a regex stand for. */
export const SHAPES = {
  envName: 'the name of an environment variable (letters, digits and _)',
  lengthRange: 'a length such as 36, "16+" or "20-40"',
  link: 'the address of a page, with https://',
};

export const SCHEMA_FORM: Form = {
  validator: 'schema-validator.cjs',
  remedy: 'mend the schema; nothing was scanned',
  shapes: SHAPES,
  explain({ keyword }, path) {
    if (keyword === 'required' && path.length === 0) return 'the key "required" or "optional"';
    if (keyword !== 'not') return null;
    return path.length === 1
      ? 'only "required" and "optional" to hold secrets'
      : 'either "format" or "pattern", not both';
  },
  isShown: readsAsWords,
};

const WORD = /^(?:[A-Za-z]{1,14}\d{0,2}|[A-Za-z0-9]{1,4})$/;

/** Names that are the author's own choice are shown only where they read as words. */
export function readsAsWords(name: string): boolean {
  return name.length <= 60 && name.split(/[_.-]/).every((word) => WORD.test(word));
}
