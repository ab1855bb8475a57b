/** SQLite databases that SQLite itself has written. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { open, outerText, python } from '../support/containers.js';
import { randomText } from '../support/sample.js';

const sqlite = suite('sqlite');
const LONG = randomText(5000);

/** @param statements each with its values; `pragmas` first. */
function databaseOf(statements: [sql: string, ...values: unknown[]][], pragmas: string[] = []): Buffer {
  const program = `
import sqlite3
connection = sqlite3.connect(out, isolation_level=None)
for pragma in given['pragmas']: connection.execute('PRAGMA ' + pragma)
for sql, *values in given['statements']: connection.execute(sql, values)
connection.close()`;
  return python(program, { statements, pragmas });
}

const ROWS: [sql: string, ...values: unknown[]][] = [
  ['CREATE TABLE t (a, b, c)'],
  ['INSERT INTO t VALUES (?, ?, ?)', 'github', 'value one', 7],
  ['INSERT INTO t VALUES (?, ?, ?)', 'before', LONG, 'after'],
];

for (const size of [512, 1024, 4096, 65536]) {
  sqlite(`pages of ${size} bytes: each value on its own, long ones in one piece`, async () => {
    const bytes = databaseOf(ROWS, [`page_size = ${size}`]);
    const opened = await open(bytes);
    assert.equal(opened.skipped, []);
    const lines = opened.texts.join('').split('\n');
    for (const value of ['github', 'value one', 'before', LONG, 'after']) assert.ok(lines.includes(value));
    assert.is(outerText(bytes, opened, 'value one'), 'value one');
    assert.ok(outerText(bytes, opened, LONG).startsWith(LONG.slice(0, 30)));
  });
}

for (const encoding of ['UTF-16le', 'UTF-16be']) {
  sqlite(`a database in ${encoding}`, async () => {
    const { texts } = await open(databaseOf(ROWS, [`encoding = '${encoding}'`, 'page_size = 1024']));
    const lines = texts.join('').split('\n');
    for (const value of ['github', 'value one', LONG, 'after']) assert.ok(lines.includes(value));
  });
}

sqlite('tables without row ids, indexes, many pages', async () => {
  const rows = Array.from({ length: 400 }, (_, index): [string, ...unknown[]] => [
    'INSERT INTO w VALUES (?, ?)',
    `key ${index} ${'x'.repeat(index)}`,
    `value ${index} ${LONG.slice(0, index * 3)}`,
  ]);
  const bytes = databaseOf(
    [['CREATE TABLE w (a PRIMARY KEY, b) WITHOUT ROWID'], ...rows],
    ['page_size = 512'],
  );
  const lines = (await open(bytes)).texts.join('').split('\n');
  for (let index = 0; index < 400; index++) {
    assert.ok(lines.includes(`value ${index} ${LONG.slice(0, index * 3)}`), `row ${index}`);
  }
});

sqlite('a value of many columns, and blobs', async () => {
  const columns = Array.from({ length: 300 }, (_, index) => `c${index}`);
  const values = columns.map((column) => `the ${column}`);
  const insert = `INSERT INTO m VALUES (${columns.map(() => '?').join()})`;
  const { texts } = await open(
    databaseOf([
      [`CREATE TABLE m (${columns.join()})`],
      [insert, ...values],
      ["INSERT INTO m (c0) VALUES (CAST('a blob' AS BLOB))"],
    ]),
  );
  const lines = texts.join('').split('\n');
  for (const value of [...values, 'a blob']) assert.ok(lines.includes(value));
});

sqlite('a chain of pages that leads in a circle ends', async () => {
  const bytes = databaseOf(ROWS, ['page_size = 512']);
  for (let page = 512; page < bytes.length; page += 512) if (bytes[page] === 0) bytes.writeUInt32BE(3, page);
  const { texts } = await open(bytes);
  assert.ok(texts.join('').length < LONG.length);
});

sqlite('cut off anywhere: no error, and what is there is read', async () => {
  const bytes = databaseOf(ROWS, ['page_size = 512']);
  for (let length = 120; length < bytes.length; length += 97) await open(bytes.subarray(0, length));
  assert.match((await open(bytes.subarray(0, 1100))).texts.join(''), /value one/);
});

sqlite('a header without sense, and the limits', async () => {
  const bytes = databaseOf(ROWS);
  assert.equal((await open(bytes, { bytes: 1000 })).skipped, ['!limit reached: more than 0 MB inside']);
  assert.equal((await open(bytes, { entries: 0 })).skipped, ['!limit reached: more than 0 entries']);
  bytes.writeUInt16BE(777, 16);
  assert.equal((await open(bytes)).skipped, ['!damaged: its header makes no sense']);
});

sqlite.run();
