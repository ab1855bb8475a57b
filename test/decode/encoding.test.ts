/** Wide text: told from bytes, read as UTF-8, and each place known both ways. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Encoding, encodingOf } from '../../src/decode/encoding.js';
import { transcode } from '../../src/decode/transcode.js';

const encodings = suite('encodings');

const STORE: Record<Encoding, (text: string) => Buffer> = {
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  'utf-32le': (text) => Buffer.from(codes(text).buffer),
  'utf-32be': (text) => Buffer.from(codes(text).buffer).swap32(),
};
const ALL = Object.keys(STORE) as Encoding[];

function codes(text: string): Uint32Array {
  return Uint32Array.from([...text].map((char) => char.codePointAt(0) as number));
}

const ENGLISH = 'key = value\r\nand another line\r\n';
const MIXED = 'naïve café: 12 €, ключ, 密钥 🔑🔑 end\n';
const CHINESE = '这是一段没有任何英文字母的文字，只有汉字和标点。'.repeat(40);
const CYRILLIC = 'Пароль лежит в другом месте, а не здесь. '.repeat(30);

for (const encoding of ALL) {
  const store = STORE[encoding];
  const told: [title: string, text: string, found: Encoding | null][] = [
    ['English', ENGLISH, encoding],
    ['English, marked', `\ufeff${ENGLISH}`, encoding],
    ['four characters', 'a=1\n', encoding],
    ['Chinese, marked', `\ufeff${CHINESE}`, encoding],
    ['Cyrillic, marked', `\ufeff${CYRILLIC}`, encoding],
    ['nothing but a mark', '\ufeff', encoding],
  ];
  for (const [title, text, found] of told) {
    encodings(`${encoding}: ${title}`, () => assert.is(encodingOf(store(text)), found));
  }

  encodings(`${encoding}: every character is found again where it stood`, () => {
    const text = `\ufeff${MIXED.repeat(500)}`;
    const stored = store(text);
    const read = transcode(stored, encoding);
    assert.is(read.text.toString('utf8'), text);
    let before = '';
    for (const char of [...text].slice(0, 300)) {
      const offset = Buffer.byteLength(before);
      assert.is(read.storedOffset(offset), store(before).length);
      assert.is(read.textOffset(store(before).length), offset);
      before += char;
    }
    assert.is(read.storedOffset(read.text.length), stored.length);
    assert.is(read.textOffset(stored.length), read.text.length);
    // Far behind the first places that are remembered.
    const late = text.lastIndexOf('end');
    const offset = Buffer.byteLength(text.slice(0, late));
    assert.is(read.storedOffset(offset), store(text.slice(0, late)).length);
    assert.is(read.textOffset(store(text.slice(0, late)).length), offset);
  });

  encodings(`${encoding}: what is left of a unit at the end is not lost`, () => {
    const { text, storedOffset } = transcode(Buffer.concat([store('ab'), Buffer.from([0x41])]), encoding);
    assert.is(text.toString('utf8'), 'ab\ufffd');
    assert.is(storedOffset(2), store('ab').length);
  });

  encodings(`${encoding}: a line that was appended in ASCII is read`, () => {
    const [wide, line] = ['\ufeffsome wide text, 密钥\n', 'NAME=and a line of ASCII\n'];
    const stored = Buffer.concat([store(wide), Buffer.from(line), store('wide again')]);
    const { text, storedOffset, textOffset } = transcode(stored, encoding);
    assert.is(text.toString('utf8'), `${wide}${line}wide again`);
    const start = store(wide).length;
    assert.is(storedOffset(Buffer.byteLength(wide) + 5), start + 5);
    assert.is(textOffset(start + 5), Buffer.byteLength(wide) + 5);
    const again = Buffer.byteLength(wide + line);
    assert.is(storedOffset(again), start + line.length);
  });
}

encodings('halves of surrogate pairs become U+FFFD, each in its place', () => {
  const stored = Buffer.from('a\ud83db\udd11c\ud83d', 'utf16le');
  const { text, storedOffset } = transcode(stored, 'utf-16le');
  assert.is(text.toString('utf8'), 'a\ufffdb\ufffdc\ufffd');
  assert.equal(
    [0, 1, 4, 5, 8, 9].map((offset) => storedOffset(offset)),
    [0, 2, 4, 6, 8, 10],
  );
});

encodings('numbers that are no code points become U+FFFD', () => {
  const stored = Buffer.from(Uint32Array.from([0x61, 0x110000, 0xd800, 0x62]).buffer);
  assert.is(transcode(stored, 'utf-32le').text.toString('utf8'), 'a\ufffd\ufffdb');
});

const BYTES: [title: string, bytes: Buffer][] = [
  ['nothing', Buffer.alloc(0)],
  ['UTF-8', Buffer.from(MIXED.repeat(100))],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${ENGLISH}`)],
  ['Latin-1', Buffer.from('caf\xe9 '.repeat(100), 'latin1')],
  ['Latin-1 behind the bytes of a mark', Buffer.from(`\xff\xfe\xc3\n${ENGLISH.repeat(9)}\xff`, 'latin1')],
  ['text with zero bytes', Buffer.from(`a\0b\0\n\0${ENGLISH.repeat(9)}`)],
  ['zero bytes', Buffer.alloc(4096)],
  ['lines that end in zero bytes', Buffer.from('one\0two\0three\0'.repeat(99))],
  [
    'UTF-8 to which wide text was appended',
    Buffer.concat([Buffer.from('hello\r\n'), STORE['utf-16le'](ENGLISH)]),
  ],
  [
    'a program',
    Buffer.from(
      `\x7fELF\x02\x01\x01${'\0'.repeat(9)}\x03\0\x3e\0\x01\0\0\0${'@\0\0\0\0\0\0\0'.repeat(9)}`,
      'latin1',
    ),
  ],
  ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01\0\x08\x06', 'latin1')],
  [
    'a database',
    Buffer.from(`SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20${'\0\0\0\x01'.repeat(20)}`, 'latin1'),
  ],
  ['a class', Buffer.from(`\xca\xfe\xba\xbe\0\0\0\x37\0\x1d\x0a${'\0\x06\0\x0f\x09'.repeat(20)}`, 'latin1')],
  ['16-bit numbers', Buffer.from(Uint16Array.from({ length: 2000 }, (_, index) => (index * 7) % 700).buffer)],
  ['32-bit numbers', Buffer.from(Uint32Array.from({ length: 2000 }, (_, index) => index).buffer)],
  ['random bytes behind a mark', randomBehindMark()],
];

/** Bytes of a fixed sequence, as they stand in compressed data. */
function randomBehindMark(): Buffer {
  const bytes = Buffer.alloc(4096);
  for (let at = 0, seed = 7; at < bytes.length; at++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    bytes[at] = seed >>> 16;
  }
  bytes.writeUInt16BE(0xfffe, 0);
  return bytes;
}

for (const [title, bytes] of BYTES) {
  encodings(`${title}: read byte by byte`, () => assert.is(encodingOf(bytes), null));
}

encodings.run();
