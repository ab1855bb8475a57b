/** zip archives, whole and damaged, honest and not. */
import { constants, deflateRawSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { open, openAll, outerText, python } from '../support/containers.js';
import { randomText } from '../support/sample.js';

const zip = suite('zip');

const WRITE = `
import zipfile
archive = zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED)
`;
const TEXT = 'jackdaws love my big sphinx of quartz\n'.repeat(30);

/** @param files name and text of each entry. */
function zipOf(files: [name: string, text: string][], more = ''): Buffer {
  return python(
    `${WRITE}\nfor name, text in given: archive.writestr(name, text)\n${more}\narchive.close()`,
    files,
  );
}

zip('each entry is a layer with its name, at the place of its data', async () => {
  const bytes = zipOf([
    ['config/app.js', TEXT],
    ['folder/', ''],
    ['empty', ''],
    ['b.txt', 'b'],
  ]);
  const opened = await open(bytes);
  assert.equal(opened.texts, [`zip:config/app.js: ${TEXT}`, 'zip:b.txt: b']);
  assert.equal(opened.skipped, []);
  const data = opened.layers[0]?.outerRange({ start: 3, end: 9 });
  assert.is(data?.start, 30 + 'config/app.js'.length);
  assert.is(data?.end, bytes.indexOf('PK\x03\x04', 4));
  assert.is(opened.layers[0]?.isExact, false);
});

zip('a stored entry is mapped byte by byte', async () => {
  const bytes = python(
    `${WRITE.replace('DEFLATED', 'STORED')}\narchive.writestr('a', given)\narchive.close()`,
    TEXT,
  );
  const opened = await open(bytes);
  assert.equal(opened.texts, [`zip:a: ${TEXT}`]);
  assert.is(opened.layers[0]?.isExact, true);
  assert.is(outerText(bytes, opened, 'love my'), 'love my');
});

const names: [title: string, name: string][] = [
  ['a way out', '../../etc/passwd'],
  ['an absolute name', '/etc/passwd'],
  ['a drive', 'C:\\x\\y'],
  ['an escape sequence', 'a\u001b[31mb'],
  ['no ASCII', 'd\u00e9j\u00e0'],
];
for (const [title, name] of names) {
  zip(`a name is a label and nothing else: ${title}`, async () => {
    const { texts, skipped } = await open(zipOf([[name, TEXT]]));
    assert.equal(texts, [`zip:${Buffer.from(name).toString('latin1')}: ${TEXT}`]);
    assert.equal(skipped, []);
  });
}

zip('two entries of one name are both read', async () => {
  const { texts } = await open(
    zipOf([
      ['a', 'one'],
      ['a', 'two'],
    ]),
  );
  assert.equal(texts, ['zip:a: one', 'zip:a: two']);
});

zip('sizes told behind the data, and zip64', async () => {
  const streamed = python(
    `
import zipfile
class Pipe(io.RawIOBase):
    def __init__(self): self.file = open(out, 'wb')
    def writable(self): return True
    def write(self, data): self.file.write(data); return len(data)
pipe = Pipe()
archive = zipfile.ZipFile(pipe, 'w', zipfile.ZIP_DEFLATED)
for name in ('a', 'b'):
    with archive.open(name, 'w', force_zip64=True) as entry: entry.write(given.encode())
archive.writestr(zipfile.ZipInfo('stored'), given)
archive.close(); pipe.file.close()`,
    TEXT,
  );
  const { texts, skipped } = await open(streamed);
  assert.equal(texts, [`zip:a: ${TEXT}`, `zip:b: ${TEXT}`, `zip:stored: ${TEXT}`]);
  assert.equal(skipped, []);
});

zip('comments on the archive and on an entry', async () => {
  const bytes = zipOf(
    [['a', 'x']],
    "archive.infolist()[0].comment = b'of the entry'\narchive.comment = b'of the archive'",
  );
  const opened = await open(bytes);
  assert.equal(opened.texts, ['zip comment:a: of the entry', 'zip comment: of the archive', 'zip:a: x']);
  assert.is(outerText(bytes, opened, 'of the archive'), 'of the archive');
});

zip('encrypted entries are listed, the others read', async () => {
  const bytes = zipOf([
    ['a', TEXT],
    ['b', TEXT],
    ['c', TEXT],
  ]);
  for (const entry of [0, 1]) setFlags(bytes, entry, 1);
  const { texts, skipped } = await open(bytes);
  assert.equal(texts, [`zip:c: ${TEXT}`]);
  assert.equal(skipped, ['zip:a: encrypted (and 1 more like it)']);
});

zip('bzip2 and LZMA are not read, and named', async () => {
  const { texts, skipped } = await open(
    python(
      `
import zipfile
archive = zipfile.ZipFile(out, 'w')
archive.writestr('a', given, zipfile.ZIP_BZIP2)
archive.writestr('b', given, zipfile.ZIP_LZMA)
archive.writestr('c', given, zipfile.ZIP_DEFLATED)
archive.close()`,
      TEXT,
    ),
  );
  assert.equal(texts, [`zip:c: ${TEXT}`]);
  assert.equal(skipped, [
    '!zip:a: compressed in a way that cannot be read here (method 12)',
    '!zip:b: compressed in a way that cannot be read here (method 14)',
  ]);
});

zip('an archive in an archive comes as a layer', async () => {
  const inner = zipOf([['deep.txt', TEXT]]);
  const outer = python(
    `${WRITE}\narchive.writestr('inner.jar', bytes.fromhex(given))\narchive.close()`,
    inner.toString('hex'),
  );
  const { texts } = await openAll(outer);
  assert.equal(texts, ['zip:inner.jar', 'zip:inner.jar > zip:deep.txt']);
});

const before: [title: string, prefix: Buffer][] = [
  ['a script', Buffer.from('#!/usr/bin/env python3\n')],
  ['a program', Buffer.from(`\x7fELF${'\0\x01\x02'.repeat(40_000)}`, 'latin1')],
  ['a long text', Buffer.from('echo installing\n'.repeat(8000))],
];
for (const [title, prefix] of before) {
  zip(`an archive behind ${title} is read`, async () => {
    const { texts, skipped } = await open(
      Buffer.concat([
        prefix,
        zipOf([
          ['a', TEXT],
          ['b', 'b'],
        ]),
      ]),
    );
    assert.equal(texts, [`zip:a: ${TEXT}`, 'zip:b: b']);
    assert.equal(skipped, []);
  });
}

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

/** Where the lines of the directory begin. */
function directory(bytes: Buffer): number[] {
  const lines: number[] = [];
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4))
    lines.push(at);
  return lines;
}

function setFlags(bytes: Buffer, entry: number, flags: number): void {
  const line = directory(bytes)[entry] as number;
  bytes.writeUInt16LE(flags, line + 8);
  bytes.writeUInt16LE(flags, bytes.readUInt32LE(line + 42) + 6);
}

zip.run();
