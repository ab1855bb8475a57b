/** Turns the JSON Schemas into plain functions, so that no schema compiler is needed at run time. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * @returns a CommonJS module that exports `validateSchema`, for a project's `secrets/schema.json`, and
 *   `validateConfiguration`, for its `.keyfence.json`.
 */
export async function makeValidators(folder: string): Promise<string> {
  const { default: Ajv } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const { default: standalone } =
    require('ajv/dist/standalone/index.js') as typeof import('ajv/dist/standalone/index.js');
  const [pattern, secrets, keyfence] = ['pattern', 'secrets', 'keyfence'].map((name) =>
    readSchema(join(folder, `${name}.schema.json`)),
  ) as [JsonSchema, JsonSchema, JsonSchema];
  const schemas = [pattern, secrets, keyfence];
  const ajv = new Ajv({ schemas, code: { source: true, optimize: true }, messages: false });
  return bundle(standalone(ajv, { validateSchema: secrets.$id, validateConfiguration: keyfence.$id }));
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
