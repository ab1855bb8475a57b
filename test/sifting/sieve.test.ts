/** Which files a sieve lets go: where a project has something of its own, the scan must come by as well. */
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfiguration } from '../../src/config/configuration.js';
import { createFileGuard } from '../../src/detect/file-names.js';
import { loadEngine } from '../../src/detect/regex.js';
import { loadCatalog } from '../../src/detect/stored-catalog.js';
import { FolderDetectors } from '../../src/project/folder-detectors.js';
import { Sieve } from '../../src/sifting/sieve.js';
import { FileReader } from '../../src/sources/read-file.js';
import { readWorkingFile } from '../../src/sources/working-files.js';
import { Repository, scratch } from '../support/repository.js';

const sieve = suite('a sieve');

const schema = (prefix: string) =>
  JSON.stringify({ required: { app: { [`${prefix}_KEY`]: { format: `${prefix}_...`, length: 24 } } } });

/** A function that tells whether a file of the project is dull. */
function sieveOf(files: Record<string, string>, { isAlone }: { isAlone: boolean }) {
  const { top } = new Repository({ top: join(scratch(), 'plain') }).write(files);
  const configuration = readConfiguration(null);
  const folders = new FolderDetectors({
    catalog: loadCatalog(),
    engine: loadEngine(),
    configuration,
    readFile: async (path) => readWorkingFile(top, path),
    knownValues: null,
    skip: () => {},
  });
  const guard = createFileGuard([]);
  const reader = new FileReader();
  const made = new Sieve({ folders, isAlone, guard, configuration, confidence: 'medium', reader });
  return async (path: string) => (await made.sift(join(top, path), path)) !== null;
}

const FILES = {
  'plain/a.txt': 'one line\n',
  'one/secrets/schema.json': schema('one'),
  'one/a.txt': 'one line\n',
  'one/b.txt': 'one line\n',
  'one/deep/c.txt': 'one line\n',
  'two/secrets/schema.json': schema('two'),
  'two/a.txt': 'one line\n',
  'two/b.txt': 'one line\n',
};

sieve(
  'by itself, leaves the first file of each schema to the scan, which counts what is looked for',
  async () => {
    const isDull = sieveOf(FILES, { isAlone: true });
    assert.is(await isDull('plain/a.txt'), true);
    assert.is(await isDull('one/a.txt'), false);
    assert.is(await isDull('one/b.txt'), true);
    assert.is(await isDull('one/deep/c.txt'), true);
    assert.is(await isDull('two/b.txt'), false);
    assert.is(await isDull('two/a.txt'), true);
  },
);

sieve('beside the scan, leaves to it every folder with a schema that it has not met', async () => {
  const isDull = sieveOf(FILES, { isAlone: false });
  assert.is(await isDull('plain/a.txt'), true);
  assert.is(await isDull('one/a.txt'), false);
  assert.is(await isDull('one/b.txt'), false);
});

sieve.run();
