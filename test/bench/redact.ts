/**
 * How fast the real bin redacts ordinary logs: each kind is generated, piped through it, and compared to the byte. The
 * processor's time says more than the clock's on a machine that others use, too.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { randomInt } from '../support/random.js';
import { BIN, Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import type { Benchmark, Measured } from './benchmark.js';
import { usageOf } from './usage.js';

const MB = 1024 * 1024;
const LEAST_SPEED = 100; // MB/s
const BLOCK = 4 * MB;

const WORDS =
  'starting finished request handler connection pool worker queue message processed retry timeout cache miss hit index table user session page build module test passed failed in src lib node compile warning error info debug'.split(
    ' ',
  );
const words = (count: number) =>
  Array.from({ length: count }, () => WORDS[randomInt(WORDS.length)] as string).join(' ');
const time = () => `2026-01-02T03:${10 + randomInt(50)}:${10 + randomInt(50)}.${100 + randomInt(900)}Z`;

const KINDS: Record<string, () => string> = {
  application: () =>
    `${time()} INFO [worker-${randomInt(16)}] ${words(8)} duration=${randomInt(997)}ms status=200`,
  'web server': () =>
    `10.0.${randomInt(256)}.${randomInt(256)} - - [02/Jan/2026:03:04:05 +0000] "GET /api/v1/items/${randomInt(1e6)}?page=${randomInt(9)} HTTP/1.1" 200 ${randomInt(9999)} "-" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"`,
  JSON: () =>
    `{"level":"info","time":${1_700_000_000_000 + randomInt(1e9)},"pid":${randomInt(9999)},"msg":"${words(7)}","req":{"id":"${randomInt(1e6)}","path":"/v1/${words(1)}/${randomInt(1e5)}"}}`,
  'test runner, in colours': () => `\x1b[32m  ✓\x1b[0m ${words(6)} \x1b[90m(${randomInt(50)} ms)\x1b[39m`,
  compiler: () =>
    `gcc -O2 -Wall -I./include -c -o build/obj/${words(1)}_${randomInt(1e4)}.o src/${words(1)}/${words(1)}_${randomInt(1e4)}.c`,
};

/** Some MB of lines, and what is left of them: in the last one stands a secret. */
function makeBlock(line: () => string): { block: Buffer; left: Buffer } {
  let text = '';
  while (text.length < BLOCK) text += `${line()}\n`;
  const token = sample('github-personal-access-token');
  return { block: Buffer.from(`${text}token ${token}\n`), left: Buffer.from(`${text}token ghp_…\n`) };
}

async function measure(
  kind: string,
  line: () => string,
  megabytes: number,
): Promise<Measured & { isRight: boolean }> {
  const { block, left } = makeBlock(line);
  const times = Math.max(1, Math.round((megabytes * MB) / block.length));
  const repository = new Repository();
  const usage = usageOf();
  const child = spawn(process.execPath, [...usage.words, BIN, 'redact'], {
    cwd: repository.top,
    env: repository.env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let at = 0;
  let isRight = true;
  child.stdout.on('data', (data: Buffer) => {
    for (let done = 0; done < data.length; ) {
      const place = at % left.length;
      const count = Math.min(data.length - done, left.length - place);
      isRight &&= data.compare(left, place, place + count, done, done + count) === 0;
      done += count;
      at += count;
    }
  });
  const started = performance.now();
  for (let i = 0; i < times; i++) {
    if (!child.stdin.write(block)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
  await Promise.all([finished(child.stdout), once(child, 'exit')]);
  const milliseconds = performance.now() - started;
  isRight &&= at === times * left.length;
  const megabytesPerSecond = (times * block.length) / 1e6 / (milliseconds / 1000);
  const timed = { name: 'keyfence', milliseconds, runs: 1, ...usage.read() };
  return { work: kind, ...timed, megabytesPerSecond, note: '', isRight };
}

export const redact: Benchmark = async (plan) => {
  const megabytes = plan.megabytes ?? (plan.pace === 'quick' ? 8 : 64);
  const results: Awaited<ReturnType<Benchmark>> = {
    ground: `${megabytes} MB of each kind of log, through \`keyfence redact\``,
    measured: [],
    targets: [],
    faults: [],
    details: {},
  };
  for (const [kind, line] of Object.entries(KINDS)) {
    const { isRight, ...row } = await measure(kind, line, megabytes);
    results.measured.push(row);
    const is = row.megabytesPerSecond as number;
    results.targets.push({ what: kind, is, bound: 'at least', limit: LEAST_SPEED, unit: 'MB/s' });
    if (!isRight) results.faults.push(`${kind}: other bytes came out than were to`);
  }
  return results;
};
