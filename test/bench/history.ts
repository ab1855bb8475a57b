/** The whole history of a repository like git/git's, or of any (`--repository`): keyfence, `git log -p` and the rivals. */
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scratch } from '../support/repository.js';
import {
  atMost,
  type Benchmark,
  contestOf,
  type Measured,
  type Plan,
  rowsOf,
  type Target,
  timeOf,
} from './benchmark.js';
import { addCommits, type BenchHistory, makeHistory } from './corpus/history.js';
import { reportOf } from './corpus/project.js';
import { bareNode, environment, KEYFENCE } from './ours.js';
import { type Contestant, compare, type Timed } from './timing.js';

const LOG = 'git log -p';
const WITHOUT = 'keyfence, no cache';
const WITH = 'keyfence, its cache';
const LATER = 'keyfence, 100 new commits';
const TENTH = 'keyfence, a tenth of it';
const NEW_COMMITS = 100;
const LIMITS = { log: 0.25, later: 0.1, memory: 600, growth: 1.5 };
const SCAN = [KEYFENCE.bin, 'scan', '--history', '--all'];

export const history: Benchmark = async (plan) => {
  const ground = await groundOf(plan);
  const { folder, planted } = ground;
  const others =
    plan.repository === null ? [await laterScan(folder), tenth(await makeHistory(partOf(plan) / 10))] : [];
  const rivals = rivalsOn(folder, plan);
  const timed = await compare(
    [...gitAlone(folder), fullScan(WITHOUT, folder), cachedScan(folder), ...others, ...rivals.contestants],
    contestOf(plan, { full: 3, quick: 1, memory: 'peak' }),
  );
  const { work, bytes } = sizeOf(folder);
  return {
    ground: plan.repository === null ? `generated, like git/git: ${work}` : `${plan.repository}: ${work}`,
    measured: rowsOf('history', timed, { notes: { ...rivals.notes, ...sharesOf(timed) } }).map((row) =>
      row.name === LOG || row.name === WITHOUT ? { ...row, megabytesPerSecond: speedOf(row, bytes) } : row,
    ),
    targets: targetsOf(timed),
    faults: faultsOf(folder, planted),
    details: {},
  };
};

/** The repository of the plan; a quick plan has a twentieth of the generated one. */
async function groundOf(plan: Plan): Promise<BenchHistory> {
  if (plan.repository !== null) return { folder: resolve(plan.repository), planted: null };
  return makeHistory(partOf(plan));
}

function partOf({ pace }: Plan): number {
  return pace === 'quick' ? 0.05 : 1;
}

/** What Git takes: to show all patches; and, for the share of the attribution, to list what each commit brings. */
function gitAlone(folder: string): Contestant[] {
  const words: [name: string, words: string][] = [
    [LOG, 'log -p -U0 --all'],
    [
      'git log --raw, first parents',
      'log --raw -z --no-abbrev --no-renames --diff-merges=first-parent --all',
    ],
    ['git rev-list --objects', 'rev-list --objects --all'],
  ];
  return words.map(([name, line]) => inShell(name, folder, `git ${line} | cat >/dev/null`));
}

/** From an empty cache each time. */
function fullScan(name: string, folder: string): Contestant {
  const cache = join(scratch(), 'cache');
  const line = 'rm -rf "$XDG_CACHE_HOME"; exec "$0" "$@"';
  return withBin(inShell(name, folder, line), cache);
}

/** The warm-up fills the cache. */
function cachedScan(folder: string): Contestant {
  return withBin(inShell(WITH, folder, 'exec "$0" "$@"'), join(scratch(), 'cache'));
}

function tenth({ folder }: BenchHistory): Contestant {
  return fullScan(TENTH, folder);
}

/** A copy that was scanned, and has new commits since: each run has the cache of before. */
async function laterScan(folder: string): Promise<Contestant> {
  const [copy, before, cache] = ['repo', 'before', 'cache'].map((name) => join(scratch(), name)) as [
    string,
    string,
    string,
  ];
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  const env = { ...environment(), XDG_CACHE_HOME: before };
  spawnSync(process.execPath, SCAN, { cwd: copy, env, stdio: 'ignore' });
  await addCommits(copy, NEW_COMMITS);
  const line = `rm -rf "$XDG_CACHE_HOME"; cp -r '${before}' "$XDG_CACHE_HOME"; exec "$0" "$@"`;
  return withBin(inShell(LATER, copy, line), cache);
}

function inShell(name: string, cwd: string, line: string): Contestant {
  return { ...bareNode(cwd), name, command: 'sh', args: ['-c', line] };
}

/** The bin as what the shell's line is about; exit 1, as there is something to find. */
function withBin(contestant: Contestant, cache: string): Contestant {
  const { args, env } = contestant;
  const words = [...args, process.execPath, ...SCAN];
  return { ...contestant, args: words, env: { ...env, XDG_CACHE_HOME: cache }, exits: [0, 1] };
}

function rivalsOn(folder: string, plan: Plan): { contestants: Contestant[]; notes: Record<string, string> } {
  const reports = scratch();
  const able = plan.rivals.filter(({ rival }) => rival.history !== null);
  const contestants = able.map(({ rival, command }) => {
    const args = rival.history?.(folder, join(reports, `${rival.name}.json`)) ?? [];
    return { ...bareNode(reports), name: rival.name, command, args, exits: rival.exits };
  });
  return { contestants, notes: Object.fromEntries(able.map(({ rival, version }) => [rival.name, version])) };
}

/** How many times `git log -p` each takes. */
function sharesOf(timed: readonly Timed[]): Record<string, string> {
  const log = timeOf(timed, LOG);
  const known = timed.filter(
    ({ name, milliseconds }) => log !== null && name.startsWith('keyfence') && milliseconds,
  );
  return Object.fromEntries(
    known.map(({ name, milliseconds }) => [
      name,
      `${((milliseconds ?? 0) / (log ?? 1)).toFixed(2)} of ${LOG}`,
    ]),
  );
}

function speedOf({ milliseconds }: Measured, bytes: number): number | null {
  return milliseconds === null ? null : bytes / 1e3 / milliseconds;
}

function targetsOf(timed: readonly Timed[]): Target[] {
  const peakOf = (name: string) => timed.find((one) => one.name === name)?.peakMegabytes ?? null;
  const peak = peakOf(WITHOUT);
  const targets = [
    ...atMost(`history, of ${LOG}`, timeOf(timed, WITHOUT), timeOf(timed, LOG), LIMITS.log),
    ...atMost(
      `${NEW_COMMITS} new commits, of the first scan`,
      timeOf(timed, LATER),
      timeOf(timed, WITHOUT),
      LIMITS.later,
    ),
    ...atMost('peak memory, of that for a tenth of the history', peak, peakOf(TENTH), LIMITS.growth),
  ];
  if (peak === null) return targets;
  return [...targets, { what: 'peak memory', is: peak, bound: 'at most', limit: LIMITS.memory, unit: 'MB' }];
}

/** A scan that does not tell what is planted has no time worth telling. */
function faultsOf(folder: string, planted: number | null): string[] {
  const { findings, receipt } = reportOf(KEYFENCE.bin, folder, environment(), ['--history', '--all']);
  const told = new Set(findings.map(({ fingerprint }) => fingerprint)).size;
  const faults = receipt.complete ? [] : ['the scan is incomplete'];
  return planted === null || told === planted ? faults : [...faults, `${told} secrets told of ${planted}`];
}

/** Commits, blobs and their bytes, and the size of the packs. */
function sizeOf(folder: string): { work: string; bytes: number } {
  const git = (line: string) =>
    spawnSync('sh', ['-c', `git ${line}`], { cwd: folder, env: environment(), encoding: 'utf8' }).stdout;
  const commits = Number(git('rev-list --all --count'));
  const summed = 'awk \'$1 == "blob" { n++; s += $2 } END { print n, s }\'';
  const [blobs, bytes] = git(
    `cat-file --batch-all-objects --batch-check='%(objecttype) %(objectsize)' --unordered | ${summed}`,
  )
    .split(' ')
    .map(Number) as [number, number];
  const packed = Number(/size-pack: (\d+)/.exec(git('count-objects -v'))?.[1]) * 1024;
  const parts = [
    `${commits.toLocaleString('en')} commits`,
    `${blobs.toLocaleString('en')} blobs of ${(bytes / 1e6).toFixed(0)} MB`,
    `packs of ${(packed / 1e6).toFixed(0)} MB`,
  ];
  return { work: parts.join(', '), bytes };
}
