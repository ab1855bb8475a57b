/** The catalog's files: each fits the published schema, and each provider has one. */
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const files = suite("the catalog's files");
const folder = new URL('../../patterns/', import.meta.url);
const names = readdirSync(folder).filter(
  (name) => name.endsWith('.json') && !name.endsWith('.schema.json') && name !== 'file-names.json',
);

interface CatalogFile {
  provider: string;
  patterns: Record<string, { rotate?: string; context?: string[] }>;
}

function read(name: string): CatalogFile {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as CatalogFile;
}

files('fit the JSON Schema of a catalog file', () => {
  const schemas = ['pattern', 'catalog'].map((name) => read(`${name}.schema.json`));
  const ajv = new Ajv2020({ schemas, allErrors: true, strictRequired: false, strictTypes: false });
  const validate = ajv.getSchema((schemas[1] as unknown as { $id: string }).$id);
  assert.ok(validate);
  for (const name of names) {
    const problems = validate(read(name)) ? [] : validate.errors?.map((error) => error.instancePath);
    assert.equal(problems, [], name);
  }
});

files('ask for names of five letters and digits or more; only the generic patterns for shorter ones', () => {
  for (const name of names.filter((one) => one !== 'generic.json')) {
    for (const [id, { context = [] }] of Object.entries(read(name).patterns)) {
      for (const word of context) assert.ok(word.replaceAll('_', '').length >= 5, `${id}: ${word}`);
    }
  }
});

files('are named in kebab case, one for each provider', () => {
  const providers = new Set<string>();
  for (const name of names) {
    assert.match(name, /^[a-z0-9]+(?:-[a-z0-9]+)*\.json$/);
    const { provider } = read(name);
    assert.not(providers.has(provider), `${provider} has two files`);
    providers.add(provider);
  }
});

files('say of each pattern how to rotate its secret, in a sentence', () => {
  for (const name of names) {
    for (const [id, { rotate }] of Object.entries(read(name).patterns)) {
      assert.match(rotate ?? '', /^[A-Z].*\.$/s, `${name}: ${id}`);
    }
  }
});

files.run();
