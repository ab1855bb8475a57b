/** Turns the JSON Schemas into plain functions, so that no schema compiler is needed at run time. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** CommonJS modules, by the names that they get in `dist`. */
export interface Validators {
  /** `validateSchema`, for a project's `secrets/schema.json`, and `validateConfiguration`, for its `.keyfence.json`. */
  'validators.cjs': string;
  /** `validateCatalog`, for a file of patterns: by itself, because no hook needs it. */
  'catalog-validator.cjs': string;
}

export async function makeValidators(folder: string): Promise<Validators> {
  const { default: Ajv } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const { default: standalone } =
    require('ajv/dist/standalone/index.js') as typeof import('ajv/dist/standalone/index.js');
  const [pattern, secrets, keyfence, catalog] = ['pattern', 'secrets', 'keyfence', 'catalog'].map((name) =>
    readSchema(join(folder, `${name}.schema.json`)),
  ) as [JsonSchema, JsonSchema, JsonSchema, JsonSchema];
  const make = (names: Record<string, string>) => {
    const schemas = [pattern, secrets, keyfence, catalog];
    const code = { source: true, optimize: true };
    // The catalog's schema names the keys of a pattern without saying again what they hold.
    const ajv = new Ajv({ schemas, code, messages: false, strictRequired: false, strictTypes: false });
    return bundle(standalone(ajv, names));
  };
  return {
    'validators.cjs': await make({ validateSchema: secrets.$id, validateConfiguration: keyfence.$id }),
    'catalog-validator.cjs': await make({ validateCatalog: catalog.$id }),
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
  });
  return (result.outputFiles[0] as { text: string }).text;
}

interface JsonSchema {
  $id: string;
}

function readSchema(file: string): JsonSchema {
  return JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;
}
