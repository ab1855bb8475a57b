/**
 * Texts of any size under a memory limit: the real bin on a generated stream and on a generated file. Fails where it
 * misses a secret or takes more memory than it may; writes what it measured to `stream.json` beside this file.
 *
 *   npm run bench:stream          3 GB of each stream, a file of 1 GB
 *   npm run bench:stream -- 300   so many MB of each
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { pipeline as finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { BIN, type Report, Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';

const MB = 1024 * 1024;
const MEMORY_LIMIT = 200 * MB;
const SECRET_EVERY = 50; // MB

type Kind = 'one line' | 'lines';

interface Measured {
  what: string;
  megabytes: number;
  megabytesPerSecond: number;
  peakMegabytes: number;
  found: number;
  planted: number;
}

const asked = process.argv[2] === undefined ? null : Number(process.argv[2]);
const place = scratch();
const peakFile = join(place, 'peak');
const preload = join(place, 'peak.cjs');
writeFileSync(
  preload,
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(peakFile)}, String(process.resourceUsage().maxRSS)));`,
);
const repository = new Repository();

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

async function measure(
  what: string,
  megabytes: number,
  words: string[],
  input: Readable | null,
): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--require', preload, BIN, 'scan', '--format', 'json', ...words], {
    cwd: repository.top,
    env: repository.env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (input)
    pipeline(input, child.stdin, () => {}); // a bin that ends early is told by its report
  else child.stdin.end();
  const output: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => output.push(data));
  const status = await new Promise((resolve) => child.once('close', resolve));
  const seconds = (performance.now() - started) / 1000;
  const report = JSON.parse(Buffer.concat(output).toString()) as Report;
  if (status !== 1 || !report.receipt.complete || report.receipt.bytes !== megabytes * MB) {
    throw new Error(`${what}: exit ${status}, ${report.receipt.bytes} bytes`);
  }
  return {
    what,
    megabytes,
    megabytesPerSecond: Math.round(megabytes / seconds),
    peakMegabytes: Math.round(Number(readFileSync(peakFile, 'utf8')) / 1024),
    found: report.findings.length,
    planted: plantedIn(megabytes),
  };
}

const measured: Measured[] = [];
const tell = (one: Measured) => {
  measured.push(one);
  console.log(
    `${one.what.padEnd(24)} ${one.megabytes} MB  ${one.megabytesPerSecond} MB/s  peak ${one.peakMegabytes} MB  ${one.found} of ${one.planted} secrets`,
  );
};
for (const kind of ['one line', 'lines'] as const) {
  const megabytes = asked ?? 3 * 1024;
  tell(await measure(`stdin, ${kind}`, megabytes, ['-'], Readable.from(generate(kind, megabytes))));
}
const megabytes = asked ?? 1024;
await finished(
  Readable.from(generate('lines', megabytes)),
  createWriteStream(join(repository.top, 'large.log')),
);
tell(await measure('file, lines', megabytes, ['large.log'], null));
repository.git('-c', 'core.compression=0', 'add', 'large.log');
tell(await measure('staged blob, lines', megabytes, ['--staged'], null));

const results = { node: process.version, cores: availableParallelism(), measured };
writeFileSync(
  fileURLToPath(new URL('stream.json', import.meta.url)),
  `${JSON.stringify(results, null, 2)}\n`,
);
for (const { what, peakMegabytes, found, planted } of measured) {
  if (peakMegabytes * MB > MEMORY_LIMIT)
    console.log(`FAIL ${what}: more than ${MEMORY_LIMIT / MB} MB of memory`);
  if (found !== planted) console.log(`FAIL ${what}: ${planted} secrets were planted`);
  if (peakMegabytes * MB > MEMORY_LIMIT || found !== planted) process.exitCode = 1;
}
