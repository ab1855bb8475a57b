/** The published JSON Schema lists the checks that there are: an editor completes them, and an unknown one is refused. */
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checksums } from '../../src/judge/checksums/index.js';
import { structures } from '../../src/judge/structures/index.js';
import { readSchema } from '../../src/schema/read-schema.js';
import { schemaOf } from './scan-files.js';

const known = suite('names in the JSON Schema');

const published = JSON.parse(
  readFileSync(new URL('../../patterns/pattern.schema.json', import.meta.url), 'utf8'),
) as {
  $defs: { pattern: { properties: Record<string, { enum?: string[] }> } };
};

for (const [key, functions] of Object.entries({ checksum: checksums, structure: structures })) {
  known(`${key}: those of the code, each of which a schema may name`, () => {
    assert.equal(published.$defs.pattern.properties[key]?.enum, Object.keys(functions));
    for (const name of Object.keys(functions)) {
      const text = schemaOf({ ACME_KEY: { pattern: 'acme_[a-z]{20}', [key]: name } });
      assert.is(readSchema(Buffer.from(text), 'secrets/schema.json').length, 1);
    }
  });
}

known.run();
