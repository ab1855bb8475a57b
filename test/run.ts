/**
 * Runs every test file in a process of its own, several at a time, and adds up uvu's counts. Last it searches all that
 * the suite printed, and all that the bin printed and wrote, for every secret that the tests made.
 *
 *   npm test              everything
 *   npm test -- sources   the files whose path contains "sources"
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Outcome {
  file: string;
  /** As uvu counts: without the skipped ones. */
  total: number;
  passed: number;
  skipped: number;
  output: string;
  exitCode: number | null;
}

/** Characters of a secret that is searched for. */
const SHORTEST = 8;
const PATIENCE = 15 * 60 * 1000; // milliseconds for one file, on a machine that others share

const root = fileURLToPath(new URL('..', import.meta.url));
const filter = process.argv[2] ?? '';
const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && file.includes(filter))
  .sort();
const record = mkdtempSync(join(tmpdir(), 'keyfence-suite-'));

const outcomes: Outcome[] = [];
const queue = [...files];
await Promise.all(
  Array.from({ length: Math.min(availableParallelism(), files.length) }, async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      const outcome = await runFile(file);
      outcomes.push(outcome);
      const isGood = outcome.exitCode === 0 && outcome.passed === outcome.total;
      console.log(`${isGood ? 'ok  ' : 'FAIL'} ${file} (${outcome.passed}/${outcome.total})`);
      if (!isGood) console.log(outcome.output);
    }
  }),
);
const leaks = findLeaks(outcomes);
rmSync(record, { recursive: true, force: true });

let passed = sum(outcomes.map((outcome) => outcome.passed));
// A file that died before its summary is one failure.
let failed = sum(
  outcomes.map(({ total, passed, exitCode }) =>
    Math.max(total - passed, exitCode === 0 && total > 0 ? 0 : 1),
  ),
);
if (leaks.length > 0) {
  failed++;
  console.log(`FAIL output of the suite holds a secret: ${leaks.join(', ')}`);
} else {
  passed++;
}
const skipped = sum(outcomes.map((outcome) => outcome.skipped));
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || files.length === 0 ? 1 : 0;

function runFile(file: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'test', file)], {
      cwd: root,
      env: { ...process.env, KEYFENCE_TEST_RECORD: record, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const add = (data: Buffer) => {
      output += data.toString();
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    // A file that hangs fails, and the others still run.
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    child.on('close', (exitCode) => {
      clearTimeout(patience);
      const count = (word: string) => Number(new RegExp(`${word}:\\s+(\\d+)`).exec(output)?.[1] ?? 0);
      resolve({
        file,
        total: count('Total'),
        passed: count('Passed'),
        skipped: count('Skipped'),
        output,
        exitCode,
      });
    });
  });
}

/** The places in which a secret of the tests was printed; never the secret. */
function findLeaks(all: Outcome[]): string[] {
  const names = readdirSync(record);
  const texts = names
    .filter((name) => name.startsWith('output-'))
    .map((name) => ({ name, text: readFileSync(join(record, name), 'latin1') }));
  texts.push(...all.map(({ file, output }) => ({ name: file, text: output })));
  const secrets = names
    .filter((name) => name.startsWith('secrets-'))
    .flatMap((name) => readFileSync(join(record, name), 'latin1').split('\0'))
    .filter((secret) => secret.length >= SHORTEST);
  const distinct = new Set(secrets);
  console.log(`searched ${texts.length} outputs for ${distinct.size} secrets`);
  const byStart = new Map<string, string[]>();
  for (const secret of distinct) {
    const start = secret.slice(0, SHORTEST);
    byStart.set(start, [...(byStart.get(start) ?? []), secret]);
  }
  return texts.filter(({ text }) => holdsAny(text, byStart)).map(({ name }) => name);
}

/** @param byStart texts by how they begin: looked up at each place, as there are a hundred thousand of them. */
function holdsAny(text: string, byStart: ReadonlyMap<string, readonly string[]>): boolean {
  for (let at = 0; at + SHORTEST <= text.length; at++) {
    const some = byStart.get(text.slice(at, at + SHORTEST));
    if (some?.some((secret) => text.startsWith(secret, at))) return true;
  }
  return false;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
