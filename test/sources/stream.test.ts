/** Streams given to the library. */
import { Readable } from 'node:stream';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createScanner } from '../../src/scanner.js';
import { Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { secretText, TOKEN } from '../support/scanned.js';

const streams = suite('a stream');

const scanner = createScanner();
const { top } = new Repository();

async function scanned(readable: AsyncIterable<Uint8Array | string>, name?: string) {
  const result = await scanner.scanStream(readable, { cwd: top, ...(name === undefined ? {} : { name }) });
  const found = result.findings.map(
    ({ pattern, file, line, column }) => `${pattern} ${file}:${line}:${column}`,
  );
  return { ...result, found };
}

streams('of Node', async () => {
  const { found, receipt } = await scanned(
    Readable.from([Buffer.from('x\n'), Buffer.from(secretText())]),
    'a/b.js',
  );
  assert.equal(found, [`${TOKEN} a/b.js:2:14`]);
  assert.equal([receipt.source, receipt.files, receipt.complete], ['stdin', 1, true]);
});

streams('of text, cut anywhere', async () => {
  const text = `ü = ${sample(TOKEN)}\n`;
  const parts = async function* () {
    for (const letter of text) yield letter;
  };
  assert.equal((await scanned(parts())).found, [`${TOKEN} stdin:1:6`]);
});

streams('of bytes that are no Buffer', async () => {
  const bytes = new Uint8Array(Buffer.from(`..${secretText()}`)).subarray(2);
  const parts = async function* () {
    yield bytes;
  };
  assert.equal((await scanned(parts())).found, [`${TOKEN} stdin:1:14`]);
});

streams('that fails: what came before counts, the rest is named by its code alone', async () => {
  const words = 'these words are not ours';
  const parts = async function* () {
    yield secretText();
    throw Object.assign(new Error(words), { code: 'ECONNRESET' });
  };
  const { found, receipt } = await scanned(parts(), 'a.log');
  assert.equal(found, [`${TOKEN} a.log:1:14`]);
  assert.equal(receipt.skipped, [
    {
      file: 'a.log',
      reason: `unreadable (ECONNRESET) after its first ${secretText().length} bytes`,
      listed: false,
    },
  ]);
  assert.is(receipt.complete, false);
});

streams('that fails at once is incomplete, not empty', async () => {
  const failing = new Readable({
    read() {
      this.destroy(new Error('gone'));
    },
  });
  const { receipt } = await scanned(failing);
  assert.equal([receipt.files, receipt.complete, receipt.skipped.length], [0, false, 1]);
});

streams('that is empty', async () => {
  const { found, receipt } = await scanned(Readable.from([]));
  assert.equal([found, receipt.files, receipt.complete], [[], 0, true]);
});

streams('progress is told while it is read', async () => {
  const told: number[] = [];
  const watching = createScanner({ onProgress: ({ bytes }) => void told.push(bytes) });
  const parts = async function* () {
    for (let i = 0; i < 12; i++) yield Buffer.alloc(1024 * 1024);
  };
  await watching.scanStream(parts(), { cwd: top });
  assert.ok(told.length > 10);
  assert.is(told.at(-1), 12 * 1024 * 1024);
});

streams.run();
