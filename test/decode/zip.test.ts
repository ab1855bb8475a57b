/** zip archives, whole and honest, wherever they stand. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { open, openAll, outerText, python } from '../support/containers.js';
import { setFlags, TEXT, WRITE, zipOf } from '../support/zip.js';

const zip = suite('zip');

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

zip.run();
