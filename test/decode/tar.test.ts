/** tar archives in each of their dialects, whole and damaged. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { contentKind } from '../../src/decode/content-kind.js';
import { open, outerText, python } from '../support/containers.js';
import { scratch } from '../support/repository.js';

const tar = suite('tar');
const LONG = `${'folder/'.repeat(40)}file.txt`;
const TEXT = 'jackdaws love my big sphinx of quartz\n'.repeat(30);

/** @param entries name and text of each; `format`: Python's word for the dialect. */
function tarOf(entries: [name: string, text: string][], format = 'PAX', more = ''): Buffer {
  return python(
    `
import tarfile
archive = tarfile.open(out, 'w', format=tarfile.${format}_FORMAT)
for name, text in given:
    entry = tarfile.TarInfo(name); data = text.encode(); entry.size = len(data)
    archive.addfile(entry, io.BytesIO(data))
${more}
archive.close()`,
    entries,
  );
}

for (const format of ['USTAR', 'GNU', 'PAX']) {
  tar(`${format}: entries by name, mapped byte by byte`, async () => {
    const bytes = tarOf(
      [
        ['a.txt', TEXT],
        ['folder/b', 'bb'],
        ['empty', ''],
      ],
      format,
    );
    const opened = await open(bytes);
    assert.equal(opened.texts, [`tar:a.txt: ${TEXT}`, 'tar:folder/b: bb']);
    assert.equal(opened.skipped, []);
    assert.is(outerText(bytes, opened, 'love my'), 'love my');
    assert.is(opened.layers[0]?.isExact, true);
  });
}

for (const format of ['GNU', 'PAX']) {
  tar(`${format}: a name longer than its field`, async () => {
    assert.equal(
      (
        await open(
          tarOf(
            [
              [LONG, 'x'],
              ['b', 'y'],
            ],
            format,
          ),
        )
      ).texts,
      [`tar:${LONG}: x`, 'tar:b: y'],
    );
  });
}

tar('USTAR: a name in two fields', async () => {
  const name = `${'f'.repeat(90)}/${'g'.repeat(90)}`;
  assert.equal((await open(tarOf([[name, 'x']], 'USTAR'))).texts, [`tar:${name}: x`]);
});

tar('PAX: sizes, other keys and global records', async () => {
  const more = `
archive.close()
archive = tarfile.open(out, 'w', format=tarfile.PAX_FORMAT, pax_headers={'comment': 'a commit'})
entry = tarfile.TarInfo('d\\u00e9j\\u00e0'); entry.size = 3; entry.pax_headers = {'x': 'y' * 2000, 'size': '3'}
archive.addfile(entry, io.BytesIO(b'abc'))`;
  assert.equal((await open(tarOf([], 'PAX', more))).texts, ['tar:d\xc3\xa9j\xc3\xa0: abc']);
});

tar('GNU: a size as a binary number', async () => {
  const bytes = tarOf(
    [
      ['a', 'abc'],
      ['b', 'x'],
    ],
    'GNU',
  );
  bytes.fill(0, 124, 136);
  bytes[124] = 0x80;
  bytes[135] = 3;
  assert.equal((await open(withChecksum(bytes, 0))).texts, ['tar:a: abc', 'tar:b: x']);
});

tar('links: their targets are read', async () => {
  const more = `
for kind, target in ((tarfile.SYMTYPE, '/target/of/link'), (tarfile.LNKTYPE, 'other'), (tarfile.SYMTYPE, 'long/' * 40)):
    entry = tarfile.TarInfo('link'); entry.type = kind; entry.linkname = target
    archive.addfile(entry)`;
  for (const format of ['GNU', 'PAX']) {
    const opened = await open(tarOf([['a', 'x']], format, more));
    assert.equal(opened.texts, [
      'tar:a: x',
      'tar:link: /target/of/link',
      'tar:link: other',
      `tar:link: ${'long/'.repeat(40)}`,
    ]);
  }
});

for (const format of ['v7', 'ustar', 'gnu', 'oldgnu', 'posix']) {
  tar(`what tar itself writes as ${format}: a folder, a link, a sparse file`, async () => {
    const folder = scratch();
    mkdirSync(join(folder, 'd'));
    writeFileSync(join(folder, 'd/a'), TEXT);
    symlinkSync('a', join(folder, 'd/link'));
    const isSparse = !['v7', 'ustar'].includes(format);
    const pieces = 'for i in $(seq 30); do printf x | dd of=d/sparse bs=1 seek=${i}00000 conv=notrunc; done';
    const sparse = `(${pieces}) 2>/dev/null; printf the-end >> d/sparse; `;
    const create = `tar ${isSparse ? '-S' : ''} --sort=name --format=${format} -cf out.tar d`;
    const { status } = spawnSync('sh', ['-c', (isSparse ? sparse : '') + create], { cwd: folder });
    assert.is(status, 0);
    const { texts, skipped } = await open(readFileSync(join(folder, 'out.tar')));
    assert.equal(texts.slice(0, 2), [`tar:d/a: ${TEXT}`, 'tar:d/link: a']);
    assert.is(texts.length, isSparse ? 3 : 2);
    if (isSparse) assert.match(texts[2] as string, /^tar:.*sparse: [\s\S]*the-end$/);
    assert.equal(skipped, []);
  });
}

tar('archives behind one another, and anything behind the end', async () => {
  const bytes = Buffer.concat([tarOf([['a', 'x']]), tarOf([['b', 'y']]), Buffer.from('something else')]);
  const { texts, skipped } = await open(bytes);
  assert.equal(texts, ['tar:a: x', 'tar:b: y']);
  assert.equal(skipped, []);
});

tar('cut off inside an entry', async () => {
  const { texts, skipped } = await open(
    tarOf([
      ['a', 'x'],
      ['b', TEXT],
    ]).subarray(0, 1536 + 100),
  );
  assert.equal(texts, ['tar:a: x', `tar:b: ${TEXT.slice(0, 100)}`]);
  assert.equal(skipped, ['!tar:b: cut off: read up to where it ends']);
});

tar('a damaged header: the entries around it are read', async () => {
  const bytes = tarOf([
    ['a', 'x'],
    ['b', TEXT],
    ['c', 'z'],
  ]);
  bytes.fill(0x41, 1024, 1500);
  const { texts, skipped } = await open(bytes);
  assert.equal(texts, ['tar:a: x', 'tar:c: z']);
  assert.equal(skipped, ['!damaged: entries may be missing']);
});

tar('a size larger than the archive', async () => {
  const bytes = tarOf([
    ['a', 'abc'],
    ['b', 'x'],
  ]);
  bytes.write('77777777777\0', 124, 'latin1');
  const { skipped } = await open(withChecksum(bytes, 0));
  assert.equal(skipped, ['!tar:a: cut off: read up to where it ends']);
});

tar('more entries than the limit', async () => {
  const { texts, skipped } = await open(
    tarOf([
      ['a', 'x'],
      ['b', 'y'],
      ['c', 'z'],
    ]),
    { entries: 2 },
  );
  assert.is(texts.length, 2);
  assert.equal(skipped, ['!limit reached: more than 2 entries']);
});

tar('an old archive is known by its checksum, and text is not taken for one', () => {
  const bytes = tarOf([['a', 'x']], 'USTAR');
  bytes.fill(0, 257, 512);
  assert.equal(contentKind(withChecksum(bytes, 0)), { kind: 'container', format: 'tar' });
  bytes[0] = 0x62;
  assert.is(contentKind(bytes).kind === 'container', false);
  assert.equal(contentKind(Buffer.from(`${'x'.repeat(257)}ustar${'y'.repeat(600)}`)), { kind: 'text' });
});

function withChecksum(bytes: Buffer, at: number): Buffer {
  bytes.fill(0x20, at + 148, at + 156);
  const sum = bytes.subarray(at, at + 512).reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1');
  return bytes;
}

tar.run();
