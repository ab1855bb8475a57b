/** How a broken `.keyfence.json` is told of: by its own keys alone, which `patterns/keyfence.schema.json` describes. */
import type { Form } from '../json/json-file.js';
import { nearest } from '../nearest.js';

/** The keys of each object of the file, by the key that leads there. */
export const KEYS: Readonly<Record<string, readonly string[]>> = {
  '': [
    '$schema',
    'allow',
    'paths',
    'skip',
    'confidence',
    'disable',
    'patterns',
    'schemas',
    'configModules',
    'limits',
  ],
  allow: ['fingerprint', 'file', 'reason', 'who', 'until', 'added'],
  paths: ['path', 'reason', 'who', 'added'],
  skip: ['path', 'reason', 'who', 'added'],
  disable: ['id', 'reason', 'who', 'added'],
  limits: ['depth', 'entries', 'bytes', 'ratio'],
};

const NAMES = new Set(Object.values(KEYS).flat());

export const CONFIGURATION_FORM: Form = {
  validator: 'configuration-validator.cjs',
  remedy: 'mend the configuration, then try again; nothing was done',
  shapes: {
    path: 'a path relative to the top level, without ./ before it',
    file: 'a file by its path from the top level, without . or .. in it',
    rule: 'files in the syntax of .gitignore, without ! or # before them',
    patternId: 'the id of a pattern, as findings name it',
    fingerprint: 'a fingerprint as reports show it: kf1- and 16 letters or digits',
    words: 'a text that is not blank',
    day: 'a day such as 2026-10-01',
  },
  explain({ keyword, params }, path) {
    const isEither = keyword === 'oneOf' || params.missingProperty === 'fingerprint';
    if (isEither) return 'either "fingerprint" or "file"';
    if (keyword !== 'additionalProperties') return null;
    const keys = KEYS[path.length === 1 ? '' : (path[0] as string)] ?? [];
    const near = nearest(path.at(-1) as string, keys);
    return `one of ${keys.join(', ')}${near ? `; did you mean ${near}?` : ''}`;
  },
  isShown: (name) => NAMES.has(name) || /^\d{1,4}$/.test(name),
};
