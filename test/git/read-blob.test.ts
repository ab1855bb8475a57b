/** Large objects: named by the reader that cannot hold them, and read as fast as they are wanted. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { GitError } from '../../src/errors.js';
import { ObjectReader } from '../../src/git/objects.js';
import { readBlob } from '../../src/git/read-blob.js';
import { Repository } from '../support/repository.js';

const blobs = suite('large objects');

const MB = 1024 * 1024;
const repository = new Repository();
repository.git('config', 'core.compression', '0');
const sizes: Record<string, number> = {
  small: 10,
  large: 3 * MB,
  tiny: 1,
  huge: 40 * MB,
  least: 0,
  vast: 17 * MB,
};
const bytes = new Map(
  Object.entries(sizes).map(([name, size]) => [name, Buffer.alloc(size, `${name} of some text\n`, 'latin1')]),
);
repository.stage(Object.fromEntries(bytes));
const oids = new Map(
  Object.keys(sizes).map((name) => [name, repository.git('rev-parse', `:${name}`).trim()]),
);
const options = { cwd: repository.top };
const oidOf = (name: string) => oids.get(name) as string;

blobs('the reader names what it cannot hold and goes on, in the order of the requests', async () => {
  const reader = new ObjectReader(MB, options);
  const asked = [...Object.keys(sizes), 'huge', 'small', 'vast', 'huge', 'large', 'tiny'];
  const answers = await Promise.all(asked.map((name) => reader.read(oidOf(name))));
  assert.equal(
    answers.map((answer) => (answer.kind === 'found' ? answer.bytes.length : answer)),
    asked.map((name) => {
      const size = sizes[name] as number;
      return size > MB ? { kind: 'too-large', type: 'blob', size } : size;
    }),
  );
  const again = await reader.read(oidOf('small'));
  assert.equal(again.kind === 'found' && again.bytes, bytes.get('small'));
  await reader.close();
});

blobs('a reader whose last answer was a huge object can be closed', async () => {
  const reader = new ObjectReader(MB, options);
  assert.equal(await reader.read(oidOf('huge')), { kind: 'too-large', type: 'blob', size: 40 * MB });
  await reader.close();
});

blobs('the bytes of a blob, whatever its size', async () => {
  for (const [name, whole] of bytes) {
    const parts: Buffer[] = [];
    for await (const part of readBlob(oidOf(name), options)) parts.push(part);
    assert.ok(Buffer.concat(parts).equals(whole), name);
  }
});

blobs('no more of it is read than is wanted, and Git ends when nothing more is', async () => {
  let length = 0;
  // Ends only when Git has: a Git that went on would wait for ever, because nobody reads.
  for await (const part of readBlob(oidOf('huge'), options)) {
    length += part.length;
    if (length > MB) break;
  }
  assert.ok(length < 2 * MB);
});

blobs('an object that is not there is a failure', async () => {
  const read = async () => {
    for await (const _ of readBlob('1'.repeat(40), options)) assert.unreachable();
  };
  assert.ok((await read().catch((error) => error)) instanceof GitError);
});

blobs.run();
