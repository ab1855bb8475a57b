/** How a broken file of the catalog's form is told of: one provider's patterns, as in `patterns/`. */
import type { Form } from '../json/json-file.js';
import { readsAsWords, SHAPES } from './schema-form.js';

export const CATALOG_FORM: Form = {
  validator: 'catalog-validator.cjs',
  remedy: 'mend the file: patterns/catalog.schema.json describes it; nothing was checked',
  shapes: { ...SHAPES, kebabName: 'a name in kebab case such as acme-api-key' },
  explain({ keyword, params }, path) {
    if (keyword === 'oneOf') return 'either "format" or "pattern"';
    if (keyword === 'dependentRequired') return `no "${String(params.property)}" without "format"`;
    if (keyword === 'pattern' && path.at(-2) === 'context') {
      return 'a part of a name in small letters and digits, words joined by _';
    }
    return keyword === 'pattern' && ['format', 'pattern'].includes(path.at(-1) ?? '')
      ? 'printable ASCII; a format with ... for the secret'
      : null;
  },
  isShown: readsAsWords,
};
