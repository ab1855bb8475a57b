/** The words in documents, slides and sheets. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { contentKind } from '../../src/decode/content-kind.js';
import { open, openAll, outerText, python } from '../support/containers.js';

const office = suite('office xml');
const WORD =
  '<?xml version="1.0"?>\n<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>';
const SLIDE = '<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="x">';
const SHEET = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
const ODF = '<office:document-content xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">';

const cases: [title: string, xml: string, text: string][] = [
  [
    'runs of a paragraph are one text',
    `${WORD}<w:p><w:r><w:t>one</w:t></w:r><w:proofErr w:type="x"/><w:r><w:t xml:space="preserve">two</w:t></w:r></w:p><w:p><w:t>three</w:t></w:p>`,
    '\nonetwo\nthree\n',
  ],
  [
    'breaks and tabs',
    `${WORD}<w:p><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br w:type="page"/><w:t>c</w:t></w:p>`,
    '\na\nb\nc\n',
  ],
  [
    'entities',
    `${WORD}<w:t>a&amp;b &lt;c&gt; &#x41;&#66;&quot; &unknown; &</w:t>`,
    '\na&b <c> AB" &unknown; &',
  ],
  [
    'slides',
    `${SLIDE}<a:p><a:r><a:t>one</a:t></a:r><a:r><a:t>two</a:t></a:r></a:p><a:p><a:t>x</a:t></a:p>`,
    'onetwo\nx\n',
  ],
  ['shared strings', `${SHEET}<si><r><t>one</t></r><r><t>two</t></r></si><si><t>x</t></si>`, 'onetwo\nx\n'],
  [
    'OpenDocument',
    `${ODF}<text:p>one<text:span text:style-name="T1">two</text:span></text:p><text:h>x</text:h>`,
    'onetwo\nx\n',
  ],
];
for (const [title, xml, text] of cases) {
  office(title, async () => {
    const bytes = Buffer.from(xml);
    const opened = await open(bytes);
    assert.equal(opened.texts, [`xml-text: ${text}`]);
    assert.equal(opened.skipped, []);
  });
}

office('a word in two runs is found where both stand', async () => {
  const bytes = Buffer.from(`${WORD}<w:t>a wo</w:t></w:r><w:r><w:t>rd &amp; b</w:t>`);
  const opened = await open(bytes);
  assert.is(outerText(bytes, opened, 'word'), 'wo</w:t></w:r><w:r><w:t>rd');
  assert.is(outerText(bytes, opened, '&'), '&amp;');
});

office('in a document, the words of each part', async () => {
  const program = `
import zipfile
archive = zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED)
for name, text in given: archive.writestr(name, text)
archive.close()`;
  const parts = [
    ['word/document.xml', cases[0]?.[1]],
    ['[Content_Types].xml', '<?xml version="1.0"?><Types/>'],
    ['ppt/slides/slide1.xml', SLIDE],
  ];
  const { texts } = await openAll(python(program, parts));
  assert.equal(texts, [
    'zip:word/document.xml',
    'zip:word/document.xml > xml-text',
    'zip:[Content_Types].xml',
    'zip:ppt/slides/slide1.xml',
  ]);
});

office('other XML, and source code that speaks of it, is text', () => {
  assert.equal(contentKind(Buffer.from('<?xml version="1.0"?><project/>')), { kind: 'text' });
  assert.equal(contentKind(Buffer.from(`const names = '${WORD}';`)), { kind: 'text' });
});

office('a text longer than one layer is cut at the end of a line', async () => {
  const lines = Array.from({ length: 60_000 }, (_, index) => `<w:p><w:t>line ${index}</w:t></w:p>`);
  const { texts } = await open(Buffer.from(WORD + lines.join('')));
  assert.ok(texts.length > 1);
  assert.is(texts.join('').split(/line \d+\n/).length, 60_001);
  for (const text of texts) assert.ok(text.endsWith('\n'));
});

office('tags without end and entities without end', async () => {
  for (const rest of ['<'.repeat(5000), '&'.repeat(5000), '<w:p', '&#x110000;', '&#'])
    assert.equal((await open(Buffer.from(WORD + rest))).skipped, []);
  assert.equal((await open(Buffer.from(`${WORD}${'text'.repeat(99)}`), { bytes: 100 })).skipped, [
    '!limit reached: more than 0 MB inside',
  ]);
});

office.run();
