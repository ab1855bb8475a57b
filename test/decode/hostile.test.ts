/** Every container damaged at random and cut off anywhere: what cannot be read is named, and nothing throws. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { contentKind } from '../../src/decode/content-kind.js';
import { openAll, python } from '../support/containers.js';
import { randomText } from '../support/sample.js';

const hostile = suite('hostile containers');
const LIMITS = { bytes: 16 * 1024 * 1024, entries: 300 };

const MAKE = `
import zipfile, tarfile, sqlite3
kind, text = given
if kind == 'zip':
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as a:
        a.writestr('a.txt', text); a.writestr('word/document.xml', '<?xml version="1.0"?><w:d xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:t>a&amp;b</w:t>')
        a.writestr(zipfile.ZipInfo('stored'), text); a.comment = b'a comment'
if kind == 'tar':
    with tarfile.open(out, 'w', format=tarfile.PAX_FORMAT) as a:
        for name in ('a', 'long/' * 40 + 'b'):
            t = tarfile.TarInfo(name); t.size = len(text); a.addfile(t, io.BytesIO(text.encode()))
if kind == 'sqlite':
    c = sqlite3.connect(out); c.execute('PRAGMA page_size = 512'); c.execute('CREATE TABLE t (a, b)')
    for _ in range(5): c.execute('INSERT INTO t VALUES (?, ?)', (text, text[:50]))
    c.commit()
`;
const TEXT = randomText(2000);
const files: [name: string, bytes: Buffer][] = [
  ['zip', python(MAKE, ['zip', TEXT])],
  ['tar', python(MAKE, ['tar', TEXT])],
  ['sqlite', python(MAKE, ['sqlite', TEXT])],
  ['gzip', gzipSync(python(MAKE, ['tar', TEXT]))],
  ...['chromium', 'reportlab', 'encrypted'].map((name): [string, Buffer] => [
    `pdf (${name})`,
    readFileSync(new URL(`files/${name}.pdf`, import.meta.url)),
  ]),
];

for (const [name, bytes] of files) {
  hostile(`${name}: damaged anywhere`, async () => {
    const byte = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(byte, { minLength: 1, maxLength: 20 }),
        fc.nat(bytes.length),
        async (damage, length) => {
          const damaged = Buffer.from(bytes.subarray(0, length % 3 === 0 ? length : bytes.length));
          for (const { at, value } of damage) if (at < damaged.length) damaged[at] = value;
          await expectCalm(damaged);
        },
      ),
      { numRuns: 150 },
    );
  });

  hostile(`${name}: parts of it in the wrong place`, async () => {
    const place = fc.nat(bytes.length - 1);
    await fc.assert(
      fc.asyncProperty(place, place, fc.nat(2000), async (from, to, length) => {
        const mixed = Buffer.from(bytes);
        bytes.copy(mixed, to, from, from + length);
        await expectCalm(mixed);
      }),
      { numRuns: 100 },
    );
  });
}

/** No reader gives up: `containers.ts` would say so. */
async function expectCalm(bytes: Buffer): Promise<void> {
  if (contentKind(bytes).kind !== 'container') return;
  const { skipped } = await openAll(bytes, LIMITS);
  assert.equal(
    skipped.filter((reason) => reason.includes('not read to its end')),
    [],
  );
}

hostile.run();
