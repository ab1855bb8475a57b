/** What bytes are taken for: real files, and the texts that look a little like them. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type ContentKind, contentKind } from '../../src/decode/content-kind.js';
import { python } from '../support/containers.js';
import { randomBytes } from '../support/random.js';

const kinds = suite('content kinds');

/** As short as a table needs it. */
function word(kind: ContentKind): string {
  if (kind.kind === 'container') return `a ${kind.format}`;
  return kind.kind === 'binary' ? kind.what : 'text';
}

const NOISE = Buffer.concat([
  Buffer.alloc(64),
  Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 251)),
]);
const latin1 = (text: string) => Buffer.from(text, 'latin1');
/** A beginning, and the noise of machine code or pixels behind it. */
const noisy = (start: string) => Buffer.concat([latin1(start), NOISE]);

const texts: [title: string, bytes: Buffer][] = [
  ['nothing', Buffer.alloc(0)],
  ['nothing but NULs', Buffer.alloc(9)],
  ['one letter', latin1('a')],
  ['UTF-8', Buffer.from('naïve café, 日本語, 🔑\n')],
  ['UTF-8 cut inside a character by the sample', Buffer.from(`${'日本語'.repeat(7281)}日本語 and more`)],
  ['a byte order mark', Buffer.from('\ufeffa=b\r\n')],
  ['Latin-1', latin1('Gr\xfc\xdfe aus K\xf6ln\n')],
  ['Windows-1252', latin1('\x93quoted\x94 \x80 100\n')],
  ['Shift-JIS', latin1('\x93\xfa\x96{\x8c\xea\x82\xcc\x83e\x83L\x83X\x83g\n')],
  ['KOI8-R', latin1('\xf0\xd2\xc9\xd7\xc5\xd4, \xcd\xc9\xd2\n')],
  ['some NULs', latin1('KEY=value\0OTHER=value\0PATH=/bin\0')],
  ['a list ended by NULs', latin1('src/a.ts\0src/b.ts\0c\0'.repeat(100))],
  [
    'a log with an end that was never written',
    latin1(`${'2026-01-01 a line\n'.repeat(20)}${'\0'.repeat(4000)}`),
  ],
  ['colours', latin1('\x1b[32mok\x1b[0m \x07\b\n'.repeat(10))],
  ['SVG', latin1('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a private key', latin1('-----BEGIN PRIVATE KEY-----\nMIIB\n')],
  ['words that begin like formats', latin1('BM MZ PK BZh GIF8 RIFF true OTTO ID3 ustar %PDF-1.4\n')],
  ['Base64', latin1(`${NOISE.toString('base64')}\n`)],
  [
    'a script with an archive in Base64',
    latin1(`#!/bin/sh\n# PK\x05\x06\n${gzipSync('x').toString('base64')}\n`),
  ],
  ...[
    'BM',
    'MZ',
    'PK',
    'BZh',
    'GIF89a',
    'RIFF',
    'OTTO',
    'ID3',
    'wOFF',
    '070701',
    'PACK',
    'FLV',
    'DIRC',
    'hsqs',
    'MSCF',
    'LZIP',
  ].map((start): [string, Buffer] => [
    `a text that begins with ${start}`,
    latin1(`${start} is how this text begins\n`),
  ]),
];
for (const [title, bytes] of texts) {
  kinds(`text: ${title}`, () => assert.is(word(contentKind(bytes)), 'text'));
}

const known: [what: string, bytes: Buffer][] = [
  ['a zip', noisy('PK\x03\x04\x14\0')],
  ['a gzip', gzipSync('x')],
  ['a png', noisy('\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR')],
  ['image (PNG)', noisy('\x89PNG\r\n\x1a\n')],
  ['a pdf', noisy('%PDF-1.4\n')],
  ['a pdf', latin1('\n%PDF-1.4\n1 0 obj\n')],
  ['a pdf', noisy('printer job\n%PDF-1.4\n')],
  ['a sqlite', noisy('SQLite format 3\0')],
  ['archive (xz), its content not read', noisy('\xfd7zXZ\0')],
  ['archive (7z), its content not read', noisy('7z\xbc\xaf\x27\x1c')],
  ['archive (rar), its content not read', noisy('Rar!\x1a\x07\x01\0')],
  ['archive (bzip2), its content not read', noisy('BZh91AY&SY')],
  ['archive (zstd), its content not read', noisy('\x28\xb5\x2f\xfd')],
  ['archive (lz4), its content not read', noisy('\x04\x22\x4d\x18')],
  ['image (JPEG)', noisy('\xff\xd8\xff\xe0')],
  ['image (GIF)', noisy('GIF89a')],
  ['image (WebP)', noisy('RIFF\x10\0\0\0WEBP')],
  ['image (AVIF)', noisy('\0\0\0\x1cftypavif')],
  ['image (icon)', noisy('\0\0\x01\0')],
  ['font (WOFF)', noisy('wOFF\0\x01\0\0')],
  ['font (WOFF2)', noisy('wOF2\0\x01\0\0')],
  ['font (TrueType)', noisy('\0\x01\0\0\0\x0d')],
  ['font (OpenType)', noisy('OTTO\0\x0d')],
  ['audio (MP3)', noisy('ID3\x04\0\0')],
  ['audio (Ogg)', noisy('OggS\0')],
  ['audio (WAV)', noisy('RIFF\x10\0\0\0WAVE')],
  ['video (MP4)', noisy('\0\0\0\x18ftypmp42')],
  ['video (Matroska or WebM)', noisy('\x1a\x45\xdf\xa3')],
  ['Mach-O executable', noisy('\xcf\xfa\xed\xfe\x07\0\0\x01')],
  ['Mach-O executable', noisy('\xca\xfe\xba\xbe\0\0\0\x02')],
  ['Java class', noisy('\xca\xfe\xba\xbe\0\0\0\x41')],
  ['Windows executable', noisy('MZ\x90\0\x03')],
  ['WebAssembly', noisy('\0asm\x01\0\0\0')],
  ['binary data', NOISE],
  ['binary data', Buffer.concat([NOISE, latin1('PK\x05\x06'), Buffer.alloc(18)])],
  ['binary data', randomBytes(20_000)],
];
for (const [what, bytes] of known) {
  kinds(`known by its beginning: ${what}`, () => assert.is(word(contentKind(bytes)), what));
}

kinds('programs and their parts: what runs this test, and what Python compiles', () => {
  assert.is(word(contentKind(beginningOf(process.execPath))), 'ELF executable');
  const compiled = python(
    "import py_compile\nopen(out + '.py', 'w').write('x = [1, 2]\\nprint(x)\\n' * 50)\npy_compile.compile(out + '.py', cfile=out)",
  );
  assert.is(word(contentKind(compiled)), 'compiled Python');
  assert.is(
    word(
      contentKind(
        python("import sqlite3\nc = sqlite3.connect(out)\nc.execute('CREATE TABLE t (a)')\nc.commit()"),
      ),
    ),
    'a sqlite',
  );
});

kinds('every source file and document of this project and of its packages is text', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  let count = 0;
  for (const file of filesBelow(root, [
    'src',
    'test',
    'patterns',
    'node_modules/typescript',
    'node_modules/yargs',
    'node_modules/ajv',
    'node_modules/re2',
  ])) {
    if (!/\.(?:[cm]?[jt]s|json|md|h|cc|txt|map|ya?ml|html|sh)$/.test(file)) continue;
    assert.is(word(contentKind(readFileSync(file))), 'text', file);
    count++;
  }
  assert.ok(count > 1000);
});

function* filesBelow(root: string, folders: string[]): Iterable<string> {
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) yield join(entry.parentPath, entry.name);
    }
  }
}

function beginningOf(path: string): Buffer {
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(100_000);
  readSync(file, bytes);
  closeSync(file);
  return bytes;
}

kinds.run();
