/**
 * Linear time, measured: hostile input through every pattern, both engines and the judges. Ten times the bytes may cost
 * at most thirteen times the time, and no input may be slower than the engine's least speed.
 */
import { availableParallelism } from 'node:os';
import { createDetector, type Detector } from '../../src/detect/detector.js';
import { indexPatterns } from '../../src/detect/index-patterns.js';
import { loadEngine } from '../../src/detect/regex.js';
import { judgeMatches } from '../../src/judge/judge.js';
import { compileRecord } from '../../src/patterns/compile.js';
import { randomBytes } from '../support/random.js';
import { catalog, sample } from '../support/sample.js';
import type { Benchmark, Measured, Plan, Results, Target } from './benchmark.js';

interface Row {
  engine: string;
  input: string;
  bytes: number;
  megabytesPerSecond: number;
  /** Time for ten times the bytes, divided by the time for these; 10 is perfectly linear. */
  tenfold: number;
}

const LIMIT = 13;
const LEAST_SPEED: Record<string, number> = { re2: 5, re2js: 1 }; // MB/s
const LONG_ENOUGH = 15; // milliseconds: a shorter run is mostly noise
const QUICK = 20; // patterns
const PIECE = 4096; // bytes at once: chance takes the square of the time for more
const TOLD = 5; // the slowest rows, in the table
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
  'random bytes': (bytes) =>
    Buffer.concat(Array.from({ length: bytes / PIECE }, () => Buffer.from(randomBytes(PIECE)))),
  'NAME_0= repeated': (bytes) => Buffer.alloc(bytes, 'NAME_0='),
  'open repeated on one line': (bytes) => Buffer.alloc(bytes, 'open '),
};

export const hostile: Benchmark = async (plan) => {
  const results: Results = {
    ground: `each pattern's literal and half of a sample, repeated, and ${Object.keys(general).length} other inputs`,
    measured: [],
    targets: [],
    faults: [],
    details: {},
  };
  for (const engine of Object.keys(LEAST_SPEED)) {
    const rows = rowsOf(engine, plan);
    results.measured.push(...tableOf(engine, rows));
    results.targets.push(...targetsOf(engine, rows));
    results.details[`hostile-${engine}`] = {
      node: process.version,
      cores: availableParallelism(),
      limit: LIMIT,
      overLimit: rows.filter(({ tenfold }) => tenfold > LIMIT).length,
      rows,
    };
  }
  return results;
};

function rowsOf(engine: string, { pace }: Plan): Row[] {
  const detector = createDetector([index], loadEngine(engine));
  const rows: Row[] = [];
  for (const [input, make] of Object.entries(general)) {
    const row = measure(detector, { engine, input, make, from: MB });
    rows.push(row);
    if (row.megabytesPerSecond > 5 && pace === 'full')
      rows.push({ ...row, ...speed(detector, make(32 * MB)), input: `${input}, 32 MB` });
  }
  for (const pattern of catalog.slice(0, pace === 'quick' ? QUICK : undefined)) {
    const text = sample(pattern);
    const half = text.slice(0, Math.ceil(text.length / 2));
    const inputs: Record<string, string> = {
      [`${pattern.id}: its literal repeated`]: ` ${pattern.literals[0]}`,
      [`${pattern.id}: half a token repeated`]: `${half} `,
    };
    for (const [input, unit] of Object.entries(inputs)) {
      const make = (bytes: number) => Buffer.alloc(bytes, Buffer.from(unit, 'latin1'));
      rows.push(measure(detector, { engine, input, make, from: MB / 32 }));
    }
  }
  return rows;
}

/** The inputs that have nothing to do with one pattern, then the slowest of the others. */
function tableOf(engine: string, rows: readonly Row[]): Measured[] {
  const isGeneral = ({ input }: Row) => Object.keys(general).some((name) => input.startsWith(name));
  const others = rows.filter((row) => !isGeneral(row));
  const slowest = [...others].sort((a, b) => a.megabytesPerSecond - b.megabytesPerSecond).slice(0, TOLD);
  return [...rows.filter(isGeneral), ...slowest].map(({ input, bytes, megabytesPerSecond, tenfold }) => ({
    work: input,
    name: engine,
    milliseconds: (bytes / 1e6 / megabytesPerSecond) * 1000,
    processorMilliseconds: null,
    peakMegabytes: null,
    runs: 1,
    megabytesPerSecond,
    note: `x10 bytes = x${tenfold.toFixed(1)} time`,
  }));
}

function targetsOf(engine: string, rows: readonly Row[]): Target[] {
  const steepest = Math.max(...rows.map(({ tenfold }) => tenfold));
  const slowest = Math.min(...rows.map(({ megabytesPerSecond }) => megabytesPerSecond));
  const bent = rows.filter(({ tenfold }) => tenfold > LIMIT).length;
  const of = `${engine}, ${rows.length} inputs`;
  return [
    {
      what: `${of}: time for ten times the bytes, the steepest (${bent} over the limit)`,
      is: steepest,
      bound: 'at most',
      limit: LIMIT,
      unit: 'x',
    },
    {
      what: `${of}: the slowest`,
      is: slowest,
      bound: 'at least',
      limit: LEAST_SPEED[engine] as number,
      unit: 'MB/s',
    },
  ];
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
  return {
    bytes: more.length,
    megabytesPerSecond: more.length / 1e6 / (long / 1000),
    engine,
    input,
    tenfold,
  };
}

function time(detector: Detector, bytes: Buffer): number {
  const started = performance.now();
  judgeMatches(detector.detect(bytes), () => {});
  return performance.now() - started;
}

function speed(detector: Detector, bytes: Buffer): { bytes: number; megabytesPerSecond: number } {
  return { bytes: bytes.length, megabytesPerSecond: bytes.length / 1e6 / (time(detector, bytes) / 1000) };
}
