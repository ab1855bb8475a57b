/**
 * Linear time, measured: hostile input through every pattern, both engines and the judges. Ten times the bytes may cost at most
 * thirteen times the time.
 *
 *   npm run bench:linear            both engines, one after the other; writes test/bench/linear-<engine>.json
 *   npm run bench:linear -- re2js   one engine
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createDetector, type Detector } from '../../src/detect/detector.js';
import { indexPatterns } from '../../src/detect/index-patterns.js';
import { loadEngine } from '../../src/detect/regex.js';
import { judgeMatches } from '../../src/judge/judge.js';
import { compileRecord } from '../../src/patterns/compile.js';
import { catalog, sample } from '../support/sample.js';

interface Row {
  engine: string;
  input: string;
  bytes: number;
  megabytesPerSecond: number;
  /** Time for ten times the bytes, divided by the time for these; 10 is perfectly linear. */
  tenfold: number;
}

const LIMIT = 13;
const LONG_ENOUGH = 15; // milliseconds: a shorter run is mostly noise
const only = process.argv[2];
const MB = 1024 * 1024;

const project = ['sk-ant-...', 'key_..._...', 'pre-...-post'].flatMap((format, i) =>
  compileRecord({ format }, { id: `schema:NAME_${i}`, provider: 'project', variable: `NAME_${i}` }),
);
const open = compileRecord(
  { pattern: 'open[^\\n]+x[a-z0-9]+' },
  { id: 'schema:OPEN', provider: 'project', variable: 'OPEN' },
);
const index = indexPatterns([...catalog, ...project, ...open]);

/** Inputs that have nothing to do with one pattern: 1 and 10 MB, and 32 MB for the speed. */
const general: Record<string, (bytes: number) => Buffer> = {
  'one endless line of a': (bytes) => Buffer.alloc(bytes, 'a'),
  'sk-ant- repeated': (bytes) => Buffer.alloc(bytes, 'sk-ant-'),
  'sk-ant- repeated, with spaces': (bytes) => Buffer.alloc(bytes, ' sk-ant-'),
  'nested quotes': (bytes) => Buffer.alloc(bytes, '"\'`'),
  'random bytes': (bytes) => randomBytes(bytes),
  'NAME_0= repeated': (bytes) => Buffer.alloc(bytes, 'NAME_0='),
  'open repeated on one line': (bytes) => Buffer.alloc(bytes, 'open '),
};

for (const name of ['re2', 're2js'].filter((engine) => only === undefined || engine === only)) {
  const detector = createDetector([index], loadEngine(name));
  const rows: Row[] = [];
  for (const [input, make] of Object.entries(general)) {
    const row = measure(detector, { engine: name, input, make, from: MB });
    rows.push(row);
    if (row.megabytesPerSecond > 5)
      rows.push({ ...row, ...speed(detector, make(32 * MB)), input: `${input}, 32 MB` });
  }
  for (const pattern of catalog) {
    const text = sample(pattern);
    const half = text.slice(0, Math.ceil(text.length / 2));
    const inputs: Record<string, string> = {
      [`${pattern.id}: its literal repeated`]: ` ${pattern.literals[0]}`,
      [`${pattern.id}: half a token repeated`]: `${half} `,
    };
    for (const [input, unit] of Object.entries(inputs)) {
      const make = (bytes: number) => Buffer.alloc(bytes, Buffer.from(unit, 'latin1'));
      rows.push(measure(detector, { engine: name, input, make, from: MB / 32 }));
    }
  }
  report(name, rows);
}

function measure(
  detector: Detector,
  {
    engine,
    input,
    make,
    from,
  }: { engine: string; input: string; make: (bytes: number) => Buffer; from: number },
): Row {
  let bytes = from;
  detector.detect(make(bytes)); // compiles what this input needs
  while (bytes < MB && time(detector, make(bytes)) < LONG_ENOUGH) bytes *= 2;
  const once = make(bytes);
  const more = make(bytes * 10);
  let tenfold = Number.POSITIVE_INFINITY;
  // On a busy machine a single run can be slow by chance: up to five tries, the best times count.
  let [short, long] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 5 && tenfold > LIMIT; round++) {
    short = Math.min(short, time(detector, once));
    long = Math.min(long, time(detector, more));
    tenfold = long / short;
  }
  return { bytes: more.length, megabytesPerSecond: more.length / MB / (long / 1000), engine, input, tenfold };
}

function time(detector: Detector, bytes: Buffer): number {
  const started = performance.now();
  judgeMatches(detector.detect(bytes), () => {});
  return performance.now() - started;
}

function speed(detector: Detector, bytes: Buffer): { bytes: number; megabytesPerSecond: number } {
  return { bytes: bytes.length, megabytesPerSecond: bytes.length / MB / (time(detector, bytes) / 1000) };
}

function report(engine: string, all: Row[]): void {
  const slow = [...all].sort((a, b) => a.megabytesPerSecond - b.megabytesPerSecond).slice(0, 12);
  const bent = all.filter((row) => row.tenfold > LIMIT);
  const line = ({ engine, input, megabytesPerSecond, tenfold }: Row) =>
    `${engine.padEnd(6)} ${megabytesPerSecond.toFixed(1).padStart(8)} MB/s  x10 bytes = x${tenfold.toFixed(1).padStart(5)} time  ${input}`;
  console.log(
    all
      .filter((row) => Object.keys(general).some((name) => row.input.startsWith(name)))
      .map(line)
      .join('\n'),
  );
  console.log(`\nslowest of all ${all.length}:\n${slow.map(line).join('\n')}`);
  console.log(
    `\n${bent.length} of ${all.length} cost more than ${LIMIT} times the time for ten times the bytes`,
  );
  if (bent.length > 0) console.log(bent.map(line).join('\n'));
  const file = fileURLToPath(new URL(`linear-${engine}.json`, import.meta.url));
  const facts = {
    node: process.version,
    cores: availableParallelism(),
    limit: LIMIT,
    overLimit: bent.length,
  };
  const round = (row: Row) => ({
    ...row,
    megabytesPerSecond: Number(row.megabytesPerSecond.toFixed(1)),
    tenfold: Number(row.tenfold.toFixed(1)),
  });
  writeFileSync(file, `${JSON.stringify({ ...facts, rows: all.map(round) }, null, 1)}\n`);
  if (bent.length > 0) process.exitCode = 1;
}
