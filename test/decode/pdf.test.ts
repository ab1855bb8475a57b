/** PDF: made by real programs, and by hand for what those here do not do. */
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { open } from '../support/containers.js';
import { flate, type Given, pageOf, pdfOf } from '../support/pdf.js';
import { randomText } from '../support/sample.js';

const pdf = suite('pdf');
const WORDS = 'Jackdaws love my big sphinx';
const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const COMPOSITE = '<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R >>';

function file(name: string): Buffer {
  return readFileSync(new URL(`files/${name}.pdf`, import.meta.url));
}

async function shown(bytes: Buffer): Promise<string[]> {
  const { texts, skipped } = await open(bytes);
  assert.equal(skipped, []);
  return texts.map((text) => text.slice('pdf: '.length));
}

// Printed by Chromium 156 (codes of glyphs, a ToUnicode map, two fonts in one line) and by ReportLab 4 (ASCII85, Flate).
for (const program of ['chromium', 'reportlab']) {
  pdf(`what ${program} prints is read`, async () => {
    assert.ok((await shown(file(program))).some((text) => text.trim() === WORDS));
  });
}

pdf('an encrypted file is listed', async () => {
  const { texts, skipped } = await open(file('encrypted'));
  assert.equal(texts, []);
  assert.equal(skipped, ['pdf: encrypted']);
});

const drawn: [title: string, content: string, text: string][] = [
  ['a string', 'BT /F1 9 Tf 72 720 Td (some words) Tj ET', '\nsome words'],
  ['escapes', 'BT (a\\(b\\)\\101 \\\\ \\\nc (d)) Tj ET', ' a(b)A \\ c (d)'],
  ['hexadecimal', 'BT <736F6d65 20 776F726473> Tj ET', ' some words'],
  ['kerning', 'BT [(so) -20 (me) 120 (thing)] TJ ET', ' something'],
  [
    'lines',
    'BT 0 0 Td (one) Tj 0 -12 Td (two) Tj T* (three) Tj (four) \' 1 2 (five) " ET',
    ' one\ntwo\nthree\nfour\nfive',
  ],
  ['positions', 'BT 1 0 0 1 72 700 Tm (one) Tj 1 0 0 1 72 680 Tm (two) Tj ET', '\none\ntwo'],
  ['an image among the operators', 'BI /W 1 ID \x80(\x00 EI BT (some words) Tj ET', ' some words'],
];
for (const [title, content, text] of drawn) {
  pdf(`shown text: ${title}`, async () => {
    assert.ok((await shown(pageOf(content, HELVETICA))).map((one) => one.trim()).includes(text.trim()));
  });
}

pdf('pieces of a line are joined, and told apart as well', async () => {
  const texts = await shown(pageOf('BT 10 700 Td (one) Tj 30 0 Td (two) Tj [(a) -300 (b)] TJ ET', HELVETICA));
  assert.ok(texts.includes('\nonetwoab'));
  assert.ok(texts.includes('\none twoa b'));
});

const map = (body: string) =>
  flate(`begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange ${body} endcmap`);
const maps: [title: string, body: string][] = [
  ['characters', '3 beginbfchar <0001> <0061> <0002> <0062> <0003> <00630064> endbfchar'],
  ['a range', '1 beginbfrange <0001> <0002> <0061> endbfrange 1 beginbfchar <0003> <00630064> endbfchar'],
  ['a range with a list', '1 beginbfrange <0001> <0003> [<0061> <0062> <00630064>] endbfrange'],
];
for (const [title, body] of maps) {
  pdf(`codes of glyphs: ${title}`, async () => {
    assert.ok(
      (await shown(pageOf('BT /F1 9 Tf <0001000200030001> Tj ET', COMPOSITE, [map(body)]))).some(
        (text) => text.trim() === 'abcda',
      ),
    );
  });
}

pdf('codes that nobody tells are named', async () => {
  const { skipped } = await open(
    pageOf('BT /F1 9 Tf <00010002> Tj ET', COMPOSITE.replace(/.ToUnicode 6 0 R/, '')),
  );
  assert.equal(skipped, ['pdf: text in a font that does not tell its characters']);
});

const coded: [title: string, given: Given][] = [
  ['not at all', { dictionary: '', stream: Buffer.from(`BT (${WORDS}) Tj ET`) }],
  [
    'ASCIIHex',
    {
      dictionary: '/Filter /ASCIIHexDecode',
      stream: Buffer.from(`${Buffer.from(`BT (${WORDS}) Tj ET`).toString('hex')}>`),
    },
  ],
  [
    'ASCIIHex in Flate',
    {
      dictionary: '/Filter [/Fl /AHx]',
      stream: deflateSync(`${Buffer.from(`BT (${WORDS}) Tj ET`).toString('hex')}>`),
    },
  ],
  ['ASCII85', { dictionary: '/Filter [/A85]', stream: Buffer.from(`<~${ascii85(`BT (${WORDS}) Tj ET`)}~>`) }],
];
for (const [title, content] of coded) {
  pdf(`a stream coded with: ${title}`, async () => {
    assert.ok((await shown(pageOf(content, HELVETICA))).some((text) => text.trim() === WORDS));
  });
}

pdf('objects in a stream of objects, strings in hexadecimal and UTF-16', async () => {
  const wide = Buffer.from('\ufeffdéjà vu', 'utf16le').swap16().toString('hex');
  const first = `<< /Title <${wide}> >>`;
  const inner = `7 0 8 ${first.length + 1} `;
  const texts = await shown(
    pdfOf([
      {
        ...(flate(`${inner}${first} [(one\\040two)]`) as object),
        dictionary: `/Type /ObjStm /N 2 /First ${inner.length} /Filter /FlateDecode`,
      } as Given,
    ]),
  );
  assert.ok(texts.some((text) => text.includes(Buffer.from('déjà vu').toString('latin1'))));
});

pdf('attached files are layers; pictures are not read', async () => {
  const texts = await shown(
    pdfOf([
      flate('KEY=value'),
      { dictionary: '/Subtype /Image /Filter /FlateDecode', stream: deflateSync('pixels') },
      { dictionary: '/Filter /DCTDecode', stream: Buffer.from('pixels') },
    ]),
  );
  assert.equal(texts, ['KEY=value']);
});

pdf('an older version of an object is read, too', async () => {
  const bytes = Buffer.concat([pdfOf([flate('old')]), pdfOf([flate('new')]).subarray(9)]);
  assert.equal(await shown(bytes), ['old', 'new']);
});

pdf('what cannot be decoded is named', async () => {
  const cut = deflateSync(randomText(3000)).subarray(0, 900);
  assert.equal((await open(pdfOf([{ dictionary: '/Filter /FlateDecode', stream: cut }]))).skipped.length, 1);
  const other = { dictionary: '/Filter /LZWDecode', stream: Buffer.from('abc') };
  assert.equal((await open(pdfOf([other]))).skipped, ['!pdf: coded in a way that cannot be read here']);
});

pdf('a wrong length, and none', async () => {
  const content = deflateSync(`BT (${WORDS}) Tj ET`);
  for (const length of ['', '/Length 3', '/Length 99999', '/Length 9 0 R']) {
    const bytes = Buffer.concat([
      Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Filter /FlateDecode ${length} >>\nstream\r\n`),
      content,
      Buffer.from('\nendstream\nendobj\n'),
    ]);
    assert.ok(
      (await shown(bytes)).some((text) => text.trim() === WORDS),
      length,
    );
  }
});

pdf('limits on streams and bytes', async () => {
  const many = pdfOf(Array.from({ length: 5 }, () => flate('text')));
  assert.equal((await open(many, { entries: 3 })).skipped, ['!limit reached: more than 3 entries']);
  const large = pdfOf([flate(randomText(100_000)), flate(randomText(100_000))]);
  assert.equal((await open(large, { bytes: 150_000 })).skipped, [
    '!pdf: limit reached: more than 0 MB inside',
  ]);
});

const nested: [title: string, text: string][] = [
  ['arrays', '['.repeat(100_000)],
  ['dictionaries', '<</A'.repeat(100_000)],
  ['strings', '('.repeat(100_000)],
  ['objects', '1 0 obj <<'.repeat(50_000)],
  ['streams', '1 0 obj <<>> stream '.repeat(50_000)],
];
for (const [title, text] of nested) {
  pdf(`very many ${title} inside one another`, async () => {
    const { skipped } = await open(pdfOf([text, flate('text')]));
    assert.not.match(skipped.join('\n'), /not read to its end/);
  });
}

pdf('references in a circle', async () => {
  const bytes = pdfOf([
    '2 0 R',
    '1 0 R',
    '<< /Type /Page /Parent 3 0 R /Contents 1 0 R >>',
    flate('BT (x) Tj ET'),
  ]);
  assert.equal((await open(bytes)).skipped, []);
});

function ascii85(text: string): string {
  const bytes = Buffer.concat([Buffer.from(text), Buffer.alloc((4 - (text.length % 4)) % 4)]);
  let coded = '';
  for (let at = 0; at < bytes.length; at += 4) {
    let value = bytes.readUInt32BE(at);
    let group = '';
    for (let digit = 0; digit < 5; digit++) {
      group = String.fromCharCode(0x21 + (value % 85)) + group;
      value = Math.floor(value / 85);
    }
    coded += group;
  }
  const missing = bytes.length - text.length;
  return coded.slice(0, coded.length - missing);
}

pdf.run();
