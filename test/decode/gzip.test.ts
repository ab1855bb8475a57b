/** gzip files, whole and damaged. */
import { createDeflateRaw, gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { open, openAll, python } from '../support/containers.js';
import { randomText } from '../support/sample.js';

const gzip = suite('gzip');
const CUT = '!gzip: cut off: read up to where it ends';
const DAMAGED = '!gzip: damaged: read up to the damage';

gzip('the text, and the name in its header', async () => {
  const bytes = python(
    "import gzip\nwith gzip.GzipFile('notes.txt', 'wb', fileobj=open(out, 'wb')) as f: f.write(b'text')",
  );
  const { texts, skipped, layers } = await open(bytes);
  assert.equal(texts, ['gzip: text']);
  assert.equal(skipped, []);
  assert.equal(layers[0]?.outerRange({ start: 1, end: 2 }), { start: 0, end: bytes.length });
});

gzip('members behind one another are one text', async () => {
  const { texts, skipped } = await open(
    Buffer.concat(['one ', '', 'two ', 'three'].map((text) => gzipSync(text))),
  );
  assert.equal(texts, ['gzip: one two three']);
  assert.equal(skipped, []);
});

for (const [title, rest] of [
  ['zeros', Buffer.alloc(1000)],
  ['text', Buffer.from('a signature')],
  ['the first byte of a member', Buffer.from([0x1f])],
] as const) {
  gzip(`what follows is no damage: ${title}`, async () => {
    const { texts, skipped } = await open(Buffer.concat([gzipSync('one'), rest]));
    assert.equal(texts, ['gzip: one']);
    assert.equal(skipped, title.startsWith('the first') ? [CUT] : []);
  });
}

const text = randomText(5000);
const whole = gzipSync(text);

gzip('cut off anywhere: read as far as it goes', async () => {
  for (const length of [4, 12, 100, 1000, whole.length - 9, whole.length - 1]) {
    const { texts, skipped } = await open(whole.subarray(0, length));
    assert.equal(skipped, [CUT], `at ${length}`);
    const read = texts.join('').slice('gzip: '.length);
    assert.ok(text.startsWith(read) && read.length > length - 300, `at ${length}: ${read.length} read`);
  }
});

gzip('damage: read up to it, to the last byte', async () => {
  const bytes = Buffer.from(whole);
  bytes[bytes.length - 6] = (bytes[bytes.length - 6] as number) ^ 1; // of the checksum
  const { texts, skipped } = await open(bytes);
  assert.equal(texts, [`gzip: ${text}`]);
  assert.equal(skipped, [DAMAGED]);
});

gzip('a damaged second member leaves the first', async () => {
  const { texts, skipped } = await open(
    Buffer.concat([gzipSync('one'), Buffer.from([0x1f, 0x8b, 8, 0xff, 1, 2])]),
  );
  assert.equal(texts, ['gzip: one']);
  assert.equal(skipped, [DAMAGED]);
});

gzip('a tar archive in it comes as a layer of its own', async () => {
  const bytes = python(
    "import tarfile\nwith tarfile.open(out, 'w:gz') as a: a.addfile(tarfile.TarInfo('empty')); t = tarfile.TarInfo('a/b'); t.size = 3; a.addfile(t, io.BytesIO(b'abc'))",
  );
  assert.equal((await openAll(bytes)).texts, ['gzip', 'gzip > tar:a/b']);
});

gzip('ten gigabytes of zeros are named, in little memory', async () => {
  const bomb = await zerosDeflated(10);
  const before = process.memoryUsage().rss;
  const { texts, skipped } = await open(bomb, { bytes: 64 * 1024 * 1024, ratio: 100_000 });
  assert.equal(texts, []);
  assert.equal(skipped, ['!gzip: limit reached: more than 64 MB inside']);
  assert.ok(process.memoryUsage().rss - before < 256 * 1024 * 1024);
});

gzip('a file that unpacks to too many times its size', async () => {
  const { texts, skipped } = await open(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
  assert.equal(texts, []);
  assert.equal(skipped, ['!gzip: limit reached: unpacks to more than 200 times its size']);
});

/** A gzip member of that many gigabytes of zeros: one packed megabyte, repeated. */
async function zerosDeflated(gigabytes: number): Promise<Buffer> {
  const packer = createDeflateRaw({ level: 9 });
  const packed: Buffer[] = [];
  packer.on('data', (data: Buffer) => packed.push(data));
  // Flushed in full, a block does not refer to what stands before it.
  await new Promise((resolve) =>
    packer.write(Buffer.alloc(1024 * 1024), () => packer.flush(3, () => resolve(null))),
  );
  const megabyte = Buffer.concat(packed);
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  return Buffer.concat([header, ...Array.from({ length: gigabytes * 1024 }, () => megabyte)]);
}

gzip.run();
