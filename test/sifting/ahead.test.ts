/** Threads that fail, and batches that nobody sifts: every file is passed by a thread or left to the scan, never lost. */
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfiguration } from '../../src/config/configuration.js';
import { createFileGuard } from '../../src/detect/file-names.js';
import { loadEngine } from '../../src/detect/regex.js';
import { loadCatalog } from '../../src/detect/stored-catalog.js';
import { FolderDetectors } from '../../src/project/folder-detectors.js';
import { type AheadOptions, startAhead } from '../../src/sifting/ahead.js';
import { BATCH, Batches, shareFiles } from '../../src/sifting/shared.js';
import type { EngineName } from '../../src/types.js';
import { Repository, scratch } from '../support/repository.js';
import { secretText } from '../support/scanned.js';

const ahead = suite('sifting ahead');

const FILES = 400;
const TELLING = [0, 31, 32, 33, 100, 399];
const nameOf = (number: number) => `file-${String(number).padStart(3, '0')}.txt`;

function folder(): { root: string; files: string[] } {
  const place = new Repository({ top: join(scratch(), 'plain') });
  const texts = Array.from({ length: FILES }, (_, number) => [
    nameOf(number),
    TELLING.includes(number) ? secretText() : `plain ${number}\n`,
  ]);
  place.write(Object.fromEntries(texts));
  return { root: place.top, files: texts.map(([name]) => join(place.top, name as string)) };
}

function options({ root, files }: { root: string; files: string[] }, engine: EngineName): AheadOptions {
  const configuration = readConfiguration(null);
  const folders = new FolderDetectors({
    catalog: loadCatalog(),
    engine: loadEngine(),
    configuration,
    readFile: async () => null,
    knownValues: null,
    skip: () => {},
  });
  return {
    listing: { root, files, special: new Set() },
    from: 0,
    sieve: { folders, isAlone: false, guard: createFileGuard([]), configuration, confidence: 'medium' },
    task: { engine, configuration, confidence: 'medium', knownValues: null },
  };
}

/** Goes through the listing as a scan does. @returns the files that are left to it, and how many were passed. */
async function goThrough(
  started: ReturnType<typeof startAhead>,
): Promise<{ left: number[]; passed: number }> {
  const left: number[] = [];
  let passed = 0;
  for (let position = 0; position < FILES; ) {
    const run = await started.pass(position);
    if (run === null) left.push(position++);
    else {
      position += run.files;
      passed += run.files;
    }
  }
  await started.end();
  return { left, passed };
}

ahead(
  'what tells something is left to the scan, and all else is passed or in a batch that the scan took itself',
  async () => {
    const { left, passed } = await goThrough(startAhead(options(folder(), loadEngine().name)));
    assert.is(left.length + passed, FILES);
    assert.ok(TELLING.every((number) => left.includes(number)));
  },
);

ahead('threads that end at once leave everything to the scan', async () => {
  const { left, passed } = await goThrough(startAhead(options(folder(), 'nonsense' as EngineName)));
  assert.is(left.length + passed, FILES);
  assert.ok(TELLING.every((number) => left.includes(number)));
});

const TOLD = 3; // batches
/** Takes all batches, tells the first ones, and is lost. */
const LOST = `
const { writeFileSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const { files, thread, root } = workerData;
const takers = new Int32Array(files.takers);
for (let batch = 1; batch < takers.length; batch++) {
  const isMine = Atomics.compareExchange(takers, batch, 0, thread) === 0;
  const run = { files: ${BATCH}, bytes: 0, reasons: new Map(), skips: [] };
  if (isMine && batch <= ${TOLD}) parentPort.postMessage({ batch, runs: [run] });
}
writeFileSync(root + '.taken', '');
throw new Error('lost');
`;

ahead('what a thread has taken and not told when it is lost half-way is left to the scan', async () => {
  if (availableParallelism() === 1) return; // no threads then
  const place = folder();
  const program = join(scratch(), 'lost.cjs');
  writeFileSync(program, LOST);
  const started = startAhead({ ...options(place, loadEngine().name), program });
  while (!existsSync(`${place.root}.taken`)) await setTimeout(5);
  const { left, passed } = await goThrough(started);
  assert.is(passed, TOLD * BATCH);
  const isLeft = (number: number) => number < BATCH || number >= (1 + TOLD) * BATCH;
  assert.equal(left, Array.from({ length: FILES }, (_, number) => number).filter(isLeft));
});

ahead('a scan that is somewhere in the middle already', async () => {
  const given = { ...options(folder(), loadEngine().name), from: 45 };
  const started = startAhead(given);
  for (let position = 45; position < 2 * BATCH; position++) assert.is(await started.pass(position), null);
  await started.end();
});

ahead('a batch has one taker, and the batches have all the files', () => {
  const files = Array.from({ length: 2 * BATCH + 3 }, (_, number) => `/folder/\xe4${number}`);
  const shared = shareFiles(files, new Set(['/folder/\xe45']));
  const [one, other] = [new Batches(shared, 1), new Batches(shared, 2)];
  assert.equal(
    [one.take(0), other.take(0), other.takeNext(), one.takeNext(), one.takeNext()],
    [true, false, 1, 2, null],
  );
  assert.equal([one.takerOf(0), one.takerOf(1), other.takerOf(2)], [1, 2, 1]);
  const expected = files.map((file, number) => (number === 5 ? '' : file));
  assert.equal(
    [0, 1, 2].flatMap((batch) => other.filesOf(batch)),
    expected,
  );
});

ahead.run();
