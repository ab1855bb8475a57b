/** What the kernel tells of a text is enough: what it lets go would have told nothing. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Layer } from '../../src/decode/layer.js';
import { base64Layers } from '../../src/decode/text/base64.js';
import { byteListLayers } from '../../src/decode/text/byte-lists.js';
import { kindAt } from '../../src/decode/text/escapes.js';
import { findPlaces } from '../../src/decode/text/places.js';
import { signsIn, signsOf } from '../../src/decode/text/signs.js';
import { randomBytes, randomInt } from '../support/random.js';

const places = suite('places of text inside text');

const WINDOW = 256 * 1024; // bytes that the kernel looks at at a time
const ATOMS = [
  ...[
    '"',
    "'",
    '`',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '\0',
    'é',
    '+',
    '.',
    '||',
    '<>',
    '|',
    '\\',
    '_\n',
    '//',
    '-',
    '_',
  ],
  ...[
    '(',
    ')',
    ';',
    ':',
    ',',
    '#',
    '*',
    '\\n',
    '\\r',
    '\\"',
    '\\"Secret\\"',
    '\\/',
    '\\u0041',
    '\\x41',
    '\\101',
  ],
  ...[
    '\\e[0m',
    '\\033[1m',
    '\x1b[0m',
    '%41',
    '%2',
    '&quot;',
    '&#65;',
    '&amp;',
    '=3D',
    '=\n',
    '=\r\n',
    '",\n"',
  ],
  ...[
    '0x41,',
    '0xa, ',
    '0x4 ',
    '0x',
    'Secret',
    'name = ',
    'name:',
    'a',
    'Ab1',
    'abcdefgh',
    'a_name_of_24_characters_',
  ],
  ...['A'.repeat(24), 'deadbeef'.repeat(4), '6768705f'.repeat(4), '504b0304'.repeat(4), '0102'.repeat(8)],
];

const pick = <T>(all: readonly T[]): T => all[randomInt(all.length)] as T;
const base64 = (length: number) => randomBytes(length).toString('base64');

/** Texts of few kinds of atoms, so that these meet, with base64 in lines now and then; some lie over the end of a window. */
function randomText(): Buffer {
  const few = Array.from({ length: 3 + randomInt(8) }, () => pick(ATOMS));
  const atom = () => {
    const one = randomInt(5) === 0 ? pick(ATOMS) : pick(few);
    return randomInt(6) === 0 ? one.repeat(1 + randomInt(12)) : one;
  };
  const atoms = (most: number) => Array.from({ length: randomInt(most) }, atom).join('');
  const ends = ['\n', '\n  ', '\\n', '" +\n  "', "',\n'", ' '];
  const lines =
    randomInt(3) === 0 ? base64(20 + randomInt(900)).replace(/.{24,76}/g, (line) => line + pick(ends)) : '';
  const text = atoms(40) + lines + atoms(40);
  const before = randomInt(30) === 0 ? pick(['-', ' ', 'x', 'A', ' "a" + ']).repeat(WINDOW) : '';
  const seam = before.slice(0, Math.max(0, WINDOW - randomInt(text.length + 1)));
  return Buffer.from(seam + text, 'latin1');
}

/** What chance hardly ever makes: a line that would be text if it were not a part of a run, and a prefix of two letters. */
const KNOWN = [`${'z'.repeat(48)}\n${'QmJr'.repeat(8)}`, '"abc" + u8"def"'];
const TEXTS = [...KNOWN.map((text) => Buffer.from(text)), ...Array.from({ length: 1000 }, randomText)];

function found(bytes: Buffer) {
  const escapes: number[] = [];
  return { ...findPlaces(bytes, (at) => escapes.push(at)), escapes };
}

const shown = (layers: Iterable<Layer>) =>
  Array.from(layers, ({ name, bytes, outerRange }) => {
    const { start, end } = outerRange({ start: 1, end: bytes.length });
    return `${name} ${start} ${end} ${bytes.toString('latin1')}`;
  });

function tellingPlaces(bytes: Buffer): number[] {
  const telling: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    // The last of several backslashes decides.
    const isSign = '\\%&=\x1b"\'`'.includes(String.fromCharCode(bytes[at] as number));
    if (isSign && !(bytes[at] === 0x5c && bytes[at + 1] === 0x5c) && kindAt(bytes, at) !== null)
      telling.push(at);
  }
  return telling;
}

places('every escape that tells something is told', () => {
  for (const bytes of TEXTS) {
    const { escapes } = found(bytes);
    const told = new Set(escapes);
    assert.equal(
      escapes,
      [...told].sort((a, b) => a - b),
      'in order, each once',
    );
    for (const at of tellingPlaces(bytes)) assert.ok(told.has(at), JSON.stringify(around(bytes, at)));
  }
});

places('the runs that are let go hold nothing', () => {
  for (const bytes of TEXTS) {
    const lines = [...bytes.toString('latin1').matchAll(/[A-Za-z0-9+/_-]{24,}/g)];
    const all = lines.flatMap(({ index, 0: line }) => [index, index + line.length]);
    for (const isCut of [false, true]) {
      const known = { isNews: () => true, isCut };
      const { runs } = found(bytes);
      assert.equal(shown(base64Layers(bytes, runs, known)), shown(base64Layers(bytes, all, known)));
    }
  }
});

places('the bytes that are let go are no list', () => {
  for (const bytes of TEXTS) {
    const all = [...bytes.toString('latin1').matchAll(/0x/g)].map(({ index }) => index);
    const { lists } = found(bytes);
    const isNews = () => true;
    assert.equal(shown(byteListLayers(bytes, lists, isNews)), shown(byteListLayers(bytes, all, isNews)));
  }
});

places('a Secret is told of wherever it stands', () => {
  for (const bytes of TEXTS) assert.is(found(bytes).hasSecret, bytes.includes('Secret'));
  for (let shift = 0; shift < 8; shift++) {
    assert.ok(found(Buffer.from(`${' '.repeat(WINDOW - shift)}Secret`)).hasSecret, `${shift} before the end`);
  }
});

places('signs are found in a part of a text, quotes where strings are joined', () => {
  const signs = signsOf('"\'`\\');
  for (const bytes of TEXTS) {
    const start = randomInt(bytes.length + 1);
    const end = start + randomInt(bytes.length - start + 1);
    const told = signsIn(bytes, { start, end }, signs);
    const backslashes = [...bytes.keys()].filter((at) => at >= start && at < end && bytes[at] === 0x5c);
    assert.equal(
      told.filter((at) => bytes[at] === 0x5c),
      backslashes,
    );
    const joints = tellingPlaces(bytes).filter(
      (at) => at >= start && at < end && signs.flags[bytes[at] as number],
    );
    for (const at of joints) assert.ok(told.includes(at), JSON.stringify(around(bytes, at)));
    assert.ok(told.every((at) => at >= start && at < end && signs.flags[bytes[at] as number]));
  }
});

places('ordinary code has few places to look at', () => {
  const code =
    'if (a == "b\\n" && c.d("e", 0x41)) { return some_function_of_that_name(f, "%d"); } // it\'s 100%\n';
  assert.equal(found(Buffer.from(code.repeat(1000))), { runs: [], lists: [], hasSecret: false, escapes: [] });
});

places('more places than the kernel holds at a time are all told', () => {
  const run = `${Buffer.from('some words that say nothing').toString('base64')} `;
  const text = Buffer.from(`${run.repeat(5000)}${'a%41b'.repeat(9000)}${' 0x41,'.repeat(9000)}`);
  const { runs, escapes, lists } = found(text);
  assert.is(runs.length, 2 * 5000);
  assert.is(escapes.length, 9000);
  assert.is(lists.length, 9000);
});

function around(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', Math.max(0, at - 40), at + 80);
}

places.run();
