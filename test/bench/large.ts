/** One file of a gigabyte in one line, as bundled code and as hexadecimal digits: speed and memory. */
import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createSeededRandom } from '../../src/samples/random.js';
import { Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { type Benchmark, contestOf, rowsOf } from './benchmark.js';
import { reportOf } from './corpus/project.js';
import { makeText } from './corpus/text.js';
import { createWords } from './corpus/words.js';
import { environment, KEYFENCE, keyfence } from './ours.js';
import { compare } from './timing.js';

const MB = 2 ** 20;
const MOST_MEMORY = 200; // MB
const LEAST_SPEED = 250; // MB/s

const KINDS: Record<string, () => Buffer> = {
  'bundled code': () => {
    const words = createWords(createSeededRandom('bundled code').int);
    return makeText(words, 'minified', 4 * MB);
  },
  'hexadecimal digits': () =>
    Buffer.from(
      createSeededRandom('digits')
        .bytes(2 * MB)
        .toString('hex'),
      'latin1',
    ),
};

export const LARGE_FILE = 'bundle.js';

/** The same four MB again and again, and a secret in the middle; no line end anywhere. */
export async function writeLarge(folder: string, block: Buffer, megabytes: number): Promise<void> {
  const blocks = Math.ceil(megabytes / 4);
  const secret = Buffer.from(`;token="${sample('github-personal-access-token')}";`);
  function* parts() {
    for (let i = 0; i < blocks; i++) {
      if (i === blocks >> 1) yield secret;
      yield block;
    }
  }
  await pipeline(Readable.from(parts()), createWriteStream(join(folder, LARGE_FILE)));
}

/** Bundled code: the block that large files are made of. */
export const bundledCode = KINDS['bundled code'] as () => Buffer;

export const large: Benchmark = async (plan) => {
  const megabytes = plan.megabytes ?? (plan.pace === 'quick' ? 64 : 1024);
  const results: Awaited<ReturnType<Benchmark>> = {
    ground: `one file of ${megabytes} MB in one line, with one secret`,
    measured: [],
    targets: [],
    faults: [],
    details: {},
  };
  const { top } = new Repository();
  for (const [kind, make] of Object.entries(KINDS)) {
    await writeLarge(top, make(), megabytes);
    const { receipt, findings } = reportOf(KEYFENCE.bin, top, environment(), [LARGE_FILE]);
    if (findings.length !== 1 || !receipt.complete)
      results.faults.push(`${kind}: ${findings.length} findings, complete: ${receipt.complete}`);
    const timed = await compare(
      [keyfence(KEYFENCE, { words: ['scan', LARGE_FILE], cwd: top, exits: [1] })],
      contestOf(plan, { full: 3, quick: 1, memory: 'peak' }),
    );
    rmSync(join(top, LARGE_FILE));
    for (const row of rowsOf(kind, timed, { bytes: receipt.bytes })) {
      results.measured.push(row);
      const { megabytesPerSecond, peakMegabytes } = row;
      if (megabytesPerSecond !== null)
        results.targets.push({
          what: kind,
          is: megabytesPerSecond,
          bound: 'at least',
          limit: LEAST_SPEED,
          unit: 'MB/s',
        });
      if (peakMegabytes !== null)
        results.targets.push({
          what: kind,
          is: peakMegabytes,
          bound: 'at most',
          limit: MOST_MEMORY,
          unit: 'MB',
        });
    }
  }
  return results;
};
