/** The texts in PNG pictures. */
import { deflateSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { open, outerText } from '../support/containers.js';

const png = suite('png');
const HEADER = chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
const PIXEL = chunk('IDAT', deflateSync(Buffer.from([0, 0])));
const END = chunk('IEND', Buffer.alloc(0));

function pngOf(...chunks: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), HEADER, ...chunks, PIXEL, END]);
}

/** The checksum is nobody's business here. */
function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}

const packed = deflateSync('some text');
const cases: [title: string, chunk: Buffer, texts: string[], isExact: boolean][] = [
  ['tEXt', chunk('tEXt', Buffer.from('Title\0some text')), ['png:tEXt: Title\0some text'], true],
  ['zTXt', chunk('zTXt', Buffer.concat([Buffer.from('Title\0\0'), packed])), ['png:zTXt: some text'], false],
  [
    'iTXt as it is',
    chunk('iTXt', Buffer.from('Title\0\0\0en\0Titel\0some text')),
    ['png:iTXt: Title\0\0\0en\0Titel\0some text'],
    true,
  ],
  [
    'iTXt compressed',
    chunk('iTXt', Buffer.concat([Buffer.from('Title\0\x01\0en\0Titel\0'), packed])),
    ['png:iTXt: some text'],
    false,
  ],
  ['eXIf', chunk('eXIf', Buffer.from('MM\0*some text')), ['png:eXIf: MM\0*some text'], true],
  ['no text', chunk('gAMA', Buffer.alloc(4)), [], false],
];
for (const [title, text, texts, isExact] of cases) {
  png(title, async () => {
    const bytes = pngOf(text);
    const opened = await open(bytes);
    assert.equal(opened.texts, texts);
    assert.equal(opened.skipped, []);
    if (isExact) assert.is(outerText(bytes, opened, 'some text'), 'some text');
    for (const layer of opened.layers) assert.is(layer.isExact, isExact);
  });
}

png('text behind the picture, and more behind the end', async () => {
  const bytes = Buffer.concat([
    pngOf().subarray(0, -END.length),
    cases[1]?.[1] as Buffer,
    END,
    Buffer.from('more'),
  ]);
  const { texts, skipped } = await open(bytes);
  assert.equal(texts, ['png:zTXt: some text']);
  assert.equal(skipped, []);
});

png('damaged text, a picture that is cut off, a bomb', async () => {
  const wrong = chunk('zTXt', Buffer.from('Title\0\0no zlib data'));
  assert.equal((await open(pngOf(wrong))).skipped, ['!png:zTXt: damaged: read up to the damage']);
  assert.equal((await open(pngOf().subarray(0, -20))).skipped, ['cut off: read up to where it ends']);
  const bomb = chunk(
    'zTXt',
    Buffer.concat([Buffer.from('Title\0\0'), deflateSync(Buffer.alloc(20_000_000))]),
  );
  assert.equal((await open(pngOf(bomb))).skipped, [
    '!png:zTXt: limit reached: unpacks to more than 200 times its size',
  ]);
});

png('a length that goes beyond the end', async () => {
  const bytes = pngOf(chunk('tEXt', Buffer.from('Title\0some text')));
  bytes.writeUInt32BE(0xffffffff, 8 + HEADER.length);
  assert.equal((await open(bytes)).skipped, ['cut off: read up to where it ends']);
});

png.run();
