/** zip archives that are damaged, lie or are bombs. */
import { constants, deflateRawSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { open, openAll, python } from '../support/containers.js';
import { randomText } from '../support/sample.js';
import { directory, TEXT, WRITE, zipOf } from '../support/zip.js';

const zip = suite('zip, damaged');

zip('cut off: the entries before the end are read, the last as far as it goes', async () => {
  const text = randomText(4000);
  const whole = zipOf([
    ['a', TEXT],
    ['b', text],
  ]);
  const { texts, skipped } = await open(whole.subarray(0, whole.indexOf('PK\x01\x02') - 900));
  assert.is(texts.length, 2);
  assert.is(texts[0], `zip:a: ${TEXT}`);
  assert.ok(texts[1] && texts[1].length > 2000 && `zip:b: ${text}`.startsWith(texts[1]));
  assert.equal(skipped, [
    '!damaged: its directory cannot be read',
    '!zip:b: cut off: read up to where it ends',
  ]);
});

zip('a broken directory: the entries are found by their own headers', async () => {
  const bytes = zipOf([
    ['a', TEXT],
    ['b', TEXT],
    ['c', 'c'],
  ]);
  bytes.fill(0x41, bytes.indexOf('PK\x01\x02'));
  const { texts, skipped } = await open(bytes);
  assert.equal(texts, [`zip:a: ${TEXT}`, `zip:b: ${TEXT}`, 'zip:c: c']);
  assert.equal(skipped, ['!damaged: its directory cannot be read']);
});

zip('an entry that the directory leaves out is read', async () => {
  const bytes = zipOf([
    ['a', 'one'],
    ['hidden', 'two'],
    ['c', 'three'],
  ]);
  const [, second = 0, third = 0] = directory(bytes);
  bytes.copy(bytes, second + 42, third + 42, third + 46); // its line leads to the third entry
  const { texts } = await open(bytes);
  assert.equal(texts, ['zip:a: one', 'zip:hidden: two', 'zip:hidden: three']);
});

zip('damaged data is read up to the damage, and the entries behind it', async () => {
  const sound = deflateRawSync(TEXT, { finishFlush: constants.Z_SYNC_FLUSH });
  const data = Buffer.concat([sound, Buffer.from([0x07])]); // a block of a type that there is not
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04\x14\0\0\0\x08\0', 'latin1');
  header.writeUInt32LE(data.length, 18);
  header.writeUInt16LE(1, 26);
  const { texts, skipped } = await open(Buffer.concat([header, Buffer.from('a'), data, zipOf([['b', 'b']])]));
  assert.equal(texts, [`zip:a: ${TEXT}`, 'zip:b: b']);
  assert.equal(skipped, ['!zip:a: damaged: read up to the damage']);
});

zip('data that unpacks to something else than was packed', async () => {
  const bytes = zipOf([['a', TEXT]]);
  bytes.writeUInt32LE(7, (directory(bytes)[0] as number) + 16);
  const { texts, skipped } = await open(bytes);
  assert.equal(texts, [`zip:a: ${TEXT}`]);
  assert.equal(skipped, ['!zip:a: damaged: its checksum is wrong']);
});

for (const size of [0, 7, 0x7fffffff]) {
  zip(`a lying size (${size}) hides nothing`, async () => {
    const bytes = zipOf([
      ['a', TEXT],
      ['b', TEXT],
    ]);
    for (const place of [18, 22]) bytes.writeUInt32LE(size, place);
    for (const place of [20, 24]) bytes.writeUInt32LE(size, (directory(bytes)[0] as number) + place);
    const { texts } = await open(bytes);
    assert.equal(texts, [`zip:a: ${TEXT}`, `zip:b: ${TEXT}`]);
  });
}

zip('entries that overlap are each unpacked to the next header only', async () => {
  const bytes = zipOf(Array.from({ length: 50 }, (_, index) => [`${index}`, TEXT] as [string, string]));
  const lines = directory(bytes);
  for (const line of lines) bytes.writeUInt32LE(0, line + 42);
  const { texts } = await open(bytes);
  assert.is(texts.length, 50);
});

zip('more entries than the limit', async () => {
  const bytes = zipOf(Array.from({ length: 5 }, (_, index) => [`${index}`, TEXT] as [string, string]));
  const { texts, skipped } = await open(bytes, { entries: 3 });
  assert.is(texts.length, 3);
  assert.equal(skipped, ['!limit reached: more than 3 entries']);
});

zip('more bytes than the limit', async () => {
  const bytes = zipOf(
    Array.from({ length: 5 }, (_, index) => [`${index}`, TEXT.repeat(1000)] as [string, string]),
  );
  const { texts, skipped } = await open(bytes, { bytes: 3 * 1024 * 1024 });
  assert.is(texts.length, 2);
  assert.equal(skipped, ['!zip:2: limit reached: more than 3 MB inside']);
});

zip('a bomb is named, and what stands beside it is read', async () => {
  const bytes = python(
    `${WRITE}
archive.writestr('bomb', bytes(64 * 1024 * 1024))
archive.writestr('b', given)
archive.close()`,
    TEXT,
  );
  const { texts, skipped } = await open(bytes);
  assert.equal(texts, [`zip:b: ${TEXT}`]);
  assert.equal(skipped, ['!zip:bomb: limit reached: unpacks to more than 200 times its size']);
});

zip('bombs beside one another end with the bytes that all of them may have', async () => {
  const bytes = python(`${WRITE}
for index in range(9): archive.writestr(str(index), bytes(20 * 1024 * 1024))
archive.close()`);
  const { skipped } = await open(bytes, { bytes: 64 * 1024 * 1024 });
  assert.equal(skipped, [
    '!zip:0: limit reached: unpacks to more than 200 times its size (and 2 more like it)',
    '!zip:3: limit reached: more than 64 MB inside',
  ]);
});

zip('bombs in bombs end with the bytes that all of them may have', async () => {
  const bytes = python(`${WRITE}
inner = io.BytesIO()
bomb = zipfile.ZipFile(inner, 'w', zipfile.ZIP_DEFLATED)
for index in range(20): bomb.writestr(str(index), bytes(2 * 1024 * 1024))
bomb.close()
for index in range(20): archive.writestr(str(index), inner.getvalue())
archive.close()`);
  const { texts, skipped } = await openAll(bytes, { bytes: 32 * 1024 * 1024 });
  assert.ok(texts.length < 40);
  assert.match(skipped.join('\n'), /limit reached: more than 32 MB inside/);
});

zip.run();
