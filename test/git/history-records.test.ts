/** The records of a history, in pieces of any size, and what is none. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { HistoryParser } from '../../src/git/history-records.js';

const records = suite('the records of a history');

const [A, B, C] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];
const NONE = '0'.repeat(40);

/** What the parser hands over, as text. */
function parsed(text: string, size = text.length): string[] {
  const told: string[] = [];
  const hex = (id: Uint8Array) => Buffer.from(id).toString('hex');
  const parser = new HistoryParser({
    commit: (id, parents) => told.push([hex(id), ...parents.map(hex)].join(' ')),
    change: ({ oldMode, newMode, oldId, newId, path }) =>
      told.push(`${oldMode.toString(8)} ${newMode.toString(8)} ${hex(oldId)} ${hex(newId)} ${path}`),
  });
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += size) parser.take(bytes.subarray(at, at + size));
  parser.end();
  return told;
}

const LISTED = [
  `${C} ${B} ${A}\0`,
  `\n:100644 120000 ${A} ${B} T\0a path\0:100755 000000 ${B} ${NONE} D\0\n:\xff\0`,
  `${B} ${A}\0`,
  `${A} \0\n:000000 160000 ${NONE} ${C} A\0module\0`,
].join('');

const TOLD = [
  `${C} ${B} ${A}`,
  `100644 120000 ${A} ${B} a path`,
  `100755 0 ${B} ${NONE} \n:\xff`,
  `${B} ${A}`,
  A,
  `0 160000 ${NONE} ${C} module`,
];

for (const size of [1, 2, 7, 97, 10_000]) {
  records(`in pieces of ${size} bytes`, () => assert.equal(parsed(LISTED, size), TOLD));
}

records('with ids of SHA-256', () => {
  const [x, y] = ['1', '2'].map((digit) => digit.repeat(64));
  assert.equal(parsed(`${x} ${y}\0\n:000000 100644 ${'0'.repeat(64)} ${y} A\0p\0`), [
    `${x} ${y}`,
    `0 100644 ${'0'.repeat(64)} ${y} p`,
  ]);
});

records('of nothing', () => assert.equal(parsed(''), []));

const BEGUN = `${C} ${B}\0\n`;
const UNREADABLE: Record<string, string> = {
  'a change before any commit': `:100644 100644 ${A} ${B} M\0p\0`,
  'a commit with a short id': 'abcdef \0',
  'a commit without an end of its id': `${A}\0`,
  'a parent that is no id': `${A} ${'x'.repeat(40)}\0`,
  'a parent that is cut': `${A} ${B.slice(1)}\0`,
  'a parent of another length': `${A} ${'b'.repeat(64)}\0`,
  'a decoration': `${A} ${B} (HEAD)\0`,
  'an id in capitals': `${BEGUN}:100644 100644 ${A.toUpperCase()} ${B} M\0p\0`,
  'a mode that is none': `${BEGUN}:100648 100644 ${A} ${B} M\0p\0`,
  'a mode that is too long': `${BEGUN}:1006444100644 ${A} ${B} M\0p\0`,
  'an id that is cut short': `${BEGUN}:100644 100644 ${A.slice(1)} ${B} M\0p\0`,
  'the facts of a merge': `${BEGUN}::100644 100644 100644 ${A} ${B} ${C} MM\0p\0`,
  'a rename': `${BEGUN}:100644 100644 ${A} ${B} R100\0p\0q\0`,
  'an empty path': `${BEGUN}:100644 100644 ${A} ${B} M\0\0`,
  'words of another program': 'gpg: Signature made\n\0',
};
for (const [what, text] of Object.entries(UNREADABLE)) {
  records(`${what}: an error`, () => assert.throws(() => parsed(text), /cannot read/));
}

for (const text of [A, `${BEGUN}:100644`, `${BEGUN}:100644 100644 ${A} ${B} M\0path`]) {
  records(`that end after ${text.length} bytes, in the middle: an error`, () => {
    assert.throws(() => parsed(text), /ends in the middle/);
  });
}

records('of which one has no end in sight: an error, before memory is full', () => {
  const piece = Buffer.alloc(1024 * 1024, 'x');
  const parser = new HistoryParser({ commit() {}, change() {} });
  parser.take(Buffer.from(`${BEGUN}:100644 100644 ${A} ${B} M\0`));
  assert.throws(() => {
    for (let taken = 0; taken < 20; taken++) parser.take(piece);
  }, /too long to be read/);
});

records.run();
