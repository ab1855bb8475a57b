/**
 * The benchmarks of speed. Each prints its table and writes `results/<name>.json`; the exit code is 1 where a target is
 * missed or something is wrong.
 *
 *   npm run bench                            all of them, which takes an hour
 *   npm run bench -- hook tree               some: hook, tree, packages, large, hostile, catalog, engines, redact, stream, history
 *   npm run bench -- --quick                 small sizes and few rounds: does it work? Writes no results
 *   npm run bench -- --packages DIR          npm packages for `packages` and `catalog`; without it, they are left out
 *   npm run bench -- tree --tree DIR         another tree than the generated one
 *   npm run bench -- history --repository DIR  another history than the generated one
 *   npm run bench -- --rivals DIR:DIR        the other scanners in these folders (else those on the PATH)
 *   npm run bench -- large --megabytes 100   less generated text, for large, redact and stream
 *   npm run bench -- --rounds 5 --patience 600   so many rounds; so many seconds for one run, at the most (300)
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Benchmark, isMet, type Plan, type Results } from './benchmark.js';
import { findRivals } from './rivals.js';
import { tell } from './table.js';

const BENCHMARKS: Record<string, () => Promise<Benchmark>> = {
  hook: async () => (await import('./hook.js')).hook,
  tree: async () => (await import('./tree.js')).tree,
  packages: async () => (await import('./packages.js')).packages,
  large: async () => (await import('./large.js')).large,
  hostile: async () => (await import('./hostile.js')).hostile,
  catalog: async () => (await import('./catalog.js')).catalog,
  engines: async () => (await import('./engines.js')).engines,
  redact: async () => (await import('./redact.js')).redact,
  stream: async () => (await import('./stream.js')).stream,
  history: async () => (await import('./history.js')).history,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    megabytes: { type: 'string' },
    patience: { type: 'string' },
    packages: { type: 'string' },
    tree: { type: 'string' },
    repository: { type: 'string' },
    rivals: { type: 'string' },
  },
});
const number = (word: string | undefined) => (word === undefined ? null : Number(word));
const plan: Plan = {
  pace: values.quick ? 'quick' : 'full',
  rounds: number(values.rounds),
  megabytes: number(values.megabytes),
  patience: number(values.patience) ?? (values.quick ? 30 : 300),
  packages: values.packages ?? null,
  tree: values.tree ?? null,
  repository: values.repository ?? null,
  rivals: findRivals(values.rivals ?? null),
};
delete process.env.NODE_EXTRA_CA_CERTS; // costs every start of Node 100 ms

const names = positionals.length > 0 ? positionals : Object.keys(BENCHMARKS);
const unknown = names.filter((name) => !Object.hasOwn(BENCHMARKS, name));
if (unknown.length > 0) throw new Error(`expected some of ${Object.keys(BENCHMARKS).join(', ')}`);
for (const name of names) {
  if (name === 'packages' && plan.packages === null) {
    console.log('\npackages: left out, no --packages DIR');
    continue;
  }
  const benchmark = await (BENCHMARKS[name] as () => Promise<Benchmark>)();
  const load = loadavg()[0] as number;
  const results = await benchmark(plan);
  console.log(tell(name, results));
  if (plan.pace === 'full') write(name, results, load);
  if (results.faults.length > 0 || !results.targets.every(isMet)) process.exitCode = 1;
}

/** @param load of the machine before the benchmark. */
function write(name: string, { details, ...results }: Results, load: number): void {
  const machine = {
    day: new Date().toISOString().slice(0, 10),
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    load,
  };
  const files: Record<string, object> = { [name]: { ...machine, ...results }, ...details };
  mkdirSync(fileURLToPath(new URL('results', import.meta.url)), { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    const path = fileURLToPath(new URL(`results/${file}.json`, import.meta.url));
    writeFileSync(path, `${JSON.stringify(content, rounded, 1)}\n`);
  }
}

/** Four digits: more would be noise. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
