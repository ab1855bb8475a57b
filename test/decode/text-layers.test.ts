/** Text inside text: what is decoded and what is not, where it comes from, and where it ends. */
import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Budget, DEFAULT_LIMITS } from '../../src/decode/budget.js';
import type { Layer } from '../../src/decode/layer.js';
import { textLayers } from '../../src/decode/text-layers.js';

const layers = suite('layers of text');
const WHOLE = { isNews: () => true, isCut: false, isDecoded: false };

function layersIn(text: string | Buffer, known: Partial<typeof WHOLE> = {}): Layer[] {
  const budget = new Budget(DEFAULT_LIMITS);
  return [...textLayers(Buffer.from(text as string), { budget, ...WHOLE, ...known })];
}

/** `name: text` of each layer, its parts told apart by `|`. */
function read(text: string | Buffer, known: Partial<typeof WHOLE> = {}): string[] {
  return layersIn(text, known).map(
    ({ name, bytes }) => `${name}: ${bytes.toString('latin1').replaceAll('\n}\n', '|')}`,
  );
}

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const sum = (text: string) => createHash('sha256').update(text).digest('hex');
const SENTENCE = 'some words that say nothing';

const NOTHING: [title: string, text: string][] = [
  [
    'ordinary code',
    'const a = b("text\\n", \'it\\\'s\') && c?.d; // 100% of it\nif (a == b) return "x" === y;\n',
  ],
  [
    'names and paths',
    'import { getElementsByTagNameNS } from "./some/longer/path/to/another_module.js";\nAVERY_LONG_CONSTANT_NAME_X\n',
  ],
  ['messages in lines', "throw new Error('a message that goes on ' +\n  'in another line');\n"],
  ['a choice of texts', "type A = 'abc' | 'def';\n"],
  ['a table of quoted texts', '"abc","def"\n"ghi","jkl"\n'],
  ['checksums', `${sum('a')}  a\n${sum('b')}  b\n`],
  ['an odd number of hex digits', `${Buffer.from(SENTENCE).toString('hex')}0`],
  ['numbers in print', 'printf("%4d %2d %02x %s\\n", a, b);'],
  ['colours of source code', 'const red = "\\x1b[31m" + text + "\\u001b[0m";'],
  ['colours between words', 'a \u001b[31mred\u001b[0m text'],
  ['prose in HTML', '<p>&lt;b&gt; is &quot;bold&quot; &amp; more&hellip;</p>'],
  ['base64 with its padding at the line end', `${'QUJD'.repeat(15)}Q==\nnext line`],
  ['a Makefile', 'a: b \\\n  c\nFLAGS=\n'],
];
for (const [title, text] of NOTHING) layers(`nothing in ${title}`, () => assert.equal(read(text), []));

const SOMETHING: [title: string, text: string, found: string[]][] = [
  ['base64', `"${base64(SENTENCE)}"`, [`base64: ${SENTENCE}`]],
  ['base64 without padding', `"${base64(`${SENTENCE}!!`).replaceAll('=', '')}"`, [`base64: ${SENTENCE}!!`]],
  [
    'base64 of other bytes',
    base64('\x00\x90\xffsome words\x01\x02\xfe\xff\x07'),
    ['base64: \x00\x90\xffsome words\x01\x02\xfe\xff\x07'],
  ],
  [
    'lines of base64 that are whole each',
    `${base64(SENTENCE)}\n${base64(SENTENCE)}`,
    [`base64: ${SENTENCE}${SENTENCE}`],
  ],
  [
    'lines whose texts end within a group',
    `${base64(`${SENTENCE}..`).slice(0, 39)}\n${base64(`${SENTENCE}??`).slice(0, 39)}`,
    [`base64: ${SENTENCE}..|${SENTENCE}??`],
  ],
  ['two runs in one layer', `${base64(SENTENCE)} ${base64(SENTENCE)}`, [`base64: ${SENTENCE}|${SENTENCE}`]],
  ['hex in capitals', Buffer.from(SENTENCE).toString('hex').toUpperCase(), [`hex: ${SENTENCE}`]],
  [
    'hex in lines',
    (
      Buffer.from(SENTENCE.repeat(4))
        .toString('hex')
        .match(/.{1,60}/g) ?? []
    ).join('\n'),
    [`hex: ${SENTENCE.repeat(4)}`],
  ],
  ['bytes of one digit', `{${'0x41, 0xa, '.repeat(9)}0x41}`, [`hex: ${'A\n'.repeat(9)}A`]],
  [
    'a character beyond ASCII beside one of it',
    '"\\u0041\\u00e9\\ud83d"',
    ['unicode-escape: "A\xc3\xa9\xef\xbf\xbd"'],
  ],
  [
    'a folder of Windows beside an escape',
    '"C:\\\\new\\\\dir \\u0041"',
    ['unicode-escape: "C:\\\\new\\\\dir A"'],
  ],
  ['addresses in JSON', '{"a":"https:\\/\\/b.io\\/c"}', ['json-string: {"a":"https://b.io/c"}']],
  ['percent escapes', 'a%3Db%20c%zz%4', ['percent: a=b c%zz%4']],
  ['references', '<a b="x&#61;y&amp;amp;z&nbsp;&lt;">', ['html: <a b="x=y&z&nbsp;<">']],
  ['quoted-printable', 'a=3Db=20c=\nd=zz', ['quoted-printable: a=b cd=zz']],
  ['a title and a colour', 'a\u001b]0;title\u0007\u001b[1mb', ['ansi: ab']],
  ['three literals', 'a = "b" + \'c\' +\n "d";', ['joined: a = "bcd";']],
  [
    'wide text in other bytes',
    `\x01\x02${Buffer.from(SENTENCE, 'utf16le').toString('latin1')}\x03`,
    [`utf-16le: ${SENTENCE}`],
  ],
];
for (const [title, text, found] of SOMETHING) {
  layers(title, () => assert.equal(read(Buffer.from(text, 'latin1')), found));
}

layers('what is large, or to be opened by itself, is a layer of its own', () => {
  const large = `${SENTENCE} `.repeat(60);
  const wide = Buffer.from(SENTENCE, 'utf16le').toString('latin1');
  const text = [SENTENCE, large, SENTENCE, wide].map(base64).join(' ');
  assert.equal(read(text), [`base64: ${large}`, `base64: ${wide}`, `base64: ${SENTENCE}|${SENTENCE}`]);
});

layers('the beginning of a cut run is unknown: every one of four is tried', () => {
  const bytes = '\x00\x90\xffsome words \x01\x02\xfe that go on and on';
  for (const phase of [0, 1, 2, 3]) {
    const cut = base64(bytes).slice(phase);
    const found = read(cut, { isCut: true });
    assert.ok(
      found.some((one) => one.includes('words \x01\x02\xfe that')),
      `cut at ${phase}`,
    );
  }
});

layers('the place of every byte', () => {
  const cases: [text: string, inner: string, outer: string][] = [
    [`a ${base64('0123456789abcdefghij')}`, '345678', base64('0123456789abcdefghij').slice(4, 12)],
    [`a ${base64('0123456789abcdefghij')}`, '4', base64('0123456789abcdefghij').slice(5, 7)],
    ['ab\\u0063de', 'bc', 'b\\u0063'],
    ['ab\\u0063de', 'de', 'de'],
    ['ab\\u0063de', 'ab', 'ab'],
    ['a = "bc" + "de"', 'cd', 'c" + "d'],
    ['a = "bc" + "de"', 'de', 'de'],
    ['a = "bc" + "de"', 'bc', 'bc'],
  ];
  for (const [text, inner, outer] of cases) {
    const layer = layersIn(text)[0] as Layer;
    const start = layer.bytes.indexOf(inner);
    const range = layer.outerRange({ start, end: start + inner.length });
    assert.is(text.slice(range.start, range.end), outer, `${inner} in ${text}`);
  }
});

layers('what the text shows as it stands is no news', () => {
  const news = (text: string, inner: string) => {
    const layer = layersIn(text)[0] as Layer;
    const start = layer.bytes.indexOf(inner);
    return layer.isNews({ start, end: start + inner.length });
  };
  assert.is(news('"abc" + "def"', 'cd'), true);
  assert.is(news('"abc" + "def"', 'abc'), false);
  assert.is(news('"abc" + "def"', 'def'), false);
  assert.is(news('name\\u003dvalue', 'value'), true);
  assert.is(news(`value${' '.repeat(99)}name\\u003d`, 'value'), false);
  assert.is(news(`name\\u003d${' '.repeat(500)}value`, 'value'), false);
  assert.is(news(`${base64(SENTENCE)} ${base64(SENTENCE)}`, 'nothing\n}\nsome'), false);
});

layers('far apart, only what stands around escapes is read again', () => {
  const far = `${'plain text and nothing else\n'.repeat(1000)}`;
  const [found] = layersIn(`${far}a\\u0062c${far}${far}d\\u0065f${far}`);
  const text = (found as Layer).bytes.toString();
  assert.ok(text.includes('abc') && text.includes('def'));
  assert.ok(text.length < 8 * 1024);
});

layers('in decoded text nothing is decoded that the text around shows', () => {
  const text = `"${base64(SENTENCE)}" "\\u0041" "%41a"`;
  assert.equal(read(text, { isNews: () => false, isDecoded: true }), []);
});

layers('in decoded text, escapes of several kinds in one place are undone at once', () => {
  assert.equal(read('"\\u0041" %41a', { isDecoded: true }), ['percent+unicode-escape: "A" Aa']);
});

layers('a limit that is reached is named once', () => {
  const budget = new Budget({ ...DEFAULT_LIMITS, bytes: 100 });
  const text = Buffer.from(`${base64(SENTENCE.repeat(50))} ${base64(SENTENCE.repeat(50))} "\\u0041"`);
  assert.equal([...textLayers(text, { budget, ...WHOLE })], []);
  assert.equal([...textLayers(text, { budget, ...WHOLE })], []);
  assert.equal(budget.skipped, [
    { layers: [], reason: 'limit reached: too much text inside text', listed: false },
  ]);
});

layers.run();
