/**
 * Texts of any size under a memory limit: the real bin on a generated stream, file and staged blob, with a secret every
 * 50 MB, each over the end of a MB.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { pipeline as finished } from 'node:stream/promises';
import { randomBytes } from '../support/random.js';
import { BIN, type Report, Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import type { Benchmark, Measured } from './benchmark.js';
import { usageOf } from './usage.js';

const MB = 1024 * 1024;
const MOST_MEMORY = 200; // MB
const SECRET_EVERY = 50; // MB

type Kind = 'one line' | 'lines';

interface Input {
  kind: string;
  megabytes: number;
  /** What it is told after `scan`. */
  words: string[];
  /** What it reads from standard input. */
  text: Readable | null;
}

/** One MB of text without a secret. */
function makeBlock(kind: Kind): Buffer {
  if (kind === 'one line') return Buffer.from(randomBytes(MB / 2).toString('hex'));
  const line = (i: number) =>
    `2026-01-02T03:04:05.678Z INFO request ${i} key=${randomBytes(12).toString('hex')} user_id=${i * 7} done\n`;
  return Buffer.from(Array.from({ length: 16_000 }, (_, i) => line(i)).join('')).subarray(0, MB);
}

/** A MB at a time; in some of them a secret, which lies over their end. */
function* generate(kind: Kind, megabytes: number): Iterable<Buffer> {
  const block = makeBlock(kind);
  const token = Buffer.from(` ${sample('github-personal-access-token')} `);
  for (let i = 0; i < megabytes; i++) {
    const ends = i % SECRET_EVERY === 7 && i + 1 < megabytes;
    const begins = i % SECRET_EVERY === 8;
    const part = ends || begins ? Buffer.from(block) : block;
    if (ends) token.copy(part, MB - 20, 0, 20);
    if (begins) token.copy(part, 0, 20);
    yield part;
  }
}

function plantedIn(megabytes: number): number {
  return Math.ceil(Math.max(0, megabytes - 8) / SECRET_EVERY);
}

export const stream: Benchmark = async (plan) => {
  const quick = plan.pace === 'quick' ? 64 : null;
  const results: Awaited<ReturnType<Benchmark>> = {
    ground: `one secret every ${SECRET_EVERY} MB`,
    measured: [],
    targets: [],
    faults: [],
    details: {},
  };
  const repository = new Repository();
  const run = async (input: Input) => {
    const { row, found } = await measure(repository, input);
    results.measured.push(row);
    const is = row.peakMegabytes as number;
    results.targets.push({ what: row.work, is, bound: 'at most', limit: MOST_MEMORY, unit: 'MB' });
    const planted = plantedIn(input.megabytes);
    if (found !== planted) results.faults.push(`${row.work}: ${found} secrets of ${planted}`);
  };
  for (const kind of ['one line', 'lines'] as const) {
    const megabytes = plan.megabytes ?? quick ?? 3 * 1024;
    const text = Readable.from(generate(kind, megabytes));
    await run({ kind: `stdin, ${kind}`, megabytes, words: ['-'], text });
  }
  const megabytes = plan.megabytes ?? quick ?? 1024;
  const file = join(repository.top, 'large.log');
  await finished(Readable.from(generate('lines', megabytes)), createWriteStream(file));
  await run({ kind: 'file, lines', megabytes, words: ['large.log'], text: null });
  repository.git('-c', 'core.compression=0', 'add', 'large.log');
  await run({ kind: 'staged blob, lines', megabytes, words: ['--staged'], text: null });
  return results;
};

/** @throws where the scan is not complete. */
async function measure(
  { top, env }: Repository,
  { kind, megabytes, words, text }: Input,
): Promise<{ row: Measured; found: number }> {
  const usage = usageOf();
  const started = performance.now();
  const child = spawn(process.execPath, [...usage.words, BIN, 'scan', '--format', 'json', ...words], {
    cwd: top,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (text)
    pipeline(text, child.stdin, () => {}); // a bin that ends early is told by its report
  else child.stdin.end();
  const output: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => output.push(data));
  const status = await new Promise((resolve) => child.once('close', resolve));
  const milliseconds = performance.now() - started;
  const { receipt, findings } = JSON.parse(Buffer.concat(output).toString()) as Report;
  if (status !== 1 || !receipt.complete || receipt.bytes !== megabytes * MB)
    throw new Error(`${kind}: exit ${status}, ${receipt.bytes} bytes`);
  const timed = { name: 'keyfence', milliseconds, runs: 1, ...usage.read() };
  const megabytesPerSecond = receipt.bytes / 1e6 / (milliseconds / 1000);
  const row = { work: `${kind}, ${megabytes} MB`, ...timed, megabytesPerSecond, note: '' };
  return { row, found: findings.length };
}
