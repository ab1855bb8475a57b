/** Turns the JSON Schemas into plain functions, so that no schema compiler is needed at run time. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** CommonJS modules that export `validate`, by the names that they get in `dist`. Each by itself: few runs need them all. */
export interface Validators {
  /** For a project's `secrets/schema.json`. */
  'schema-validator.cjs': string;
  /** For its `.keyfence.json`. */
  'configuration-validator.cjs': string;
  /** For a file of patterns. */
  'catalog-validator.cjs': string;
  /** For a report that is merged with others. */
  'report-validator.cjs': string;
}

export async function makeValidators(folder: string): Promise<Validators> {
  const { default: Ajv } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const { default: standalone } =
    require('ajv/dist/standalone/index.js') as typeof import('ajv/dist/standalone/index.js');
  const names = ['pattern', 'secrets', 'keyfence', 'catalog', 'report'];
  const schemas = names.map((name) => readSchema(join(folder, `${name}.schema.json`)));
  const [, secrets, keyfence, catalog, report] = schemas as [
    JsonSchema,
    JsonSchema,
    JsonSchema,
    JsonSchema,
    JsonSchema,
  ];
  const make = ({ $id }: JsonSchema) => {
    const code = { source: true, optimize: true };
    // The catalog's schema names the keys of a pattern without saying again what they hold.
    const ajv = new Ajv({ schemas, code, messages: false, strictRequired: false, strictTypes: false });
    return bundle(standalone(ajv, { validate: $id }));
  };
  return {
    'schema-validator.cjs': await make(secrets),
    'configuration-validator.cjs': await make(keyfence),
    'catalog-validator.cjs': await make(catalog),
    'report-validator.cjs': await make(report),
  };
}

/** Ajv's code may ask for helpers of Ajv; these are bundled in. */
async function bundle(code: string): Promise<string> {
  const { build } = await import('esbuild');
  const result = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    minify: true,
  });
  return (result.outputFiles[0] as { text: string }).text;
}

interface JsonSchema {
  $id: string;
}

function readSchema(file: string): JsonSchema {
  return JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;
}
